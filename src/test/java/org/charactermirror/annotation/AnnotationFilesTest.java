package org.charactermirror.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationFilesTest {

    @Test
    void ratings_are_read_in_any_order_and_case_of_columns() {
        Rating rating = (Rating) only("Model,CONSISTENCY,annotator,Overall,weather\nm, 4 ,p1,,rain\n");
        assertThat(rating)
                .isEqualTo(new Rating(
                        new Place("f.csv", 2),
                        new Subject(null, null, "p1", null, null, null),
                        "m",
                        Map.of(Dimension.CONSISTENCY, new BigDecimal("4")),
                        null,
                        Origin.HUMAN,
                        Map.of("weather", "rain")));
    }

    @Test
    void chinese_headers_and_values_are_the_same_columns() {
        TurnError error = (TurnError) only("标注员,模型,会话,轮次,OOC,矛盾,主动性,备注\n甲,m,s1,3,是,否,,好\n");
        assertThat(error)
                .isEqualTo(new TurnError(
                        new Place("f.csv", 2),
                        new Subject(null, "s1", "甲", null, null, null),
                        "m",
                        3,
                        Map.of(TurnFlag.OOC, true, TurnFlag.CONTRADICTION, false),
                        null,
                        "好",
                        Origin.HUMAN,
                        Map.of()));
        Preference preference = (Preference) only("标注者,模型A,模型B,结果,左侧,话题\n甲,x,y,都不好,B,chat\n");
        assertThat(preference)
                .isEqualTo(new Preference(
                        new Place("f.csv", 2),
                        new Subject(null, null, "甲", null, null, "chat"),
                        "x",
                        "y",
                        null,
                        Outcome.BOTH_BAD,
                        Side.B,
                        null,
                        Origin.HUMAN,
                        Map.of()));
    }

    @Test
    void an_empty_cell_is_not_judged_and_never_a_zero() {
        TurnError error = (TurnError) only("annotator,model,session,turn,ooc,repetition\np,m,s,1,,0\n");
        assertThat(error.flags()).containsExactly(Map.entry(TurnFlag.REPETITION, false));
    }

    @Test
    void every_bad_cell_is_named_with_line_column_value_and_what_was_expected() {
        assertThat(badRows("annotator,model,consistency,overall,origin\n,m,6,x,robot\np,,3.5,0,\np,m,5,5,human\n"))
                .containsExactly(
                        "f.csv:2: annotator is empty; every row names who judged",
                        "f.csv:2: origin is \"robot\"; expected is human, synthetic, reconstructed, automatic or judge,"
                                + " or nothing for human",
                        "f.csv:2: consistency is \"6\"; expected is a whole number from 1 to 5, or nothing where it was"
                                + " not judged",
                        "f.csv:2: overall is \"x\"; expected is a whole number from 1 to 5, or nothing where it was not"
                                + " judged",
                        "f.csv:3: model is empty; every row names the model that was judged",
                        "f.csv:3: consistency is \"3.5\"; expected is a whole number from 1 to 5, or nothing where it"
                                + " was not judged",
                        "f.csv:3: overall is \"0\"; expected is a whole number from 1 to 5, or nothing where it was not"
                                + " judged");
    }

    @Test
    void bad_turn_errors_are_named() {
        assertThat(badRows("annotator,model,session,turn,ooc\np,m,,1,1\np,m,s,0,1\np,m,s,,2\n"))
                .containsExactly(
                        "f.csv:2: session is empty; every row names the dialogue whose reply was judged",
                        "f.csv:3: turn is \"0\"; expected is a whole number; the first reply of a dialogue is 1",
                        "f.csv:4: turn is empty; every row names the reply, counted from 1",
                        "f.csv:4: ooc is \"2\"; expected is 1 or 0, or nothing where it was not judged");
    }

    @Test
    void bad_preferences_are_named() {
        assertThat(badRows(
                        "annotator,model_a,model_b,outcome,shown_first,topic\np,x,x,won,left,overall\np,x,y,,a,chat\n"))
                .containsExactly(
                        "f.csv:2: topic is \"overall\"; that name is kept for the row of all topics; name the topic"
                                + " otherwise",
                        "f.csv:2: model_b is \"x\"; the same as model_a; a comparison is between two models",
                        "f.csv:2: outcome is \"won\"; expected is win, tie, lose or both_bad, seen from model_a",
                        "f.csv:2: shown_first is \"left\"; expected is a or b, or nothing where it is not known",
                        "f.csv:3: outcome is empty; expected is win, tie, lose or both_bad, seen from model_a");
    }

    @Test
    void lines_are_those_on_which_a_record_starts() {
        assertThat(badRows("annotator,model,overall,comment\np,m,5,\"one\ntwo\"\np,m,9,x\n"))
                .containsExactly("f.csv:4: overall is \"9\"; expected is a whole number from 1 to 5, or nothing where"
                        + " it was not judged");
    }

    @Test
    void ragged_rows_are_bad_rows_in_their_order() {
        AnnotationFile file = read("annotator,model,overall\np,m\np,m,9\np,m,4\n", Scale.ofDefaults());
        assertThat(file.badRows()).extracting(Problem::line).containsExactly(2, 3);
        assertThat(file.badRowCount()).isEqualTo(2);
        assertThat(file.rows()).hasSize(1);
    }

    @Test
    void halves_are_exact_where_the_scale_allows_them() {
        Scale halves = new Scale(1, 5, true);
        AnnotationFile file = read("annotator,model,overall\np,m,3.5\nq,m,3.25\nr,m,4.0\n", halves);
        assertThat(file.rows().stream().map(row -> ((Rating) row).scores().get(Dimension.OVERALL)))
                .containsExactly(new BigDecimal("3.5"), new BigDecimal("4"));
        assertThat(file.badRows())
                .extracting(Problem::toString)
                .containsExactly("f.csv:3: overall is \"3.25\"; expected is a whole or half number from 1 to 5, or"
                        + " nothing where it was not judged");
    }

    @Test
    void a_header_of_no_kind_is_an_error() {
        assertThat(fileErrors("name,age\nx,1\n"))
                .containsExactly(
                        "f.csv:1: not a file of annotations: its columns are name, age; expected are annotator,"
                                + " model and scores (such as consistency), or annotator, model, session, turn and flags (such"
                                + " as ooc), or annotator, model_a, model_b and outcome; scores may also"
                                + " stand in the columns dimension and score, flags in flag and value");
    }

    @Test
    void a_header_of_two_kinds_is_an_error() {
        assertThat(fileErrors("annotator,model,quality,ooc\n"))
                .containsExactly("f.csv:1: the header mixes kinds (quality, ooc); put ratings, turn errors and"
                        + " preferences into files of their own");
    }

    @Test
    void missing_columns_are_named() {
        assertThat(fileErrors("model,ooc\n"))
                .containsExactly("f.csv:1: a file of turn errors needs the columns annotator, session, turn; the header"
                        + " has model, ooc");
        assertThat(fileErrors("annotator,overall\n"))
                .containsExactly(
                        "f.csv:1: a file of ratings needs the column model; the header has annotator, overall");
        assertThat(fileErrors("annotator,transcript,overall\n"))
                .containsExactly(
                        "f.csv:1: a file of ratings needs the column model; the header has annotator, transcript,"
                                + " overall; if it is a sheet that was exported to be filled in, it lacks its column item");
    }

    @Test
    void one_column_under_two_names_is_an_error() {
        assertThat(fileErrors("annotator,model,模型,overall\n"))
                .containsExactly("f.csv:1: columns \"model\" and \"模型\" both mean model; keep one of them");
    }

    @Test
    void everything_that_is_written_reads_back() {
        String ratings = """
                study,session,annotator,model,character,category,topic,consistency,human_likeness,engagement,quality,safety,correctness,overall,comment,origin,weather
                s,a.b.c.1,p1,m,c,k,chat,1,2,3,4,5,,2,"x, y",synthetic,rain
                ,,p2,m,,,,,,,,,,5,"two
                lines",human,
                """;
        assertThat(AnnotationWriter.write(
                        Kind.RATINGS, read(ratings, Scale.ofDefaults()).rows()))
                .isEqualTo(ratings);
        String preferences = """
                study,session,annotator,model_a,model_b,character,category,topic,turn,outcome,shown_first,reason,origin
                ,s,p,x,y,,,chat,4,both_bad,b,dull,judge
                """;
        assertThat(AnnotationWriter.write(
                        Kind.PREFERENCES, read(preferences, Scale.ofDefaults()).rows()))
                .isEqualTo(preferences);
    }

    @Test
    void rows_are_found_in_files_of_annotations_only(@TempDir Path folder) throws IOException {
        Path rows = Files.writeString(folder.resolve("a.csv"), "annotator,model,overall\np,m,5\n");
        Path bad = Files.writeString(folder.resolve("b.csv"), "annotator,model,overall\np\n");
        Path none = Files.writeString(folder.resolve("c.csv"), "annotator,model,overall\n");
        Path table = Files.writeString(folder.resolve("d.csv"), "model,overall\nm,5\n");
        assertThat(List.of(rows, bad, none, table))
                .extracting(AnnotationFiles::holdsRows)
                .containsExactly(true, true, false, false);
        assertThat(AnnotationFiles.in(folder)).containsExactly(rows, bad, none, table);
    }

    private static Annotation only(String text) {
        AnnotationFile file = read(text, Scale.ofDefaults());
        assertThat(file.badRows()).isEmpty();
        assertThat(file.rows()).hasSize(1);
        return file.rows().get(0);
    }

    private static List<String> badRows(String text) {
        return read(text, Scale.ofDefaults()).badRows().stream()
                .map(Problem::toString)
                .toList();
    }

    private static AnnotationFile read(String text, Scale scale) {
        Problems problems = new Problems();
        AnnotationFile file =
                AnnotationFiles.parse(text, "f.csv", scale, problems).orElseThrow();
        assertThat(problems.all()).isEmpty();
        return file;
    }

    private static List<String> fileErrors(String text) {
        Problems problems = new Problems();
        assertThat(AnnotationFiles.parse(text, "f.csv", Scale.ofDefaults(), problems))
                .isEmpty();
        return problems.all().stream().map(Problem::toString).toList();
    }
}
