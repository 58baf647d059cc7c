package org.charactermirror.annotation.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.charactermirror.annotation.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the layouts of Argilla's exported records; the judgements are made up. */
class ArgillaTest {

    @TempDir
    private Path folder;

    @Test
    void answers_by_question_are_put_together_by_user() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "records.json", """
                [{"id": "r1", "status": "completed", "_server_id": "x", "fields": {"chat": [{"role": "user", "content": "你好"}]},
                  "metadata": {"model": "m", "session": "s1", "角色": "李白"}, "vectors": {},
                  "suggestions": {"overall": {"value": 3, "score": null, "agent": "gpt"}},
                  "responses": {"overall": [{"value": 4, "user_id": "u1"}, {"value": 2, "user_id": "u2"}],
                                "comment": [{"value": "好", "user_id": "u1"}]}},
                 {"id": "r2", "status": "pending", "fields": {"chat": "x"}, "metadata": {"model": "m", "session": "s2"},
                  "suggestions": {}, "responses": {}}]
                """);
        assertThat(read.content().format()).isEqualTo(ForeignFormat.ARGILLA);
        assertThat(read.csv(Kind.RATINGS)).endsWith("\n,s1,u1,m,李白,,,,,,,,,4,好,human\n,s1,u2,m,李白,,,,,,,,,2,,human\n");
        assertThat(read.content().leftOut())
                .isEqualTo(Map.of(
                        "lists and objects of items left out", 1,
                        "records whose suggestions are left out", 1,
                        "records without submitted responses", 1));
    }

    @Test
    void answers_by_user_count_only_once_they_are_submitted() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "feedback.jsonl", """
                {"external_id": "r1", "fields": {"model_a": "甲", "model_b": "乙"}, "metadata": {"session": "s"}, "responses": [{"user_id": "u1", "status": "submitted", "values": {"outcome": {"value": "model_b"}, "reason": {"value": "更自然"}}}, {"user_id": "u2", "status": "discarded", "values": {}}, {"user_id": "u3", "status": "draft", "values": {"outcome": {"value": "tie"}}}]}
                """);
        assertThat(read.csv(Kind.PREFERENCES)).endsWith("\n,s,u1,甲,乙,,,,,lose,,更自然,human\n");
        assertThat(read.content().leftOut())
                .isEqualTo(Map.of("responses left out: discarded", 1, "responses left out: draft", 1));
    }

    @Test
    void flat_records_have_lists_of_answers_and_of_users() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "flat.json", """
                [{"id": "r1", "status": "completed", "errors.responses": [["ooc"], []], "errors.responses.users": ["u1", "u2"],
                  "errors.responses.status": ["submitted", "submitted"], "errors.suggestion": null,
                  "errors.suggestion.agent": null, "model": "m", "session": "s", "turn": 2}]
                """, "choices: {errors: [ooc, repetition]}", "");
        assertThat(read.csv(Kind.TURN_ERRORS)).endsWith("""
                ,s,u1,m,,,,2,1,,0,,,,,,human
                ,s,u2,m,,,,2,0,,0,,,,,,human
                """);
    }

    @Test
    void a_flag_that_was_answered_alone_is_set() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "one.json", """
                [{"id": "r1", "fields": {}, "metadata": {"model": "m", "session": "s", "turn": 2},
                  "responses": {"errors": [{"value": "ooc", "user_id": "u1"}]}}]
                """, "choices: {errors: [ooc, repetition]}", "");
        assertThat(read.csv(Kind.TURN_ERRORS)).endsWith("\n,s,u1,m,,,,2,1,,0,,,,,,human\n");
    }

    @Test
    void a_ranking_of_two_is_a_comparison() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "ranking.json", """
                [{"id": "r1", "fields": {}, "metadata": {"model_a": "甲", "model_b": "乙", "session": "s"}, "responses": {"rank": [
                   {"value": [{"value": "reply_a", "rank": 2}, {"value": "reply_b", "rank": 1}], "user_id": "u1"},
                   {"value": [{"value": "reply_a", "rank": 1}, {"value": "reply_b", "rank": 1}], "user_id": "u2"}]}}]
                """, "columns: {rank: outcome}", "");
        assertThat(read.csv(Kind.PREFERENCES)).endsWith("\n,s,u1,甲,乙,,,,,lose,,,human\n,s,u2,甲,乙,,,,,tie,,,human\n");
    }

    @Test
    void a_reply_without_a_rank_is_told_and_wins_nothing() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "ranking.json", """
                [{"id": "r1", "fields": {}, "metadata": {"model_a": "甲", "model_b": "乙", "session": "s"}, "responses": {"rank": [
                   {"value": [{"value": "reply_a", "rank": null}, {"value": "reply_b", "rank": 1}], "user_id": "u1"}]}}]
                """, "columns: {rank: outcome}", "");
        assertThat(read.bad())
                .containsExactly("ranking.json:1: record r1, user u1: rank ranks the replies null and 1; expected a"
                        + " whole number for each");
        assertThat(read.csv(Kind.PREFERENCES)).isEmpty();
    }

    @Test
    void a_record_without_its_model_says_which_user_and_record_it_is() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "records.json", """
                [{"id": "r1", "fields": {}, "metadata": {"session": "s"}, "responses": {"overall": [{"value": "vier", "user_id": "u1"}]}}]
                """);
        assertThat(read.bad())
                .containsExactly(
                        "records.json:1: record r1, user u1: model is empty; every row names the model that was judged",
                        "records.json:1: record r1, user u1: overall is \"vier\"; expected is a whole number from 1 to"
                                + " 5, or nothing where it was not judged");
    }
}
