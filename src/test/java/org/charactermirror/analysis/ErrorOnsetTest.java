package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.Interval;
import org.junit.jupiter.api.Test;

/** Expected curves: R 4 with survival, {@code survfit(Surv(...) ~ 1, conf.type = "log-log")}. */
class ErrorOnsetTest {

    private static final String HEADER =
            "annotator,model,session,turn,ooc,contradiction,repetition,less_quality,less_information,proactivity\n";

    private static ErrorOnset.Curve curve(String rows) {
        return Analysis.of(Rows.of(HEADER + rows), AnalysisSettings.ofDefaults())
                .inference()
                .errorOnset()
                .orElseThrow()
                .model("m")
                .orElseThrow();
    }

    /** Surv(c(2, 4, 2, 3, 1), c(1, 0, 0, 1, 1)). */
    private static final String FIVE_DIALOGUES = """
            a,m,d1,1,0,0,0,0,0,1
            a,m,d1,2,1,0,0,0,0,0
            a,m,d1,3,1,0,0,0,0,0
            a,m,d2,1,0,0,0,0,0,0
            a,m,d2,2,0,0,0,0,0,0
            a,m,d2,3,0,0,0,0,0,0
            a,m,d2,4,0,0,0,0,0,0
            a,m,d3,1,0,0,0,0,0,0
            a,m,d3,2,0,0,0,0,0,0
            a,m,d4,1,0,0,0,0,0,0
            a,m,d4,2,0,0,0,0,0,0
            a,m,d4,3,0,0,1,0,0,0
            a,m,d5,1,0,1,0,0,1,0
            """;

    @Test
    void dialogues_are_followed_until_their_first_error_or_their_last_judged_turn() {
        ErrorOnset.Curve curve = curve(FIVE_DIALOGUES);
        assertThat(curve.dialogues()).isEqualTo(5);
        assertThat(curve.withError()).isEqualTo(3);
        assertThat(curve.withGaps()).isZero();
        assertThat(curve.lastTurn()).isEqualTo(4);
        assertThat(curve.steps()).extracting(ErrorOnset.Step::turn).containsExactly(1, 2, 3);
        assertThat(curve.steps()).extracting(ErrorOnset.Step::atRisk).containsExactly(5, 4, 2);
        check(curve.steps().get(0), 0.8, 0.2038092632676, 0.9691797888667);
        check(curve.steps().get(1), 0.6, 0.1257301829944, 0.8817564073935);
        check(curve.steps().get(2), 0.3, 0.0123015294254, 0.7192180208104);
        assertThat(curve.medianTurn()).hasValue(3);
        assertThat(curve.withoutErrorAfter(2)).isCloseTo(0.6, within(1e-12));
    }

    private static void check(ErrorOnset.Step step, double share, double low, double high) {
        assertThat(step.withoutError()).isCloseTo(share, within(1e-12));
        Interval interval = step.interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(low, within(1e-12));
        assertThat(interval.high()).isCloseTo(high, within(1e-12));
    }

    @Test
    void a_merit_is_no_error_and_a_model_without_errors_stays_at_one() {
        ErrorOnset.Curve curve = curve("a,m,d1,1,0,0,0,0,0,1\na,m,d1,2,0,0,0,0,0,1\n");
        assertThat(curve.steps()).isEmpty();
        assertThat(curve.withoutErrorAfter(2)).isEqualTo(1);
        assertThat(curve.medianTurn()).isEmpty();
    }

    @Test
    void a_dialogue_that_two_annotators_judged_counts_twice() {
        ErrorOnset.Curve curve = curve("a,m,d1,1,1,0,0,0,0,0\nb,m,d1,1,0,0,0,0,0,0\n");
        assertThat(curve.dialogues()).isEqualTo(2);
        assertThat(curve.steps())
                .extracting(ErrorOnset.Step::atRisk, ErrorOnset.Step::events)
                .containsExactly(tuple(2, 1));
    }

    @Test
    void an_end_at_which_every_dialogue_has_an_error_has_no_interval() {
        ErrorOnset.Step last = curve("a,m,d1,1,1,0,0,0,0,0\n").steps().get(0);
        assertThat(last.withoutError()).isZero();
        assertThat(last.interval()).isEmpty();
    }

    @Test
    void turns_that_were_not_judged_on_the_way_are_counted() {
        assertThat(curve("a,m,d1,1,0,0,0,0,0,0\na,m,d1,5,1,0,0,0,0,0\na,m,d2,1,0,0,0,0,0,0\n")
                        .withGaps())
                .isEqualTo(1);
    }

    @Test
    void where_only_the_merit_was_judged_there_is_no_curve() {
        Inference inference = Analysis.of(
                        Rows.of("annotator,model,session,turn,proactivity\na,m,s,1,1\n"), AnalysisSettings.ofDefaults())
                .inference();
        assertThat(inference.errorOnset()).isEmpty();
        assertThat(inference.errors().orElseThrow().origin()).isEqualTo(Origin.HUMAN);
    }
}
