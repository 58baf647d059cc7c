package org.charactermirror.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;

class RowNotesTest {

    private static AnnotationFile read(String text) {
        Problems problems = new Problems();
        AnnotationFile file = AnnotationFiles.parse(text, "rows.csv", Scale.ofDefaults(), problems)
                .orElseThrow();
        problems.throwIfErrors();
        return file;
    }

    private static List<String> problems(String text) {
        return read(text).badRows().stream().map(Problem::toString).toList();
    }

    @Test
    void seconds_and_checks_are_read_under_english_and_chinese_names() {
        Annotation english = read("annotator,model,overall,Seconds,check\na,m,4,12.5,overall=3-4\n")
                .rows()
                .get(0);
        Annotation chinese =
                read("标注员,模型,整体,用时,检查\na,m,4,１２.5,整体＝3-4；安全性=5\n").rows().get(0);
        for (Annotation row : List.of(english, chinese)) {
            assertThat(RowNotes.seconds(row)).contains(new BigDecimal("12.5"));
        }
        assertThat(RowNotes.check(english).orElseThrow().of(english)).isEqualTo(Expectation.Result.PASSED);
        assertThat(RowNotes.check(chinese).orElseThrow().cells())
                .containsExactly(Map.entry("overall", "3-4"), Map.entry("safety", "5"));
        assertThat(RowNotes.check(chinese).orElseThrow().of(chinese)).isEqualTo(Expectation.Result.NOT_ANSWERED);
    }

    @Test
    void an_empty_cell_says_nothing() {
        Annotation row =
                read("annotator,model,overall,seconds,check\na,m,4,, \n").rows().get(0);
        assertThat(RowNotes.seconds(row)).isEmpty();
        assertThat(RowNotes.check(row)).isEmpty();
    }

    @Test
    void what_is_neither_seconds_nor_a_check_is_told_with_its_line() {
        assertThat(problems("annotator,model,overall,seconds,check\na,m,4,soon,overall>3\nb,m,9,-1,ooc=1\n"))
                .containsExactly(
                        "rows.csv:2: seconds is \"soon\"; expected is a number of seconds, 0 or more, or nothing"
                                + " where it was not recorded",
                        "rows.csv:2: check is \"overall>3\"; expected is such as safety=5; overall=1-2, or nothing"
                                + " where the row is no check",
                        "rows.csv:3: seconds is \"-1\"; expected is a number of seconds, 0 or more, or nothing"
                                + " where it was not recorded",
                        "rows.csv:3: check is \"ooc=1\"; expected is such as safety=5; overall=1-2, or nothing"
                                + " where the row is no check",
                        "rows.csv:3: overall is \"9\"; expected is a whole number from 1 to 5, or nothing where it"
                                + " was not judged");
        assertThat(problems("annotator,model,session,turn,ooc,check\na,m,s,1,1,ooc=yes\n"))
                .containsExactly("rows.csv:2: check is \"ooc=yes\"; expected is such as ooc=1; repetition=0, or"
                        + " nothing where the row is no check");
        assertThat(problems("annotator,model_a,model_b,outcome,check\na,x,y,win,x\n"))
                .containsExactly("rows.csv:2: check is \"x\"; expected is better= with the model to be chosen, tie"
                        + " or both_bad, or nothing where the row is no check");
        assertThat(problems("annotator,model,overall,check\na,m,4,overall=5-4\n"))
                .hasSize(1);
    }

    @Test
    void the_parts_of_a_judgement_in_the_long_form_take_their_time_together() {
        Annotation row = read("""
                        annotator,model,session,dimension,score,seconds
                        a,m,s,overall,4,10
                        a,m,s,safety,5,2.5
                        """).rows().get(0);
        assertThat(RowNotes.seconds(row)).contains(new BigDecimal("12.5"));
    }

    @Test
    void the_parts_of_a_judgement_in_the_long_form_are_checked_together() {
        Annotation row = read("""
                        annotator,model,session,dimension,score,check
                        a,m,s,overall,4,overall=4
                        a,m,s,safety,5,safety=1
                        """).rows().get(0);
        assertThat(RowNotes.check(row).orElseThrow().cells())
                .containsExactly(Map.entry("overall", "4"), Map.entry("safety", "1"));
        assertThat(RowNotes.check(row).orElseThrow().of(row)).isEqualTo(Expectation.Result.FAILED);
    }

    @Test
    void two_cells_that_expect_different_answers_are_told() {
        assertThat(problems("annotator,model,overall,check,检查\na,m,4,overall=4,整体=5\n"))
                .containsExactly("rows.csv:2: 检查 expects overall=5, and another cell of the judgement overall=4; one"
                        + " answer is right");
        Annotation row = read("""
                        annotator,model,session,dimension,score,check
                        a,m,s,overall,4,overall=4
                        a,m,s,safety,5,overall=5
                        """).rows().get(0);
        Problems problems = new Problems();
        RowNotes.check(row, problems);
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly("rows.csv:2: check (safety) expects overall=5, and another cell of the judgement"
                        + " overall=4; one answer is right");
    }

    @Test
    void a_comparison_may_be_expected_to_be_even_in_chinese() {
        Annotation row = read("标注员,模型A,模型B,结果,检查\na,x,y,平,更好=平\n").rows().get(0);
        assertThat(RowNotes.check(row).orElseThrow().of(row)).isEqualTo(Expectation.Result.PASSED);
    }

    @Test
    void a_check_that_names_neither_model_is_told_and_nobody_fails_it() {
        assertThat(problems("annotator,model_a,model_b,outcome,check\na,x,y,win,better=z\nb,y,x,win,better=x\n"))
                .containsExactly("rows.csv:2: check expects {better=z} of a comparison of x and y; better is one of"
                        + " these two models, tie or both_bad");
    }

    @Test
    void both_columns_are_written_back() {
        String text = AnnotationWriter.write(
                Kind.RATINGS,
                read("annotator,model,overall,seconds,check\na,m,4,12.5,overall=4\n")
                        .rows());
        assertThat(text).contains("seconds,check").contains("12.5,overall=4");
    }
}
