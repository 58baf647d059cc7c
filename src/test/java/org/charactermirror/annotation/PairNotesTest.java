package org.charactermirror.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;

class PairNotesTest {

    private static final String COLUMNS =
            "annotator,model_a,model_b,session,turn,outcome,origin,self_family,order_consistent,"
                    + "outcome_a_first,outcome_b_first\n";

    private static AnnotationFile read(String text) {
        Problems problems = new Problems();
        AnnotationFile file = AnnotationFiles.parse(text, "pairs.csv", Scale.ofDefaults(), problems)
                .orElseThrow();
        problems.throwIfErrors();
        return file;
    }

    private static Preference row(String cells) {
        return (Preference) read(COLUMNS + cells + "\n").rows().get(0);
    }

    @Test
    void a_judgement_in_both_orders_was_shown_twice_whatever_it_counts_as() {
        Preference row = row("J,x,y,s,1,tie,judge,none,no,win,lose");

        assertThat(PairNotes.shown(row)).extracting(Preference::shownFirst).containsExactly(Side.A, Side.B);
        assertThat(PairNotes.shown(row)).extracting(Preference::outcome).containsExactly(Outcome.WIN, Outcome.LOSE);
    }

    @Test
    void a_row_without_these_columns_or_with_one_of_them_alone_is_taken_as_it_is() {
        Preference without = (Preference) read("annotator,model_a,model_b,outcome,origin\nJ,x,y,win,judge\n")
                .rows()
                .get(0);
        Preference one = row("J,x,y,s,1,win,judge,none,,win,");

        assertThat(PairNotes.shown(without)).containsExactly(without);
        assertThat(PairNotes.shown(one)).containsExactly(one);
        assertThat(PairNotes.outcome(one, Side.A)).contains(Outcome.WIN);
        assertThat(PairNotes.outcome(one, Side.B)).isEmpty();
    }

    @Test
    void models_that_change_places_take_what_was_said_of_them_along() {
        Preference row = row("J,y,x,s,1,win,judge,a,no,win,tie");

        // With x first the judge said tie; with y first, that y wins: seen from x, that it loses.
        Map<String, String> swapped = row.swapped().extra();
        assertThat(swapped)
                .containsEntry("self_family", "b")
                .containsEntry("outcome_a_first", "tie")
                .containsEntry("outcome_b_first", "lose")
                .containsEntry("order_consistent", "no");
        assertThat(row.content())
                .isEqualTo(row("J,x,y,s,1,lose,judge,b,no,tie,lose").content());
    }

    @Test
    void white_space_around_a_family_does_not_leave_it_on_the_wrong_side() {
        assertThat(row("J,y,x,s,1,win,judge, a ,,,").swapped().extra()).containsEntry("self_family", "b");
        assertThat(row("J,y,x,s,1,win,judge,b\u3000,,,").swapped().extra()).containsEntry("self_family", "a");
    }

    @Test
    void a_word_that_is_no_outcome_is_told_with_its_line() {
        List<String> problems = read(COLUMNS + "J,x,y,s,1,tie,judge,none,no,first,lose\n").badRows().stream()
                .map(Problem::toString)
                .toList();

        assertThat(problems)
                .containsExactly(
                        "pairs.csv:2: outcome_a_first is \"first\"; expected is win, tie, lose, both_bad, or nothing"
                                + " where the judge was not asked in that order");
    }
}
