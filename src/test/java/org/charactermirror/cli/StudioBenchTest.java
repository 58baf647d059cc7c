package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.charactermirror.scenario.Study;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;
import org.charactermirror.web.studio.Studio;
import org.charactermirror.web.studio.StudioStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudioBenchTest {

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void of_a_hundred_times_the_fiftieth_is_the_median_and_the_ninety_ninth_the_percentile() {
        List<Long> times = new ArrayList<>();
        for (long milliseconds = 1; milliseconds <= 100; milliseconds++) {
            times.add(milliseconds * 1_000_000);
        }
        Collections.reverse(times);

        assertThat(StudioBench.Times.of(times)).isEqualTo(new StudioBench.Times(100, 50, 99, 100));
        assertThat(StudioBench.Times.of(List.of(2_500_000L))).isEqualTo(new StudioBench.Times(1, 2.5, 2.5, 2.5));
    }

    @Test
    void a_click_or_a_judgement_that_is_not_in_the_database_is_counted_as_lost() {
        Path study = folder.resolve("study");
        Path file = folder.resolve("studio.yaml");
        List<StudioBenchStudy.Annotator> people = StudioBenchStudy.make(file, study, 3);
        List<ClickingBrowser> browsers;
        Study plan = LoadedStudy.load(Installation.current(), file.toString()).study();
        try (StudyFolder opened = StudyFolder.openBeside(study);
                Studio studio = Studio.recorded(opened, StudioStudy.of(plan));
                WebServer server = WebServer.start(
                        WebSettings.loopback(0), studio.browsers(), signIns -> List.of(studio.module(signIns)))) {
            HttpClient client = HttpClient.newHttpClient();
            browsers = people.stream()
                    .map(person -> new ClickingBrowser(client, URI.create(server.url()), person))
                    .toList();
            browsers.forEach(ClickingBrowser::open);
            // Each scores one dialogue on seven dimensions, hands it in, and scores the next on two.
            browsers.forEach(browser -> {
                for (int click = 0; click < 10; click++) {
                    assertThat(browser.click(true).join()).isPositive();
                }
                assertThat(browser.refused()).isEmpty();
            });
        }
        assertThat(KeptClicks.of(study, browsers)).isEqualTo(new KeptClicks(27, 0, 3, 0));

        try (StudyDatabase database = StudyDatabase.open(study.resolve(StudyDatabase.FILE_NAME))) {
            database.write(handle -> {
                handle.execute("DELETE FROM answer WHERE number = (SELECT max(number) FROM answer)");
                handle.execute("UPDATE answer SET value = '6' WHERE number = 1");
                handle.execute(
                        "DELETE FROM rating WHERE annotator = ?", people.get(1).annotator());
            });
        }
        assertThat(KeptClicks.of(study, browsers)).isEqualTo(new KeptClicks(27, 2, 3, 1));
    }

    @Test
    void annotators_and_clicks_are_for_this_measurement_only_and_within_bounds() {
        assertThat(terminal.run("bench", "--clicks", "5")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--annotators and --clicks need --studio");
        assertThat(terminal.run("bench", "--studio", "--annotators", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--annotators is 0; it must be from 1 to 1000");
        assertThat(terminal.run("bench", "--studio", "--clicks", "10001")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--clicks is 10001; it must be from 1 to 10000");
        assertThat(terminal.run("bench", "--studio", "--harness")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--studio measures nothing else");
    }
}
