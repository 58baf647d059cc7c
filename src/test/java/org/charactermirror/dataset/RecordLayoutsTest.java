package org.charactermirror.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charactermirror.dataset.RatedDialogues.PAIR;
import static org.charactermirror.dataset.RatedDialogues.SESSION;
import static org.charactermirror.dataset.RatedDialogues.pairTurn;
import static org.charactermirror.dataset.RatedDialogues.turn;

import java.nio.file.Path;
import java.util.Map;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.dataset.RatedDialogues.Outcomes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records to the letter, in the keys that trainers document. */
class RecordLayoutsTest {

    private static final String META_START = "\"meta\":{\"study\":\"s\",\"session\":\"%s\",\"character\":\"lamp\","
            + "\"category\":\"daily_life\",\"scenario\":\"walk\",\"topic\":\"chat\",\"repetition\":1,\"language\":\"%s\","
            + "\"user_by\":\"script\",\"character_sha256\":\"" + "a".repeat(64) + "\",\"scenario_sha256\":\""
            + "b".repeat(64)
            + "\",\"character_licence\":\"Apache-2.0\",\"scenario_licence\":\"CC0-1.0\",\"interviewer_licence\":\"none\",";

    @TempDir
    private Path folder;

    private final RatedDialogues dialogues = new RatedDialogues();

    @Test
    void a_rated_dialogue_is_one_supervised_record_in_three_layouts() {
        dialogues.dialogue("lamp", turn(1, "问1", "答1"), turn(2, "问2", "答2")).rated(SESSION, "甲", Dimension.OVERALL, 4);

        Outcomes made = dialogues.made(folder);

        String meta = META_START.formatted(SESSION, "zh")
                + "\"model\":\"tiny\",\"model_licence\":\"MIT\",\"origin\":\"human\",\"annotators\":1,\"charmirror\":\"1.0\","
                + "\"turns\":2,\"played_turns\":2}}";
        assertThat(made.lines(Layout.SUPERVISED_MESSAGES))
                .containsExactly("{\"messages\":[{\"role\":\"system\",\"content\":\"阿灯: 阿灯的资料\"},"
                        + "{\"role\":\"assistant\",\"content\":\"你来了。\"},"
                        + "{\"role\":\"user\",\"content\":\"问1\"},{\"role\":\"assistant\",\"content\":\"答1\"},"
                        + "{\"role\":\"user\",\"content\":\"问2\"},{\"role\":\"assistant\",\"content\":\"答2\"}],"
                        + meta);
        assertThat(made.lines(Layout.SUPERVISED_LLAMA_FACTORY))
                .containsExactly(
                        "{\"conversations\":[{\"from\":\"human\",\"value\":\"问1\"},{\"from\":\"gpt\",\"value\":\"答1\"},"
                                + "{\"from\":\"human\",\"value\":\"问2\"},{\"from\":\"gpt\",\"value\":\"答2\"}],"
                                + "\"system\":\"阿灯: 阿灯的资料\\n\\n阿灯先开口说：你来了。\"," + meta);
        assertThat(made.lines(Layout.SUPERVISED_SESSION_META))
                .containsExactly("{\"session_meta\":{\"user_info\":\"\",\"bot_info\":\"阿灯的资料\",\"bot_name\":\"阿灯\","
                        + "\"user_name\":\"小舟\"},\"history\":[[\"\",\"你来了。\"],[\"问1\",\"答1\"],[\"问2\",\"答2\"]],"
                        + meta);
    }

    @Test
    void in_english_a_greeting_is_told_in_english_and_without_one_nothing_is() {
        dialogues.language = "en";
        dialogues.dialogue("lamp", turn(1, "问1", "答1")).rated(SESSION, "甲", Dimension.OVERALL, 4);
        assertThat(dialogues.made(folder).lines(Layout.SUPERVISED_LLAMA_FACTORY).get(0))
                .contains("\"system\":\"阿灯: 阿灯的资料\\n\\n阿灯 speaks first: 你来了。\"", "\"language\":\"en\"");

        RatedDialogues silent = new RatedDialogues()
                .dialogueWithoutGreeting(turn(1, "问1", "答1"))
                .rated(SESSION, "甲", Dimension.OVERALL, 4);
        Outcomes made = silent.made(folder);
        assertThat(made.lines(Layout.SUPERVISED_LLAMA_FACTORY).get(0)).contains("\"system\":\"阿灯: 阿灯的资料\",");
        assertThat(made.lines(Layout.SUPERVISED_SESSION_META).get(0)).contains("\"history\":[[\"问1\",\"答1\"]]");
    }

