package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.charactermirror.stats.Estimate;
import org.junit.jupiter.api.Test;

/** What is known of an annotator before any rule is applied. */
class AnnotatorQualityTest {

    private static AnnotatorQuality quality(String annotator, String... rows) {
        return analyse(rows).screening().annotators().stream()
                .filter(one -> one.annotator().equals(annotator))
                .findFirst()
                .orElseThrow();
    }

    private static Analysis analyse(String... rows) {
        return Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults());
    }

    /** Three annotators of four replies. */
    static final String FLAGS = """
        annotator,model,session,turn,ooc,repetition
        a,m,s,1,1,0
        b,m,s,1,1,0
        c,m,s,1,1,0
        a,m,s,2,0,0
        b,m,s,2,0,0
        c,m,s,2,0,0
        a,m,s,3,1,0
        b,m,s,3,0,0
        c,m,s,3,0,0
        a,m,s,4,0,0
        b,m,s,4,0,0
        c,m,s,4,1,0
        """;

    @Test
    void agreement_is_of_one_annotator_against_the_shares_of_all_others() {
        // a: the others' shares of 1 are 1, 0, 0, 1/2. Observed (0 + 0 + 1 + 1/2) / 4 = 3/8; a has 1 in 2 of 4, the
        // others in
        // 3/8, so expected is 1/2 x 5/8 + 1/2 x 3/8 = 1/2, and kappa 1/4. b: observed 1/4, expected 1/2, kappa 1/2.
        assertThat(quality("a", FLAGS).agreement().columns().get("ooc")).isEqualTo(Estimate.of(0.25));
        assertThat(quality("b", FLAGS).agreement().columns().get("ooc")).isEqualTo(Estimate.of(0.5));
        assertThat(quality("c", FLAGS).agreement().columns().get("ooc")).isEqualTo(Estimate.of(0.25));
        assertThat(quality("a", FLAGS).agreement().columns().get("repetition"))
                .isEqualTo(Estimate.notEstimable("all judgements of the same items are equal"));
        assertThat(quality("a", FLAGS).agreement().kappa())
                .as("a column without disagreement adds none to the pooled kappa")
                .isEqualTo(Estimate.of(0.25));
        assertThat(quality("a", FLAGS).agreement().items()).isEqualTo(4);
    }

    @Test
    void an_annotator_has_a_mean_a_spread_the_same_score_throughout_runs_and_times() {
        AnnotatorQuality a = quality("a", """
            annotator,model,session,overall,safety,seconds
            a,m,s,4,4,30
            a,m,t,4,4,10
            a,m,u,1,5,
            a,m,v,2,,50.5
            """);
        // 4 4 4 4 1 5 2: mean 24/7, squares 94, so the variance is (94 - 24^2/7) / 6 = 41/21.
        assertThat(a.values().n()).isEqualTo(7);
        assertThat(a.values().mean().value().orElseThrow()).isCloseTo(24 / 7.0, within(1e-12));
        assertThat(a.values().spread().value().orElseThrow()).isCloseTo(Math.sqrt(41 / 21.0), within(1e-12));
        assertThat(a.alike()).contains(new AnnotatorQuality.Part(2, 3));
        assertThat(a.longestRun()).isEqualTo(2);
        assertThat(a.time().recorded()).isEqualTo(3);
        assertThat(a.time().median()).contains(new BigDecimal("30"));
        assertThat(a.first()).isEmpty();
    }

    @Test
    void errors_are_counted_per_reply_and_a_merit_is_none() {
        AnnotatorQuality a =
                quality("a", "annotator,model,session,turn,ooc,repetition,proactivity\na,m,s,1,1,1,1\na,m,s,2,0,0,1\n");
        assertThat(a.values().mean()).isEqualTo(Estimate.of(1));
        assertThat(a.values().spread().value().orElseThrow()).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(a.alike()).isEmpty();
    }

    @Test
    void choices_are_counted_as_the_annotator_saw_them() {
        AnnotatorQuality a = quality("a", """
            annotator,model_a,model_b,session,turn,outcome,shown_first
            a,x,y,s,1,win,a
            a,x,y,s,2,lose,b
            a,x,y,s,3,win,a
            a,x,y,s,4,win,b
            a,x,y,s,5,tie,a
            """);
        // First, first, first, second, tie.
        assertThat(a.first().orElseThrow().part()).isEqualTo(new AnnotatorQuality.Part(3, 4));
        assertThat(a.longestRun()).isEqualTo(3);
        assertThat(a.values().mean()).isEqualTo(Estimate.of(0.8));
    }
}
