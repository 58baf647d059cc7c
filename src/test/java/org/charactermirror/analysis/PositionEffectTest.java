package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionEffectTest {

    private static PositionEffect ofJudges(String rows) {
        return Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults())
                .inference()
                .positionOfJudges()
                .orElseThrow();
    }

    @Test
    void a_judge_that_was_asked_in_both_orders_counts_for_each_also_where_it_contradicted_itself() {
        PositionEffect effect = ofJudges("""
            annotator,model_a,model_b,session,turn,outcome,origin,outcome_a_first,outcome_b_first
            J,x,y,s,1,tie,judge,win,lose
            J,y,x,s,2,win,judge,win,win
            J,x,y,s,3,tie,judge,tie,win
            J,x,y,s,4,lose,judge,,
            """);
        // The first reply won twice in turn 1; in turn 2 once, and lost once; in turn 3 once nobody won, and then the
        // second did.
        assertThat(effect.first()).isEqualTo(3);
        assertThat(effect.decided()).isEqualTo(5);
        assertThat(effect.unknown()).isEqualTo(1);
    }

    @Test
    void rows_made_elsewhere_without_these_columns_count_by_what_was_shown_first() {
        PositionEffect effect = ofJudges("""
            annotator,model_a,model_b,session,turn,outcome,origin,shown_first
            J,x,y,s,1,win,judge,a
            J,x,y,s,2,win,judge,b
            J,x,y,s,3,win,judge,
            """);
        assertThat(effect.first()).isEqualTo(1);
        assertThat(effect.decided()).isEqualTo(2);
        assertThat(effect.unknown()).isEqualTo(1);
    }
}
