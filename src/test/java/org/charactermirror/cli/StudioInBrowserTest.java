package org.charactermirror.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.charactermirror.web.browser.BrowserTest;
import org.charactermirror.web.browser.Browsing;
import org.charactermirror.web.browser.Device;
import org.charactermirror.web.studio.StudioVisitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole studies, done in browsers by two people at once: one at a computer in English, one at a phone in Chinese, with a server
 * that is killed and started again in between.
 */
@BrowserTest
class StudioInBrowserTest {

    private static final String STUDY = """
            id: small
            kind: %s
            models:
              - {id: base, provider: local, path: %s}
              - {id: second, provider: local, path: %s}
            characters: [lamp]
            scenarios: [walk]
            rounds: 2
            seed: 7
            %s
            """;

    private static final String TINY = "\"embedded:tiny\"";

    @TempDir
    Path home;

    @BeforeEach
    void writeCharactersAndScenarios() throws IOException {
        SampleStudy.write(home);
    }

    private void study(String kind, String further) throws IOException {
        SampleStudy.write(home, STUDY.formatted(kind, "a", "b", further));
    }

    /** Goes all the way from the invitation to the list of dialogues. */
    private static StudioVisitor enters(
            Browsing browsing, ServedStudy served, int person, Device device, int... right) {
        StudioVisitor visitor = new StudioVisitor(browsing, served.url(), device);
        visitor.visitor().expecting("net::ERR_");
        visitor.invited(served.token(person)).sees("consent.title");
        visitor.page().getByRole(AriaRole.CHECKBOX).check();
        visitor.clicks("consent.go")
                .sees("instructions.title")
                .clicks("instructions.go")
                .sees("qualification.title");
        for (int question = 0; question < right.length; question++) {
            visitor.page()
                    .getByRole(AriaRole.RADIO)
                    .nth(3 * question + right[question])
                    .check();
        }
        return visitor.clicks("qualification.go").sees("list.title");
    }

