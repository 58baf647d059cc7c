package org.charactermirror.annotation.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.charactermirror.annotation.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the layouts of Chatbot Arena's logs; the battles are made up. */
class ArenaTest {

    private static final String HEADER =
            "study,session,annotator,model_a,model_b,character,category,topic,turn,outcome,shown_first,reason,origin";

    @TempDir
    private Path folder;

    @Test
    void battles_of_a_log_become_preferences_of_people() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "clean_battle.json", """
                [
                  {"model_a": "chatglm-6b", "model_b": "koala-13b", "winner": "model_b", "judge": "2e1c", "turn": 1,
                   "anony": true, "language": "Chinese", "tstamp": 1682351591.13},
                  {"model_a": "a", "model_b": "b", "winner": "tie (bothbad)", "judge": "2e1c", "turn": 3,
                   "anony": true, "language": "Chinese", "tstamp": 1682351600.5},
                  {"model_a": "a", "model_b": "b", "winner": "tie", "judge": "9f00", "turn": 2,
                   "anony": false, "language": "English", "tstamp": 1682351601.0}
                ]
                """);
        assertThat(read.content().format()).isEqualTo(ForeignFormat.ARENA);
        assertThat(read.csv(Kind.PREFERENCES))
                .isEqualTo(HEADER + ",anony,language\n"
                        + ",1682351591.13,2e1c,chatglm-6b,koala-13b,,,,1,lose,,,human,true,Chinese\n"
                        + ",1682351600.5,2e1c,a,b,,,,3,both_bad,,,human,true,Chinese\n"
                        + ",1682351601,9f00,a,b,,,,2,tie,,,human,false,English\n");
    }

    @Test
    void a_question_id_names_the_dialogue_and_its_texts_are_left_out_and_counted() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "arena.json", """
                [{"question_id": "58210e39", "model_a": "chatglm-6b", "model_b": "koala-13b", "winner": "model_a",
                  "judge": "arena_user_973", "conversation_a": [{"content": "你好", "role": "user"}],
                  "conversation_b": [{"content": "你好", "role": "user"}], "turn": 1, "anony": true,
                  "language": "Chinese", "tstamp": 1682351591.13, "openai_moderation": {"flagged": false}}]
                """);
        assertThat(read.csv(Kind.PREFERENCES)).contains("\n,58210e39,arena_user_973,chatglm-6b,koala-13b,,,,1,win,");
        assertThat(read.content().leftOut())
                .isEqualTo(Map.of("texts of battles left out", 2, "lists and objects of items left out", 1));
    }

    @Test
    void a_list_of_a_model_and_its_prompt_as_the_judge_is_no_person() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "gpt4_pair.jsonl", """
                {"question_id": 81, "model_a": "a", "model_b": "b", "winner": "model_a", "judge": ["gpt-4", "pair-v2"], "turn": 1}
                {"question_id": 81, "model_a": "a", "model_b": "b", "winner": "model_b", "judge": "expert_17", "turn": 1}
                """);
        assertThat(read.csv(Kind.PREFERENCES))
                .isEqualTo(HEADER + "\n" + ",81,gpt-4/pair-v2,a,b,,,,1,win,,,judge\n"
                        + ",81,expert_17,a,b,,,,1,lose,,,human\n");
    }

    @Test
    void a_table_with_a_column_for_each_outcome_is_read() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "train.csv", """
                id,model_a,model_b,judge,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie
                30192,gpt-4,a,u1,"[""你好""]",甲,乙,1,0,0
                30193,gpt-4,a,u1,p,x,y,0,0,1
                30194,gpt-4,a,u1,p,x,y,0,0,0
                """);
        assertThat(read.csv(Kind.PREFERENCES))
                .isEqualTo(
                        HEADER + "\n" + ",30192,u1,gpt-4,a,,,,,win,,,human\n" + ",30193,u1,gpt-4,a,,,,,tie,,,human\n");
        assertThat(read.bad())
                .containsExactly("train.csv:4: none of winner, winner_model_a, winner_model_b and winner_tie says how"
                        + " the battle ended");
    }

    @Test
    void what_cannot_be_placed_names_line_field_value_and_remedy() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "bad.jsonl", """
                {"model_a": "a", "model_b": "b", "winner": "model_c", "judge": "u", "turn": 0}
                {"model_a": "a", "model_b": "a", "winner": "tie", "turn": 1}
                [1]
                {"model_a": "a", "model_b": "b", "winner": "tie", "judge": "u", "turn": 1}
                """);
        assertThat(read.content().parts().get(0).rows()).hasSize(1);
        assertThat(read.content().parts().get(0).badRowCount()).isEqualTo(3);
        assertThat(read.bad())
                .containsExactly(
                        "bad.jsonl:1: turn is \"0\"; expected is a whole number; the first reply of a dialogue is 1",
                        "bad.jsonl:1: outcome is \"model_c\"; expected is win, tie, lose or both_bad, seen from model_a",
                        "bad.jsonl:2: annotator is empty; every row names who judged",
                        "bad.jsonl:2: model_b is \"a\"; the same as model_a; a comparison is between two models",
                        "bad.jsonl:3: the line is \"[1]\"; expected one object");
    }

    @Test
    void more_battles_than_are_read_at_a_time_keep_their_order_and_lines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            text.append("{\"question_id\": ").append(i).append(", \"model_a\": \"a\", \"model_b\": \"b\", ");
            text.append("\"winner\": \"tie\", \"judge\": \"u\"}\n");
        }
        ForeignRead read = ForeignRead.of(folder, "many.jsonl", text.toString());
        assertThat(read.content().records()).isEqualTo(12_000);
        assertThat(read.content().parts()).hasSize(1);
        for (int i = 0; i < 12_000; i++) {
            var row = read.content().parts().get(0).rows().get(i);
            assertThat(row.subject().session()).isEqualTo(Integer.toString(i));
            assertThat(row.place().line()).isEqualTo(i + 1);
        }
    }
}
