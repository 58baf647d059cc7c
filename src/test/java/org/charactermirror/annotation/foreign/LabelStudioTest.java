package org.charactermirror.annotation.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.charactermirror.annotation.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the layouts of Label Studio's exports; the judgements are made up. */
class LabelStudioTest {

    private static final String RATINGS =
            "study,session,annotator,model,character,category,topic,consistency,human_likeness,engagement,quality,safety,correctness,overall,comment,origin";

    @TempDir
    private Path folder;

    @Test
    void tasks_with_annotations_of_several_people_become_ratings() throws IOException {
        // The export is one long line.
        ForeignRead read = ForeignRead.of(folder, "project-1.json", """
                [{"id":101,"annotations":[
                {"id":7,"completed_by":{"id":1,"email":"wang@example.org","first_name":"","last_name":""},
                "result":[
                {"id":"q1","from_name":"一致性","to_name":"dialogue","type":"rating","value":{"rating":4},"origin":"manual"},
                {"id":"q2","from_name":"overall","to_name":"dialogue","type":"number","value":{"number":3},"origin":"manual"},
                {"id":"q3","from_name":"comment","to_name":"dialogue","type":"textarea","value":{"text":["很好，","但重复"]},"origin":"manual"}],
                "was_cancelled":false,"ground_truth":false,"created_at":"2024-03-01T08:00:00.000000Z","lead_time":41.5,"prediction":{},"result_count":0,"task":101},
                {"id":8,"completed_by":2,"result":[
                {"id":"q4","from_name":"quality","to_name":"dialogue","type":"choices","value":{"choices":["5"]},"origin":"manual"}],
                "was_cancelled":false,"ground_truth":true,"lead_time":12.0,"task":101},
                {"id":9,"completed_by":3,"result":[],"was_cancelled":true,"ground_truth":false,"task":101},
                {"id":10,"completed_by":4,"result":[],"was_cancelled":false,"ground_truth":false,"task":101}],
                "drafts":[],"predictions":[{"id":1,"result":[],"model_version":"v1"}],
                "data":{"model":"CharacterGLM-66B","会话":"s1","character":"xiang-yu","messages":[{"role":"user","content":"你好"}]},
                "meta":{},"created_at":"2024-02-29T08:00:00.000000Z","inner_id":1,"project":1}]
                """.replace("\n", ""));
        assertThat(read.content().format()).isEqualTo(ForeignFormat.LABEL_STUDIO);
        assertThat(read.csv(Kind.RATINGS))
                .isEqualTo(RATINGS + ",lead_time,ground_truth\n"
                        + ",s1,wang@example.org,CharacterGLM-66B,xiang-yu,,,4,,,,,,3,\"很好，\n但重复\",human,41.5,\n"
                        + ",s1,2,CharacterGLM-66B,xiang-yu,,,,,,5,,,,,human,12,1\n");
        assertThat(read.notJudged()).isEqualTo(1);
        assertThat(read.content().leftOut())
                .isEqualTo(Map.of(
                        "annotations skipped by their annotators", 1,
                        "lists and objects of items left out", 1,
                        "predictions left out", 1));
    }