    /** Returns cells of a file of judgements, by the names of their columns, in the order of lines sorted. */
    private static List<String> cells(Path file, String... columns) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names = List.of(lines.get(0).split(","));
        List<String> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] all = line.split(",", -1);
            List<String> row = new ArrayList<>();
            for (String column : columns) {
                row.add(all[names.indexOf(column)]);
            }
            rows.add(String.join(" ", row));
        }
        rows.sort(null);
        return rows;
    }

    /** Imports what was exported into an empty folder: nothing changes on the way. */
    private void importsTheSame(Path exported, String... columns) throws IOException {
        Path other = home.resolve("other");
        Terminal terminal = new Terminal();
        assertThat(terminal.run("annotate", "import", other.toString(), exported.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(cells(other.resolve("annotations").resolve(exported.getFileName()), columns))
                .isEqualTo(cells(exported, columns));
    }

    /** Makes a report of a folder, and returns lines of one of its tables without the model that they begin with. */
    private List<String> reported(Path folder, String table) throws IOException {
        Terminal terminal = new Terminal();
        Path report = folder.resolve("reported");
        assertThat(terminal.run("report", folder.toString(), "--out", report.toString()))
                .as(terminal.err())
                .isZero();
        return Files.readAllLines(report.resolve("tables").resolve(table)).stream()
                .skip(1)
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
    }

    /** Adds what stands in a column of lines that begin with a word. */
    private static int sum(List<String> lines, String word, int column) {
        return lines.stream()
                .filter(line -> line.startsWith(word + ","))
                .mapToInt(line -> Integer.parseInt(line.split(",")[column]))
                .sum();
    }

    @Test
    void a_rating_study_is_done_by_two_people_while_the_server_is_killed(Browsing browsing) throws IOException {
        study("rating", "");
        try (ServedStudy served = ServedStudy.recorded(home)) {
            served.invite("en", "zh");
            StudioVisitor one = enters(browsing, served, 1, Device.desktop(), 1, 0, 2, 1, 2, 0);
            StudioVisitor other = enters(browsing, served, 2, Device.phone().speaking("zh"), 1, 0, 2, 1, 2, 0);
            one.clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 2);
            other.clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 2);
            one.presses("5", "4").hasSaved();
            other.presses("1");
            served.kill();
            one.presses("3", "2").reads(one.say("saving.trouble", "n", 2));
            other.presses("0", "1");
            served.startAgain();
            one.hasSaved();
            other.hasSaved();
            // Every click is there, also for somebody who goes on with another device.
            StudioVisitor elsewhere = new StudioVisitor(browsing, served.url(), Device.phone());
            elsewhere.invited(served.token(1)).clicks("list.go_on", "n", 1);
            assertThat(elsewhere.page().locator("input:checked")).hasCount(4);
            one.presses("1", "0", "5", "Enter").sees("item.title", "n", 2, "of", 2);
            other.presses("1", "1", "1", "1", "Enter").sees("item.title", "n", 2, "of", 2);
            one.presses("4", "4", "4", "4", "4", "4", "4");
            one.page().getByRole(AriaRole.TEXTBOX).fill("good, “very” good");
            one.clicks("hand_in").sees("thanks.title");
            other.presses("2", "2", "2", "2", "2", "2", "2", "Enter").sees("thanks.title");
            served.stop();

            Path ratings = served.folder().resolve("annotations/ratings.csv");
            String[] columns = {
                "annotator",
                "overall",
                "consistency",
                "human_likeness",
                "engagement",
                "quality",
                "safety",
                "correctness"
            };
            TreeMap<String, List<String>> clicked = new TreeMap<>();
            clicked.put(served.annotator(1), List.of("4 4 4 4 4 4 4", "5 4 3 2 1  5"));
            clicked.put(served.annotator(2), List.of("1  1 1 1 1 1", "2 2 2 2 2 2 2"));
            List<String> expected = new ArrayList<>();
            clicked.forEach((annotator, rows) -> rows.forEach(row -> expected.add(annotator + " " + row)));
            assertThat(cells(ratings, columns)).isEqualTo(expected);
            assertThat(Files.readString(ratings))
                    .contains("\"good, “very” good\"")
                    .doesNotContain("person 1");
            importsTheSame(ratings, columns);
            for (Path folder : List.of(served.folder(), home.resolve("other"))) {
                List<String> lines = reported(folder, "ratings_detail.csv");
                // Overall 5 + 4 + 1 + 2 of four, safety 4 + 1 + 2 of three: "cannot judge" is no score.
                assertThat(sum(lines, "overall", 1)).isEqualTo(4);
                assertThat(sum(lines, "overall", 2)).isEqualTo(12);
                assertThat(sum(lines, "safety", 1)).isEqualTo(3);
                assertThat(sum(lines, "safety", 2)).isEqualTo(7);
            }
        }
    }

    @Test
    void a_study_of_errors_is_done_by_keys_and_by_fingers(Browsing browsing) throws IOException {
        study("turn_errors", "");
        try (ServedStudy served = ServedStudy.recorded(home)) {
            served.invite("en", "zh");
            StudioVisitor keys = enters(browsing, served, 1, Device.desktop(), 1, 2, 0, 1, 1, 0);
            StudioVisitor fingers = enters(browsing, served, 2, Device.phone().speaking("zh"), 1, 2, 0, 1, 1, 0);
            // One hand on the keys: from the list to the thanks.
            keys.presses("Enter").sees("item.title", "n", 1, "of", 2);
            keys.presses("o", "e");
            assertThat(keys.page().getByRole(AriaRole.DIALOG)).isVisible();
            keys.presses("Shift+ArrowRight", "Shift+ArrowRight", "Enter");
            keys.presses("p", "Enter").reads(keys.say("confirmed", "n", 1, "of", 2));
            keys.presses("r", "u", "i", "k").isAtTurn(1);
            keys.presses("p", "Enter").isAtTurn(2);
            keys.presses("Enter").sees("item.title", "n", 2, "of", 2);
            fingers.clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 2);
            served.kill();
            fingers.page().getByRole(AriaRole.CHECKBOX).nth(2).tap();
            fingers.reads(fingers.say("saving.trouble", "n", 1));
            served.startAgain();
            fingers.clicks("confirm.some", "n", 1).reads(fingers.say("confirmed", "n", 1, "of", 2));
            fingers.clicks("confirm.none").sees("item.title", "n", 2, "of", 2);
            keys.presses("Enter").reads(keys.say("confirmed", "n", 1, "of", 2));
            keys.presses("Enter").sees("thanks.title");
            fingers.clicks("confirm.none").reads(fingers.say("confirmed", "n", 1, "of", 2));
            fingers.clicks("confirm.none").sees("thanks.title");
            served.stop();

            Path errors = served.folder().resolve("annotations/turn_errors.csv");
            String[] columns = {
                "annotator",
                "turn",
                "ooc",
                "contradiction",
                "repetition",
                "less_quality",
                "less_information",
                "proactivity"
            };
            List<String> expected = new ArrayList<>(List.of(
                    served.annotator(1) + " 1 1 0 0 0 0 0",
                    served.annotator(1) + " 2 0 0 0 0 1 0",
                    served.annotator(1) + " 1 0 0 0 0 0 0",
                    served.annotator(1) + " 2 0 0 0 0 0 0",
                    served.annotator(2) + " 1 0 0 1 0 0 0",
                    served.annotator(2) + " 2 0 0 0 0 0 0",
                    served.annotator(2) + " 1 0 0 0 0 0 0",
                    served.annotator(2) + " 2 0 0 0 0 0 0"));
            expected.sort(null);
            assertThat(cells(errors, columns)).isEqualTo(expected);
            assertThat(cells(errors, "evidence"))
                    .filteredOn(cell -> !cell.isEmpty())
                    .hasSize(1);
            importsTheSame(errors, columns);
            for (Path folder : List.of(served.folder(), home.resolve("other"))) {
                List<String> lines = reported(folder, "errors_detail.csv");
                // Two dialogues of two replies each, by two people; each of three flags was raised once.
                assertThat(sum(lines, "ooc", 1)).isEqualTo(8);
                assertThat(sum(lines, "ooc", 2)).isEqualTo(1);
                assertThat(sum(lines, "repetition", 2)).isEqualTo(1);
                assertThat(sum(lines, "less_information", 2)).isEqualTo(1);
                assertThat(sum(lines, "proactivity", 2)).isZero();
            }
        }
    }

    @Test
    void a_study_of_pairs_is_done_by_two_people_who_see_them_in_orders_of_their_own(Browsing browsing)
            throws IOException {
        study("pairwise", "baseline: base\ncontinuation: random");
        try (ServedStudy served = ServedStudy.recorded(home)) {
            served.invite("en", "zh");
            StudioVisitor one = enters(browsing, served, 1, Device.desktop(), 1, 2, 0, 1, 2);
            StudioVisitor other = enters(browsing, served, 2, Device.phone().speaking("zh"), 1, 2, 0, 1, 2);
            one.clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 1);
            other.clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 1);
            one.presses("1").hasSaved();
            served.kill();
            one.presses("Enter");
            served.startAgain();
            one.reads(one.say("confirmed.pairs", "n", 1, "of", 2));
            one.presses("3", "Enter").sees("thanks.title");
            other.presses("2", "Enter").reads(other.say("confirmed.pairs", "n", 1, "of", 2));
            other.presses("4", "Enter").sees("thanks.title");
            served.stop();

            Path preferences = served.folder().resolve("annotations/preferences.csv");
            List<String> rows = cells(preferences, "annotator", "turn", "outcome", "shown_first");
            assertThat(rows).hasSize(4);
            // The first on the screen wins where it is the first model's, and loses where it is the other's.
            assertThat(row(rows, served.annotator(1), 1)).isIn("win a", "lose b");
            assertThat(row(rows, served.annotator(1), 2)).startsWith("tie ");
            assertThat(row(rows, served.annotator(2), 1)).isIn("lose a", "win b");
            assertThat(row(rows, served.annotator(2), 2)).startsWith("both_bad ");
            importsTheSame(preferences, "annotator", "turn", "outcome", "shown_first");
        }
    }

    private static void says(StudioVisitor visitor, String text) {
        visitor.page().getByLabel(visitor.say("talk.message", "name", "阿灯")).fill(text);
        visitor.presses("Enter");
    }

    @Test
    void people_talk_with_the_embedded_model_and_rate_it(Browsing browsing) throws IOException {
        SampleStudy.write(home, """
                id: small
                kind: rating
                models: [{id: base, provider: local, path: "embedded:tiny"}]
                characters: [lamp]
                scenarios: [walk, talk]
                rounds: 2
                seed: 7
                """);
        try (ServedStudy served = ServedStudy.live(home)) {
            served.invite("en", "zh");
            StudioVisitor one = enters(browsing, served, 1, Device.desktop(), 1, 0, 2, 1, 2, 0);
            StudioVisitor other = enters(browsing, served, 2, Device.phone().speaking("zh"), 1, 0, 2, 1, 2, 0);
            one.clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 1);
            other.clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 1);
            says(one, "你好");
            says(other, "你是谁？");
            one.reads(one.say("talk.rounds", "n", 1, "of", 2));
            other.reads(other.say("talk.rounds", "n", 1, "of", 2));
            served.kill();
            // What is said while the server is away is answered when it is there again.
            says(one, "今天怎么样？");
            one.reads(one.say("talk.again"));
            served.startAgain();
            one.reads(one.say("score.none"));
            one.presses("3", "3", "3", "3", "3", "3", "3", "Enter").sees("thanks.title");
            says(other, "再见");
            other.reads(other.say("score.none"));
            other.presses("1", "2", "3", "4", "5", "4", "3", "Enter").sees("thanks.title");
            served.stop();

            Path ratings = served.folder().resolve("annotations/ratings.csv");
            List<String> expected = new ArrayList<>(
                    List.of(served.annotator(1) + " base 3 3 3 3 3 3 3", served.annotator(2) + " base 1 2 3 4 5 4 3"));
            expected.sort(null);
            assertThat(cells(
                            ratings,
                            "annotator",
                            "model",
                            "overall",
                            "consistency",
                            "human_likeness",
                            "engagement",
                            "quality",
                            "safety",
                            "correctness"))
                    .isEqualTo(expected);
            assertThat(Files.readString(served.folder().resolve("transcripts.jsonl")))
                    .contains("\"今天怎么样？\"", "\"你是谁？\"");
        }
    }

    @Test
    void two_replies_wait_for_a_choice_while_the_server_is_killed(Browsing browsing) throws IOException {
        SampleStudy.write(
                home,
                STUDY.formatted("pairwise", TINY, "\"embedded:tinier\"", "baseline: base\ncontinuation: annotator"));
        try (ServedStudy served = ServedStudy.live(home)) {
            served.invite("en");
            StudioVisitor one = enters(browsing, served, 1, Device.desktop(), 1, 2, 0, 1, 2);
            one.clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 1);
            says(one, "你好");
            assertThat(one.page().locator(".open-pair")).isVisible();
            List<String> replies = one.page().locator(".pair .said").allTextContents();
            served.kill();
            one.presses("2");
            served.startAgain();
            one.hasSaved();
            one.page().reload();
            assertThat(one.page().locator(".pair .said").first()).isVisible();
            assertThat(one.page().locator(".pair .said").allTextContents()).isEqualTo(replies);
            one.presses("Enter").reads(one.say("talk.rounds", "n", 1, "of", 2));
            // The dialogue goes on with what was chosen.
            assertThat(one.page().locator(".judged > .reply .said").first()).hasText(replies.get(1));
            says(one, "再见");
            assertThat(one.page().locator(".open-pair")).isVisible();
            one.presses("3", "Enter").sees("thanks.title");
            served.stop();

            List<String> rows = cells(
                    served.folder().resolve("annotations/preferences.csv"),
                    "annotator",
                    "turn",
                    "outcome",
                    "shown_first");
            assertThat(row(rows, served.annotator(1), 1)).isIn("lose a", "win b");
            assertThat(row(rows, served.annotator(1), 2)).startsWith("tie ");
        }
    }

    @Test
    void replies_are_flagged_one_by_one_while_a_person_talks(Browsing browsing) throws IOException {
        SampleStudy.write(home, STUDY.formatted("turn_errors", TINY, TINY, "").replace("rounds: 2", "rounds: 1"));
        try (ServedStudy served = ServedStudy.live(home)) {
            served.invite("zh");
            StudioVisitor one = enters(browsing, served, 1, Device.phone().speaking("zh"), 1, 2, 0, 1, 1, 0);
            one.clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 2);
            says(one, "你好");
            one.isAtTurn(1).presses("c").clicks("confirm.some", "n", 1).sees("item.title", "n", 2, "of", 2);
            says(one, "你好");
            one.isAtTurn(1).clicks("confirm.none").sees("thanks.title");
            served.stop();

            assertThat(cells(served.folder().resolve("annotations/turn_errors.csv"), "turn", "contradiction", "ooc"))
                    .containsExactly("1 0 0", "1 1 0");
        }
    }

    private static String row(List<String> rows, String annotator, int turn) {
        String start = annotator + " " + turn + " ";
        return rows.stream()
                .filter(row -> row.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }
}
