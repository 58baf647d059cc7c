package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.charactermirror.analysis.RunComparison.Kind;
import org.charactermirror.analysis.RunComparison.Line;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunComparisonTest {

    private static final String RATINGS = "annotator,model,character,session,overall\n";

    private static RunComparison compare(Annotations first, Annotations second) {
        return RunComparison.of(first, second, Optional.empty());
    }

    @Test
    void a_models_figures_differ_by_what_the_second_run_has_more_and_are_tested_by_those_who_judged_both() {
        Annotations first = Rows.of(
                RATINGS
                        + "a,m,c1,1,3\na,m,c2,2,2\nb,m,c1,1,3\nb,m,c2,2,3\nc,m,c1,1,1\nc,m,c2,2,2\nonly,m,c1,1,5\na,gone,c1,3,1\n");
        Annotations second = Rows.of(
                RATINGS + "a,m,c1,1,4\na,m,c2,2,4\nb,m,c1,1,4\nb,m,c2,2,5\nc,m,c1,1,2\nc,m,c2,2,2\na,new,c1,3,1\n");
        Kind ratings = compare(first, second).ratings().orElseThrow();
        assertThat(ratings.annotators()).isEqualTo(4);
        assertThat(ratings.sharedAnnotators()).isEqualTo(3);
        assertThat(ratings.onlyFirst()).containsExactly("gone");
        assertThat(ratings.onlySecond()).containsExactly("new");
        Line line = ratings.lines().get(0);
        assertThat(ratings.lines()).hasSize(1);
        // 19 / 7 against 21 / 6.
        assertThat(line.first().mean().orElseThrow()).isCloseTo(19 / 7.0, within(1e-12));
        assertThat(line.second().mean().orElseThrow()).isEqualTo(3.5);
        assertThat(line.difference()).isCloseTo(3.5 - 19 / 7.0, within(1e-12));
        // By annotator 1.5, 1.5 and 0.5: all positive, 2 of 8 patterns as far. By character, c1 has (3+3+1+5)/4 = 3 and
        // 10/3, c2 7/3 and 11/3: both positive, 2 of 4 patterns.
        assertThat(line.test().byAnnotator().orElseThrow().p()).isEqualTo(0.25);
        assertThat(line.test().byCharacter().orElseThrow().p()).isEqualTo(0.5);
        assertThat(line.holmP()).hasValue(0.5);
        assertThat(line.uncertainty().interval()).isPresent();
        assertThat(line.uncertainty().tooNarrow()).isTrue();
    }

    /** The same people, with other names in both runs, and rows in another order. */
    @ParameterizedTest
    @CsvSource({"1, true,", "2, false,", "3, true, SESSION", "4, false, NONE", "5, true, CHARACTER"})
    void no_figure_depends_on_what_annotators_are_called_or_on_the_order_of_rows(
            long seed, boolean sessions, ClusterKind clusters) {
        Annotations first = RandomRows.of(seed, 300, sessions);
        Annotations second = RandomRows.of(seed + 100, 300, sessions);
        RunComparison named = RunComparison.of(first, second, Optional.ofNullable(clusters));
        assertThat(named.ratings().orElseThrow().lines()).isNotEmpty();
        assertThat(named.errors().orElseThrow().lines()).isNotEmpty();
        assertThat(named.pairs().orElseThrow().lines()).isNotEmpty();
        assertThat(RunComparison.of(
                        OtherNames.of(first, seed), OtherNames.of(second, seed), Optional.ofNullable(clusters)))
                .isEqualTo(named);
    }

    @Test
    void runs_judged_by_different_people_have_a_difference_but_no_test() {
        Kind ratings = compare(
                        Rows.of(RATINGS + "a,m,c1,1,3\nb,m,c2,2,5\n"), Rows.of(RATINGS + "c,m,c1,1,1\nd,m,c2,2,2\n"))
                .ratings()
                .orElseThrow();
        assertThat(ratings.sharedAnnotators()).isZero();
        assertThat(ratings.lines().get(0).difference()).isEqualTo(-2.5);
        assertThat(ratings.lines().get(0).test().p()).isEmpty();
        assertThat(ratings.lines().get(0).holmP()).isEmpty();
    }

    @Test
    void advantages_are_compared_in_one_direction_however_each_run_tells_them() {
        String header = "annotator,model_a,model_b,character,session,outcome\n";
        Kind pairs = compare(
                        Rows.of(header + "a,x,y,c1,1,win\na,x,y,c2,2,win\nb,x,y,c1,1,lose\nb,x,y,c2,2,tie\n"),
                        Rows.of(header + "a,y,x,c1,1,win\na,y,x,c2,2,win\nb,y,x,c1,1,win\nb,y,x,c2,2,tie\n"))
                .pairs()
                .orElseThrow();
        Line line = pairs.lines().get(0);
        assertThat(line.subject()).isEqualTo("x~y");
        // (2 wins - 1 loss) of 4, and 3 losses of 4 from the same side.
        assertThat(line.first().mean()).hasValue(25);
        assertThat(line.second().mean()).hasValue(-75);
        assertThat(line.difference()).isEqualTo(-100);
    }

    @Test
    void the_sum_of_errors_is_compared_besides_each_flag() {
        String header =
                "annotator,model,session,turn,ooc,contradiction,repetition,less_quality,less_information,proactivity\n";
        Kind errors = compare(
                        Rows.of(header + "a,m,s,1,1,0,0,0,0,1\na,m,s,2,0,0,0,0,0,1\n"),
                        Rows.of(header + "a,m,s,1,1,1,0,0,0,1\na,m,s,2,1,0,0,0,0,0\n"))
                .errors()
                .orElseThrow();
        assertThat(errors.lines()).extracting(Line::column).startsWith("overall", "ooc", "contradiction");
        // 50 - 100, and 100 + 50 - 50.
        assertThat(errors.lines().get(0).first().mean()).hasValue(-50);
        assertThat(errors.lines().get(0).second().mean()).hasValue(100);
        assertThat(errors.lines().get(0).difference()).isEqualTo(150);
    }

    @Test
    void rows_of_different_origins_are_not_compared_and_that_is_told() {
        RunComparison comparison = compare(
                Rows.of("annotator,model,session,overall,origin\na,m,1,3,human\n"),
                Rows.of("annotator,model,session,overall,origin\na,m,1,3,synthetic\n"));
        assertThat(comparison.ratings()).isEmpty();
        assertThat(comparison.notCompared())
                .containsExactly(
                        new RunComparison.NotCompared("ratings", List.of(Origin.HUMAN), List.of(Origin.SYNTHETIC)));
    }
}