    @Test
    void a_bad_score_names_task_annotation_field_and_value() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "bad.json", """
                [{"id":101,"data":{"model":"m","session":"s"},"annotations":[
                  {"id":7,"completed_by":1,"result":[{"from_name":"overall","type":"rating","value":{"rating":9}}]}]},
                 {"id":102,"data":{"session":"s"},"annotations":[
                  {"id":8,"completed_by":1,"result":[{"from_name":"overall","type":"rating","value":{"rating":3}}]}]}]
                """);
        assertThat(read.bad())
                .containsExactly(
                        "bad.json:1: task 101, annotation 7: overall is \"9\"; expected is a whole number from 1 to 5,"
                                + " or nothing where it was not judged",
                        "bad.json:3: task 102, annotation 8: model is empty; every row names the model that was judged");
        assertThat(read.content().parts().get(0).rows()).isEmpty();
    }

    @Test
    void regions_of_paragraphs_are_flags_of_replies_where_all_options_are_named() throws IOException {
        String text = """
                [{"id":5,"data":{"model":"m","session":"s","dialogue":[
                    {"author":"bot","text":"来者何人？"},{"author":"user","text":"你好"},{"author":"bot","text":"哼。"},
                    {"author":"user","text":"在吗"},{"author":"bot","text":"哼。"}]},
                  "annotations":[{"id":6,"completed_by":1,"result":[
                    {"from_name":"errors","to_name":"d","type":"paragraphlabels","value":{"start":"4","end":"4","startOffset":0,"endOffset":2,"text":"哼。","paragraphlabels":["重复"]}}]}]}]
                """;
        ForeignRead unnamed = ForeignRead.of(folder, "regions.json", text);
        assertThat(unnamed.bad())
                .containsExactly("regions.json:1: task 5, annotation 6, turn 2: errors is a choice of flags (重复);"
                        + " name all of its options in the file of --mapping, choices: {errors: [ooc, ...]}, so that"
                        + " those that were not chosen count as 0");
        ForeignRead named =
                ForeignRead.of(folder, "regions.json", text, "choices: {errors: {重复: repetition, 出戏: ooc}}", "");
        assertThat(named.csv(Kind.TURN_ERRORS)).isEqualTo("""
                study,session,annotator,model,character,category,topic,turn,ooc,contradiction,repetition,less_quality,less_information,proactivity,evidence,comment,origin
                ,s,1,m,,,,1,0,,0,,,,,,human
                ,s,1,m,,,,2,0,,1,,,,,,human
                """);
    }

    @Test
    void a_task_for_each_reply_counts_what_was_not_chosen_as_absent() throws IOException {
        ForeignRead read =
                ForeignRead.of(folder, "replies.json", """
                [{"id":5,"data":{"model":"m","session":"s","turn":1},"annotations":[{"id":6,"completed_by":1,"result":[]}]},
                 {"id":6,"data":{"model":"m","session":"s","turn":2},"annotations":[{"id":7,"completed_by":1,"result":[
                   {"from_name":"errors","type":"choices","value":{"choices":["ooc","repetition"]}}]}]}]
                """, "choices: {errors: [ooc, repetition, contradiction]}", "");
        assertThat(read.csv(Kind.TURN_ERRORS)).endsWith("""
                ,s,1,m,,,,1,0,0,0,,,,,,human
                ,s,1,m,,,,2,1,0,1,,,,,,human
                """);
    }

    @Test
    void a_control_in_a_repeater_is_said_of_the_message_of_its_index() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "repeater.json", """
                [{"id":5,"data":{"model":"m","session":"s","messages":[
                    {"role":"user","content":"一"},{"role":"assistant","content":"二"},
                    {"role":"user","content":"三"},{"role":"assistant","content":"四"}]},
                  "annotations":[{"id":6,"completed_by":1,"result":[
                    {"from_name":"ooc_1","type":"choices","item_index":1,"value":{"choices":["1"]}},
                    {"from_name":"ooc_3","type":"choices","value":{"choices":["0"]}},
                    {"from_name":"overall","type":"rating","value":{"rating":2}}]}]}]
                """);
        assertThat(read.csv(Kind.TURN_ERRORS)).endsWith("""
                ,s,1,m,,,,1,1,,,,,,,,human
                ,s,1,m,,,,2,0,,,,,,,,human
                """);
        assertThat(read.csv(Kind.RATINGS)).endsWith("\n,s,1,m,,,,,,,,,,2,,human\n");
    }

    @Test
    void the_left_one_of_a_pair_is_the_first_model_unless_the_task_says_otherwise() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "pairs.json", """
                [{"id":1,"data":{"model_a":"甲","model_b":"乙","session":"s1"},"annotations":[{"id":1,"completed_by":1,"result":[
                   {"from_name":"cmp","to_name":"left,right","type":"pairwise","value":{"selected":"left"}}]}]},
                 {"id":2,"data":{"model_a":"甲","model_b":"乙","session":"s2","shown_first":"b"},"annotations":[{"id":2,"completed_by":1,"result":[
                   {"from_name":"cmp","to_name":"left,right","type":"pairwise","value":{"selected":"left"}},
                   {"from_name":"理由","type":"textarea","value":{"text":["更像他"]}}]}]}]
                """, "columns: {cmp: outcome}", "");
        assertThat(read.csv(Kind.PREFERENCES)).isEqualTo("""
                study,session,annotator,model_a,model_b,character,category,topic,turn,outcome,shown_first,reason,origin
                ,s1,1,甲,乙,,,,,win,a,,human
                ,s2,1,甲,乙,,,,,lose,b,更像他,human
                """);
    }

    @Test
    void the_short_json_has_data_and_answers_side_by_side() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "min.json", """
                [{"model":"m","session":"s","text":"一段很长的对话\\n第二行","id":101,"overall":[{"rating":4}],"safety":"5",
                  "quality":{"choices":["3"]},"comment":"好","annotator":"wang@example.org","annotation_id":7,
                  "created_at":"2024-03-01","updated_at":"2024-03-01","lead_time":41.5}]
                """);
        assertThat(read.csv(Kind.RATINGS))
                .isEqualTo(RATINGS + ",lead_time\n" + ",s,wang@example.org,m,,,,,,,3,5,,4,好,human,41.5\n");
        assertThat(read.content().leftOut()).isEqualTo(Map.of("texts of items left out", 1));
    }

    @Test
    void a_flag_that_was_chosen_alone_stands_as_a_text_and_is_set() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "min.json", """
                [{"model":"m","session":"s","turn":1,"errors":"ooc","annotator":1,"annotation_id":7},
                 {"model":"m","session":"s","turn":2,"errors":{"choices":["ooc","repetition"]},"annotator":1,"annotation_id":8},
                 {"model":"m","session":"s","turn":3,"annotator":1,"annotation_id":9}]
                """, "choices: {errors: [ooc, repetition]}", "");
        assertThat(read.csv(Kind.TURN_ERRORS)).endsWith("""
                origin
                ,s,1,m,,,,1,1,,0,,,,,,human
                ,s,1,m,,,,2,1,,1,,,,,,human
                ,s,1,m,,,,3,0,,0,,,,,,human
                """);
    }

    @Test
    void the_table_holds_json_in_its_cells_and_may_be_separated_by_tabs() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "export.csv", """
                annotation_id\tannotator\tcreated_at\tid\tlead_time\tmodel\toverall\tsession\tupdated_at\tquality
                7\twang@example.org\t2024\t101\t4.2\tm\t"[{""rating"": 4}]"\ts\t2024\t3
                8\tli@example.org\t2024\t101\t4.2\tm\t"[{""rating"": 2}]"\ts\t2024\t
                """);
        assertThat(read.csv(Kind.RATINGS))
                .isEqualTo(RATINGS + ",lead_time\n" + ",s,wang@example.org,m,,,,,,,3,,,4,,human,4.2\n"
                        + ",s,li@example.org,m,,,,,,,,,,2,,human,4.2\n");
    }

    @Test
    void a_table_of_ours_with_a_column_of_the_tools_stays_ours() throws IOException {
        Path file = Files.writeString(
                folder.resolve("ours.csv"), "annotator,model,overall,annotation_id,instance_id,user_id\nw,m,3,7,8,9\n");
        assertThat(ForeignFiles.isForeign(file, ForeignFiles.Settings.ofDefaults()))
                .isFalse();
    }
}
