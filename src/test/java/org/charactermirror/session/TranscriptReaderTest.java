package org.charactermirror.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.StopReason;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ProbeDimension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptReaderTest {

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void what_was_written_reads_back_and_is_written_the_same() throws IOException {
        Path file = Recorded.write(
                folder,
                List.of(
                        Recorded.dialogue(
                                "m.1", "walk", 1, Recorded.turn(1, "你好\n「请坐」", ""), Recorded.turn(2, "困吗", "不。")),
                        Recorded.dialogue("m.1", "walk", 2, Turn.notRecorded(1, "你好", "好。"))),
                List.of(Recorded.pair(
                        "a", "b", new PairTurn(Recorded.turn(1, "你好", "甲"), Recorded.turn(1, "你好", "乙"), PairSide.B))));
        String text = Files.readString(file);

        TranscriptReader.Recorded read = TranscriptReader.read("t", text, problems);

        assertThat(problems.all()).isEmpty();
        assertThat(read.single()).hasSize(2);
        assertThat(read.pairs()).hasSize(1);
        Recorded.write(folder, read.single(), read.pairs());
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    @Test
    void a_time_that_is_not_there_stays_unknown_and_one_that_is_no_time_is_told() throws IOException {
        Recorded.write(folder, List.of(Recorded.dialogue("m.1", "walk", 1, Recorded.turn(1, "你好", "好。"))), List.of());
        Path file = folder.resolve(TranscriptWriter.FILE_NAME);
        String timed = Files.readString(file);
        String untimed = timed.replaceAll(",\"seconds\":[0-9.]+", "");
        assertThat(untimed).isNotEqualTo(timed);
        TranscriptReader.Recorded read = TranscriptReader.read("t", untimed, problems);
        assertThat(problems.all()).isEmpty();
        assertThat(read.single().get(0).turns().get(0).timed()).isFalse();
        Recorded.write(folder, read.single(), List.of());
        assertThat(Files.readString(file)).contains("\"seconds\":null").doesNotContain("\"seconds\":0");

        TranscriptReader.read("t", timed.replaceAll("\"seconds\":[0-9.]+", "\"seconds\":-1"), problems);
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly("t:1: seconds is -1; expected a number, 0 or more, or nothing where it is not known");
    }

    @Test
    void who_spoke_for_the_user_and_counts_that_no_endpoint_made_come_back_as_they_were() throws IOException {
        Turn asked = new Turn(
                1,
                "你好",
                new MessageSource.Interviewer(12, 3, 1, 9, 2, 0.5),
                "好。",
                StopReason.END_OF_SEQUENCE,
                0,
                0,
                0,
                7,
                0,
                1.5);
        Turn probed = new Turn(
                2,
                "你姐姐叫什么",
                new MessageSource.Probe(ProbeDimension.CONSISTENCY),
                "忘了。",
                StopReason.LENGTH,
                5,
                4,
                0,
                8,
                0,
                0.25);
        Turn uncounted = new Turn(
                3,
                "再见",
                new MessageSource.Interviewer(0, 0, 0, 10, 1, 0.5),
                "再见。",
                StopReason.LENGTH,
                5,
                4,
                0,
                8,
                0,
                0.25);
        Turn typed =
                new Turn(1, "来了", new MessageSource.Person(), "甲", StopReason.END_OF_SEQUENCE, 5, 4, 0, 8, 0, 0.25);
        Path file = Recorded.write(
                folder,
                List.of(Recorded.dialogue("m.1", "walk", 1, asked, probed, uncounted)),
                List.of(Recorded.pair("a", "b", new PairTurn(typed, typed, PairSide.B, Optional.of(PairSide.A)))));
        String text = Files.readString(file);
        assertThat(text)
                .contains(
                        "\"prompt_tokens\":null",
                        "\"user_attempts\":2",
                        "\"user_prompt_tokens\":null",
                        "\"shown_first\":\"a\"");

        TranscriptReader.Recorded read = TranscriptReader.read("t", text, problems);

        assertThat(problems.all()).isEmpty();
        Recorded.write(folder, read.single(), read.pairs());
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    @Test
    void of_replies_made_elsewhere_no_counts_are_written() throws IOException {
        Path file = Recorded.write(
                folder, List.of(Recorded.dialogue("m", "walk", 1, Turn.notRecorded(1, "你好", "好。"))), List.of());
        assertThat(Files.readString(file))
                .endsWith("\"turn\":1,\"user\":\"你好\",\"reply\":\"好。\",\"stop_reason\":\"not_recorded\"}\n");
    }

    @Test
    void everything_that_is_wrong_is_told_with_its_line_and_leaves_its_dialogue_out() throws IOException {
        Path file = Recorded.write(
                folder,
                List.of(
                        Recorded.dialogue("m", "walk", 1, Recorded.turn(1, "你好", "好。"), Recorded.turn(2, "困吗", "不。")),
                        Recorded.dialogue("m", "talk", 1, Recorded.turn(1, "你好", "好。"), Recorded.turn(2, "困吗", "不。")),
                        Recorded.dialogue("m", "walk", 2, Recorded.turn(1, "你好", "好。"), Recorded.turn(2, "困吗", "不。")),
                        Recorded.dialogue("m", "read", 1, Recorded.turn(1, "你好", "好。"))),
                List.of());
        List<String> lines = Files.readAllLines(file);
        String text = String.join(
                "\n",
                lines.get(0).replace("\"stop_reason\":\"newline\"", "\"stop_reason\":\"tired\""),
                lines.get(1).replace("\"prompt_tokens\":20,", ""),
                lines.get(2),
                lines.get(3).replace("\"turn\":2", "\"turn\":3").replace("坐。", "站。"),
                lines.get(4).replace("\"repetition\":2", "\"repetition\":3"),
                "{",
                lines.get(6));

        TranscriptReader.Recorded read = TranscriptReader.read("t", text, problems);

        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "t:6:2: not valid JSON: Unexpected end-of-input: expected close marker for Object",
                        "t:1: stop_reason is \"tired\", which this version does not know",
                        "t:2: prompt_tokens is missing; expected a whole number from 0 to 2147483647",
                        "t:4: greeting is \"站。\", but in line 3 of the same session \"坐。\"",
                        "t:4: turn is 3; expected turn 2 of the session",
                        "t:5: session is \"m.lamp.walk.2\"; by what else the line says it is m.lamp.walk.3");
        assertThat(read.single()).extracting(one -> one.session().scenario()).containsExactly("read");
    }
}
