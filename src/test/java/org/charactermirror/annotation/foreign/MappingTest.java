package org.charactermirror.annotation.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.charactermirror.annotation.Kind;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {

    @TempDir
    private Path folder;

    @Test
    void every_mistake_in_a_mapping_is_told_at_its_place() throws IOException {
        Path file = Files.writeString(folder.resolve("names.yaml"), """
                columns: {流畅: qualitty}
                values:
                  outcome: {a: [win]}
                choices: {errors: [ooc, overall]}
                fixed: {colour: red}
                colums: {}
                """);
        Problems problems = new Problems();
        assertThat(Mapping.read(file, problems)).isEmpty();
        assertThat(problems.all().stream().map(Problem::toString))
                .containsExactlyInAnyOrder(
                        file + ":1:10: \"qualitty\" is not a column of ours, or \"-\" to leave it out; did you mean"
                                + " \"quality\"?",
                        file + ":3:16: a is [\"win\"]; expected one value",
                        file + ":4:19: \"overall\" is not a flag; there are ooc, contradiction, repetition,"
                                + " less_quality, less_information, proactivity",
                        file + ":5:17: \"colour\" is not a column of ours, or \"-\" to leave it out; there are study,"
                                + " session, annotator, model, character, category, topic, consistency, human_likeness,"
                                + " engagement, quality, safety, correctness, overall, comment, origin, turn, ooc,"
                                + " contradiction, repetition, less_quality, less_information, proactivity, evidence,"
                                + " model_a, model_b, outcome, shown_first, reason, item, better",
                        file + ":6:9: unknown key \"colums\"; expected columns, values, choices, fixed");
    }

    @Test
    void names_values_and_what_no_record_says_come_from_the_mapping() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "export.json", """
                [{"id":1,"data":{"bot":"m","dialog":"s","quality":"gold"},"annotations":[{"id":2,"completed_by":5,"result":[
                  {"from_name":"流畅","type":"choices","value":{"choices":["很好"]}},
                  {"from_name":"sure","type":"rating","value":{"rating":1}}]}]}]
                """, """
                columns: {bot: model, dialog: session, 流畅: quality, data.quality: "-", sure: "-"}
                values: {quality: {很好: "5"}, annotator: {"5": 王}}
                fixed: {topic: chat, study: pilot}
                """, "");
        assertThat(read.problems()).isEmpty();
        assertThat(read.csv(Kind.RATINGS)).endsWith("\npilot,s,王,m,,,chat,,,,5,,,,,human\n");
    }

    @Test
    void what_is_fixed_contradicts_no_record() throws IOException {
        ForeignRead read = ForeignRead.of(
                folder,
                "battles.jsonl",
                "{\"model_a\":\"a\",\"model_b\":\"b\",\"winner\":\"tie\",\"judge\":\"u\",\"topic\":\"love\"}\n",
                "fixed: {topic: chat}",
                "");
        assertThat(read.bad())
                .containsExactly(
                        "battles.jsonl:1: topic is \"love\" in the record and \"chat\" in fixed: of the file of"
                                + " --mapping; leave one of them out");
    }

    @Test
    void two_names_of_one_column_with_two_values_are_told() throws IOException {
        ForeignRead read = ForeignRead.of(
                folder,
                "battles.jsonl",
                "{\"model_a\":\"a\",\"model_b\":\"b\",\"winner\":\"tie\",\"judge\":\"u\",\"topic\":\"love\",\"话题\":\"chat\"}\n");
        assertThat(read.bad())
                .containsExactly("battles.jsonl:1: topic is \"love\" and, as 话题, \"chat\"; leave one of them out with"
                        + " columns: {NAME: \"-\"} in the file of --mapping");
    }
}
