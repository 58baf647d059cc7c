package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process plays a study while others read it and bring judgements. */
class SeveralProcessesTest {

    private static final String HEADER = "session,annotator,model,overall\n";

    @TempDir
    private Path folder;

    private Path study;

    @BeforeEach
    void writeTheStudy() throws IOException {
        SampleStudy.write(folder);
        study = folder.resolve("out");
    }

    @Test
    void judgements_come_in_and_reports_are_read_while_another_process_plays() throws Exception {
        Process process = ProgramProcess.of(SteppedRun.class, folder.toString(), study.toString())
                .redirectErrorStream(true)
                .start();
        int imports = 0;
        List<String> said = new ArrayList<>();
        try (BufferedReader reader = ProgramProcess.reader(process.getInputStream());
                OutputStream steps = process.getOutputStream()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                if (line.equals("turn") && imports < 8) {
                    // It plays one more turn while this import is written, and cannot end before all of them are.
                    steps.write(0);
                    steps.flush();
                    importOf("a" + ++imports, "3");
                    if (imports == 2) {
                        assertThatThrownBy(this::play)
                                .isInstanceOf(BadInputException.class)
                                .hasMessage(study + ": another charmirror is at work on this study; wait until it ends,"
                                        + " or stop it");
                        assertThat(ReportSource.of(study, false, Optional.empty())
                                        .parts())
                                .hasSize(1);
                    }
                    if (imports == 8) {
                        steps.close();
                    }
                }
            }
        }
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        assertThat(imports).isEqualTo(8);
        assertThat(said).endsWith("end");
        assertThat(rows().ratings()).hasSize(8);
        assertThat(Files.readAllLines(study.resolve("annotations").resolve("ratings.csv")))
                .hasSize(9);
        assertThat(RunFiles.transcripts(study)).hasSize(SampleStudy.TURNS);
        assertThat(RunFiles.integrity(study)).isEqualTo("ok");
    }

    @Test
    void imports_at_the_same_time_lose_nothing_and_the_export_has_all_rows() throws IOException {
        play();
        IntStream.rangeClosed(1, 6)
                .mapToObj(number -> CompletableFuture.runAsync(() -> importOf("a" + number, "4")))
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(rows().ratings()).hasSize(6);
        assertThat(Files.readAllLines(study.resolve("annotations").resolve("ratings.csv")))
                .hasSize(7);
    }

    @Test
    void of_two_imports_that_contradict_each_other_at_the_same_time_one_is_refused() {
        play();
        List<CompletableFuture<Void>> both = List.of("1", "5").stream()
                .map(score -> CompletableFuture.runAsync(() -> importOf("a1", score)))
                .toList();
        long refused = both.stream()
                .filter(one -> one.handle((done, failure) -> failure != null).join())
                .count();
        assertThat(refused).isEqualTo(1);
        assertThat(rows().ratings()).hasSize(1);
    }

    private void play() {
        new StudyRun(SampleStudy.load(folder), spec -> new ScriptedChatModel("weights"), 3)
                .run(study, RunListener.NONE, () -> false);
    }

    private void importOf(String annotator, String score) {
        try {
            Path csv = Files.createTempDirectory(folder, "csv").resolve("r.csv");
            Files.writeString(csv, HEADER + "tiny.clock.talk.1," + annotator + ",tiny," + score + "\n");
            AnnotationImport.into(study, List.of(csv), false);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Annotations rows() {
        try (StudyDatabase database = StudyDatabase.open(study.resolve(StudyDatabase.FILE_NAME))) {
            return new AnnotationStore(database).annotations();
        }
    }
}