    @Test
    void a_pair_has_the_context_up_to_the_message_and_the_reply_that_most_chose_first() {
        dialogues
                .pair(pairTurn(1, "甲1", "乙1"), pairTurn(2, "甲2", "乙2"))
                .compared(2, "甲", Outcome.WIN)
                .compared(2, "乙", Outcome.WIN)
                .compared(2, "丙", Outcome.TIE);

        Outcomes made = dialogues.made(folder);

        // Two of three annotators: 0.6667. What was said in turn 1 is the reply of model B, which continued.
        String rest = "\"agreement\":0.6667,\"votes\":{\"chosen\":2,\"rejected\":0,\"tie\":1,\"both_bad\":0},"
                + META_START.formatted(PAIR, "zh")
                + "\"chosen_model\":\"tiny\",\"rejected_model\":\"tinier\",\"chosen_model_licence\":\"MIT\","
                + "\"rejected_model_licence\":\"MIT\",\"origin\":\"human\",\"annotators\":3,\"charmirror\":\"1.0\",\"turn\":2}}";
        assertThat(made.lines(Layout.PREFERENCES_TRL))
                .containsExactly("{\"prompt\":[{\"role\":\"system\",\"content\":\"阿灯: 阿灯的资料\"},"
                        + "{\"role\":\"assistant\",\"content\":\"你来了。\"},{\"role\":\"user\",\"content\":\"问1\"},"
                        + "{\"role\":\"assistant\",\"content\":\"乙1\"},{\"role\":\"user\",\"content\":\"问2\"}],"
                        + "\"chosen\":[{\"role\":\"assistant\",\"content\":\"甲2\"}],"
                        + "\"rejected\":[{\"role\":\"assistant\",\"content\":\"乙2\"}]," + rest);
        assertThat(made.lines(Layout.PREFERENCES_LLAMA_FACTORY))
                .containsExactly(
                        "{\"conversations\":[{\"from\":\"human\",\"value\":\"问1\"},{\"from\":\"gpt\",\"value\":\"乙1\"},"
                                + "{\"from\":\"human\",\"value\":\"问2\"}],\"system\":\"阿灯: 阿灯的资料\\n\\n阿灯先开口说：你来了。\","
                                + "\"chosen\":{\"from\":\"gpt\",\"value\":\"甲2\"},\"rejected\":{\"from\":\"gpt\",\"value\":\"乙2\"},"
                                + rest);
        assertThat(made.leftOut(DatasetKind.PREFERENCES)).isEqualTo(Map.of(Reason.NOT_JUDGED, 1));
    }

    @Test
    void a_record_is_one_line_to_every_reader_whatever_is_said() {
        String said = "一\u2028二\u2029三\u0085四\n五\r六\u000b七\u000c八\u001c九\"十\\\t\ud83d\ude00";
        dialogues.dialogue("lamp", turn(1, said, said)).rated(SESSION, "甲", Dimension.OVERALL, 4);
        String line =
                dialogues.made(folder).lines(Layout.SUPERVISED_SESSION_META).get(0);
        // \R and the signs at which Python's splitlines ends a line, too.
        assertThat(line).doesNotContainPattern("[\\n\\r\\u000b\\u000c\\u001c-\\u001e\\u0085\\u2028\\u2029]");
        assertThat(line).contains("一\\u2028二\\u2029三\\u0085四\\n五\\r六\\u000B七\\f八\\u001C九\\\"十\\\\\\t\ud83d\ude00\"");
    }
}
