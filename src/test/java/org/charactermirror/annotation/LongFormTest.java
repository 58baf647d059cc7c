package org.charactermirror.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;

class LongFormTest {

    private final Problems problems = new Problems();

    @Test
    void rows_of_one_dialogue_and_annotator_are_one_rating() {
        AnnotationFile file = read("""
                annotator,model,session,dimension,score,comment
                p,m,s,consistency,4,
                q,m,s,overall,2,
                p,m,s,拟人化,５,dull
                p,m,s,overall,,
                """);
        assertThat(file.form()).isEqualTo(Form.LONG);
        assertThat(file.rows())
                .containsExactly(
                        new Rating(
                                new Place("f.csv", 2),
                                new Subject(null, "s", "p", null, null, null),
                                "m",
                                Map.of(
                                        Dimension.CONSISTENCY,
                                        new BigDecimal("4"),
                                        Dimension.HUMAN_LIKENESS,
                                        new BigDecimal("5")),
                                "dull",
                                Origin.HUMAN,
                                Map.of()),
                        new Rating(
                                new Place("f.csv", 3),
                                new Subject(null, "s", "q", null, null, null),
                                "m",
                                Map.of(Dimension.OVERALL, new BigDecimal("2")),
                                null,
                                Origin.HUMAN,
                                Map.of()));
    }

    @Test
    void flags_in_chinese_are_the_same_flags() {
        AnnotationFile file = read("标注员,模型,会话,轮次,标记,值,证据\n甲,m,s,３,人设不一致,是,x\n甲,m,s,3,低质量,否,y\n");
        assertThat(file.rows())
                .containsExactly(new TurnError(
                        new Place("f.csv", 2),
                        new Subject(null, "s", "甲", null, null, null),
                        "m",
                        3,
                        Map.of(TurnFlag.OOC, true, TurnFlag.LESS_QUALITY, false),
                        "ooc: x\nless_quality: y",
                        null,
                        Origin.HUMAN,
                        Map.of()));
    }

    @Test
    void unknown_columns_that_differ_within_a_judgement_become_one_for_each_dimension() {
        AnnotationFile file = read("""
                annotator,model,dimension,score,time,place
                p,m,quality,4,1,x
                p,m,safety,4,2,x
                q,m,quality,1,7,x
                """);
        assertThat(file.rows().get(0).extra())
                .containsExactly(
                        Map.entry("time (quality)", "1"), Map.entry("place", "x"), Map.entry("time (safety)", "2"));
        assertThat(file.rows().get(1).extra())
                .containsExactly(Map.entry("time (quality)", "7"), Map.entry("place", "x"));
    }

    @Test
    void a_repeated_row_is_counted_and_a_contradicting_one_names_both_lines() {
        AnnotationFile file = read("""
                annotator,model,session,dimension,score
                p,m,s,quality,4
                p,m,s,质量,4.0
                p,m,s,quality,5
                q,m,,quality,5
                q,m,,quality,4
                """);
        assertThat(file.repeated()).isEqualTo(1);
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.csv:4: contradicts f.csv:2, which has the same session s, annotator p, model m, quality and"
                                + " other values; remove one of the two rows",
                        "f.csv:6: contradicts f.csv:5, which has the same annotator q, model m, quality and other values;"
                                + " remove one of the two rows or, if they judge different dialogues, name these in a"
                                + " column session");
    }

    @Test
    void bad_dimensions_flags_and_values_are_named() {
        assertThat(badRows("annotator,model,dimension,score\np,m,charm,4\np,m,,4\np,m,quality,9\n"))
                .containsExactly(
                        "f.csv:2: dimension is \"charm\"; expected is one of consistency, human_likeness, engagement,"
                                + " quality, safety, correctness, overall",
                        "f.csv:3: dimension is empty; expected is one of consistency, human_likeness, engagement,"
                                + " quality, safety, correctness, overall",
                        "f.csv:4: score is \"9\"; expected is a whole number from 1 to 5, or nothing where it was not"
                                + " judged");
        assertThat(badRows("annotator,model,session,turn,flag,value\np,m,s,1,rude,1\np,m,s,1,ooc,7\n"))
                .containsExactly(
                        "f.csv:2: flag is \"rude\"; expected is one of ooc, contradiction, repetition, less_quality,"
                                + " less_information, proactivity",
                        "f.csv:3: value is \"7\"; expected is 1 or 0, or nothing where it was not judged");
    }

    @Test
    void a_judgement_without_any_score_is_not_judged() {
        AnnotationFile file = read("annotator,model,dimension,score\np,m,quality,\np,m,safety,\nq,m,safety,1\n");
        assertThat(file.rows()).hasSize(1);
        assertThat(file.notJudged()).isEqualTo(1);
    }

    @Test
    void the_columns_of_the_long_form_are_unknown_ones_in_a_wide_file() {
        AnnotationFile file = read("annotator,model,quality,dimension,score,item\np,m,4,x,y,z\n");
        assertThat(file.form()).isEqualTo(Form.WIDE);
        assertThat(file.rows().get(0).extra())
                .containsExactly(Map.entry("dimension", "x"), Map.entry("score", "y"), Map.entry("item", "z"));
    }

    @Test
    void full_width_figures_and_letters_and_odd_spaces_are_read() {
        AnnotationFile file = read("标注员,模型Ａ,模型Ｂ,轮次,结果,左侧\n　甲\u00A0,x,y,１２,Ｗin,Ｂ\n");
        assertThat(file.rows().get(0))
                .isEqualTo(new Preference(
                        new Place("f.csv", 2),
                        new Subject(null, null, "甲", null, null, null),
                        "x",
                        "y",
                        12,
                        Outcome.WIN,
                        Side.B,
                        null,
                        Origin.HUMAN,
                        Map.of()));
    }

    private AnnotationFile read(String text) {
        return AnnotationFiles.parse(text, "f.csv", Scale.ofDefaults(), problems)
                .orElseThrow();
    }

    private List<String> badRows(String text) {
        return read(text).badRows().stream().map(Problem::toString).toList();
    }
}
