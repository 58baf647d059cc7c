package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.charactermirror.annotation.Origin;
import org.charactermirror.scenario.AnnotatorRules;
import org.junit.jupiter.api.Test;

class ErrorsByTurnTest {

    private static ErrorsByTurn of(String rows, String... models) {
        return Summary.of(Rows.of(rows), SummarySettings.of(AnnotatorRules.NONE))
                .onset()
                .byTurn(Origin.HUMAN, List.of(models));
    }

    @Test
    void a_reply_with_any_error_counts_once_for_its_turn() {
        ErrorsByTurn byTurn = of("""
            annotator,model,session,turn,ooc,repetition
            a,m,s1,1,1,1
            a,m,s2,1,0,0
            a,m,s1,3,0,1
            """, "m");
        // Turn 1: one of two replies; turn 3: one of one; nobody judged turn 2.
        assertThat(byTurn.rows().get(0).turns().keySet()).containsExactly(1, 3);
        assertThat(byTurn.rows().get(0).turns().values()).containsExactly(new Share(1, 2), new Share(1, 1));
        assertThat(byTurn.lastTurn()).isEqualTo(3);
    }

    @Test
    void proactivity_is_no_error_and_a_reply_judged_for_it_alone_is_not_counted() {
        ErrorsByTurn byTurn = of("annotator,model,session,turn,ooc,proactivity\na,m,s,1,0,1\na,m,s,2,,1\n", "m");
        assertThat(byTurn.rows().get(0).turns()).containsOnlyKeys(1).containsEntry(1, new Share(0, 1));
    }

    @Test
    void annotators_of_the_same_reply_count_each() {
        ErrorsByTurn byTurn = of("annotator,model,session,turn,ooc\na,m,s,1,1\nb,m,s,1,0\nc,m,s,1,0\n", "m");
        assertThat(byTurn.rows().get(0).turns()).containsEntry(1, new Share(1, 3));
    }

    @Test
    void models_stand_in_the_order_that_is_asked_for_and_a_model_without_rows_has_no_turns() {
        ErrorsByTurn byTurn = of("annotator,model,session,turn,ooc\na,m,s,1,1\n", "x", "m");
        assertThat(byTurn.rows()).extracting(ErrorsByTurn.Row::model).containsExactly("x", "m");
        assertThat(byTurn.rows().get(0).turns()).isEmpty();
        assertThat(of("annotator,model,session,overall\na,m,s,1\n", "m").lastTurn())
                .isZero();
    }
}
