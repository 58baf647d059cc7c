package org.charactermirror.annotation.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.charactermirror.annotation.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the layouts of Potato's output; the judgements are made up. */
class PotatoTest {

    private static final String ITEMS = """
            {"id": "d1", "text": "...", "model": "m", "session": "s1", "conversation": [{"speaker": "User", "text": "你好"}, {"speaker": "Bot", "text": "哼"}, {"speaker": "User", "text": "？"}, {"speaker": "Bot", "text": "哼"}]}
            {"id": "d2", "text": "...", "model": "m", "session": "s2"}
            """;

    @TempDir
    private Path folder;

    @Test
    void labels_by_scheme_become_ratings_of_what_the_items_say() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "annotations.jsonl", """
                {"instance_id": "d1", "user_id": "wang", "labels": {"overall": {"4": "4"}, "拟人化": {"scale_3": "3"}, "safety": {"5": true}, "comment": {"text_box": "还行"}}, "spans": {}, "links": {}}
                {"instance_id": "d2", "user_id": "li", "labels": {"quality": {"slider": "2"}, "overall": {"1": "false", "5": "5"}}, "spans": {"x": [{"start": 0}]}, "links": {}}
                {"instance_id": "d3", "user_id": "li", "labels": {"quality": {"slider": "2"}}, "spans": {}, "links": {}}
                """, "", ITEMS);
        assertThat(read.content().format()).isEqualTo(ForeignFormat.POTATO);
        assertThat(read.csv(Kind.RATINGS))
                .endsWith("\n,s1,wang,m,,,,,3,,,5,,4,还行,human\n,s2,li,m,,,,,,,2,,,5,,human\n");
        assertThat(read.bad())
                .containsExactly("annotations.jsonl:3: instance d3, user li: the files of --items have no item with the"
                        + " id \"d3\"");
        assertThat(read.content().leftOut())
                .isEqualTo(Map.of(
                        "instances whose spans are left out", 1,
                        "lists and objects of items left out", 1,
                        "texts of items left out", 2));
    }

    @Test
    void values_of_turns_are_counted_in_replies_of_who_speaks() throws IOException {
        ForeignRead read =
                ForeignRead.of(folder, "annotations.jsonl", """
                {"instance_id": "d1", "user_id": "wang", "labels": {"errors": {"_data": "{\\"v\\":1,\\"schema_type\\":\\"multiselect\\",\\"turns\\":{\\"t1\\":{\\"values\\":[\\"ooc\\"],\\"speaker\\":\\"Bot\\"},\\"t3\\":{\\"values\\":[\\"repetition\\"],\\"speaker\\":\\"Bot\\"}}}"}, "proactivity": {"_data": "{\\"v\\":1,\\"turns\\":{\\"t3\\":{\\"value\\":\\"yes\\"}}}"}}, "spans": {}, "links": {}}
                """, "choices: {errors: [ooc, repetition]}", ITEMS);
        assertThat(read.csv(Kind.TURN_ERRORS)).endsWith("""
                ,s1,wang,m,,,,1,1,,0,,,,,,human
                ,s1,wang,m,,,,2,0,,1,,,1,,,human
                """);
        assertThat(read.csv(Kind.RATINGS)).isEmpty();
    }

    @Test
    void a_reply_without_an_entry_in_a_choice_of_flags_has_none_of_them() throws IOException {
        ForeignRead read =
                ForeignRead.of(folder, "annotations.jsonl", """
                {"instance_id": "d1", "user_id": "wang", "labels": {"errors": {"_data": "{\\"v\\":1,\\"turns\\":{\\"t3\\":{\\"values\\":[\\"repetition\\"]}}}"}}}
                """, "choices: {errors: [ooc, repetition]}", ITEMS);
        assertThat(read.csv(Kind.TURN_ERRORS)).endsWith("""
                ,s1,wang,m,,,,1,0,,0,,,,,,human
                ,s1,wang,m,,,,2,0,,1,,,,,,human
                """);
    }

    @Test
    void a_turn_that_cannot_be_counted_is_told() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "annotations.jsonl", """
                {"instance_id": "d2", "user_id": "wang", "labels": {"ooc": {"_data": "{\\"v\\":1,\\"turns\\":{\\"t1\\":{\\"value\\":\\"1\\"}}}"}}}
                """, "", ITEMS);
        assertThat(read.bad())
                .containsExactly("annotations.jsonl:1: instance d2, user wang: ooc judges the turn \"t1\", which is no"
                        + " reply that can be counted; name the file of items, with the list of messages and who speaks"
                        + " each, with --items");
    }

    @Test
    void the_file_in_a_users_folder_is_of_that_user() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "annotation_output/wang/annotated_instances.jsonl", """
                {"id": "d1", "displayed_text": "...", "label_annotations": {"overall": {"scale_4": "4"}}, "span_annotations": {}, "behavioral_data": {"time_string": "Time spent: 0d 0h 0m 3s"}}
                """, "", ITEMS);
        assertThat(read.csv(Kind.RATINGS)).endsWith("\n,s1,wang,m,,,,,,,,,,4,,human\n");
    }

    @Test
    void the_state_of_a_user_is_read() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "user_state.json", """
                {"user_id": "wang", "instance_id_to_label_to_value": {
                   "d1": [[{"schema": "overall", "name": "4"}, "4"], [{"schema": "comment", "name": "text_box"}, "好"]],
                   "d2": {"overall": {"2": "2"}}},
                 "instance_id_to_span_to_value": {}}
                """, "", ITEMS);
        assertThat(read.csv(Kind.RATINGS)).endsWith("\n,s1,wang,m,,,,,,,,,,4,好,human\n,s2,wang,m,,,,,,,,,,2,,human\n");
    }

    @Test
    void tables_with_a_column_for_each_label_are_read_in_both_ways_of_naming_them() throws IOException {
        ForeignRead old = ForeignRead.of(folder, "annotated_instances.csv", """
                user,instance_id,displayed_text,overall:::scale_4,overall:::scale_5,comment:::text_box
                wang,d1,...,4,,好
                li,d1,...,,5,
                """, "", ITEMS);
        assertThat(old.csv(Kind.RATINGS)).endsWith("\n,s1,wang,m,,,,,,,,,,4,好,human\n,s1,li,m,,,,,,,,,,5,,human\n");
        ForeignRead now = ForeignRead.of(folder, "annotations.csv", """
                instance_id,user_id,overall.4,overall.5,ooc._data
                d1,wang,4,,"{""v"":1,""turns"":{""t1"":{""value"":""no""}}}"
                """, "", ITEMS);
        assertThat(now.csv(Kind.RATINGS)).endsWith("\n,s1,wang,m,,,,,,,,,,4,,human\n");
        assertThat(now.csv(Kind.TURN_ERRORS)).endsWith("\n,s1,wang,m,,,,1,0,,,,,,,,human\n");
    }

    @Test
    void a_pair_is_judged_by_its_letters() throws IOException {
        ForeignRead read = ForeignRead.of(
                folder,
                "annotations.jsonl",
                """
                {"instance_id": "p1", "user_id": "wang", "labels": {"better": {"selection": "B"}}}
                {"instance_id": "p1", "user_id": "li", "labels": {"better": {"selection": "tie"}}}
                """,
                "",
                "{\"id\": \"p1\", \"model_a\": \"甲\", \"model_b\": \"乙\", \"session\": \"s\", \"turn\": 3}\n");
        assertThat(read.csv(Kind.PREFERENCES))
                .endsWith("\n,s,wang,甲,乙,,,,3,lose,,,human\n,s,li,甲,乙,,,,3,tie,,,human\n");
    }
}
