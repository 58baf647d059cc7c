package org.charactermirror.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.charactermirror.analysis.Rows;
import org.charactermirror.annotation.Kind;
import org.charactermirror.store.StudioAdjudications.About;
import org.charactermirror.store.StudioAdjudications.Decision;
import org.charactermirror.web.admin.Disagreements.Answer;
import org.charactermirror.web.admin.Disagreements.Disagreement;
import org.junit.jupiter.api.Test;

class DisagreementsTest {

    @Test
    void a_flag_that_one_sees_and_another_does_not_is_shown_with_its_evidence() {
        List<Disagreement> found = Disagreements.of(Rows.of("""
                        annotator,model,session,turn,character,ooc,repetition,evidence,comment
                        a,m,m.c.s.1,3,c,1,0,ooc: “AI”,hm
                        b,m,m.c.s.1,3,c,0,0,,fine
                        """), List.of(), 2);
        assertThat(found)
                .extracting(Disagreement::about, Disagreement::character, Disagreement::answers)
                .containsExactly(tuple(
                        new About("m.c.s.1", 3, Kind.TURN_ERRORS, "ooc"),
                        "c",
                        List.of(new Answer("a", "1", "ooc: “AI”"), new Answer("b", "0", "fine"))));
    }

    @Test
    void a_choice_is_told_from_the_side_of_the_dialogues_first_model_whichever_way_it_was_written() {
        String header = "annotator,model_a,model_b,session,turn,outcome\n";
        assertThat(Disagreements.of(Rows.of(header + "a,x,y,x~y.c.s.1,1,win\nb,y,x,x~y.c.s.1,1,lose\n"), List.of(), 2))
                .isEmpty();
        assertThat(Disagreements.of(
                        Rows.of(header + "a,x,y,x~y.c.s.1,1,win\nb,y,x,x~y.c.s.1,1,win\nb,y,x,x~y.c.s.1,2,tie\n"
                                + "a,x,y,x~y.c.s.1,2,lose\n"),
                        List.of(),
                        2))
                .extracting(
                        one -> one.about().turn(),
                        Disagreement::apart,
                        one -> one.answers().stream().map(Answer::value).toList())
                .containsExactly(tuple(1, 2, List.of("win", "lose")), tuple(2, 1, List.of("tie", "lose")));
    }

    @Test
    void what_is_decided_comes_last_and_the_last_decision_holds() {
        About first = new About("s1", 0, Kind.RATINGS, "overall");
        List<Disagreement> found = Disagreements.of(
                Rows.of("""
                        annotator,model,session,overall
                        a,m,s1,1
                        b,m,s1,5
                        a,m,s2,1
                        b,m,s2,3
                        a,m,s3,2
                        b,m,s3,3
                        """),
                List.of(
                        new Decision(1, first, "2", "x", "2026-01-01T00:00:00Z"),
                        new Decision(2, first, "3", "y", "2026-01-01T00:00:00Z")),
                2);
        assertThat(found)
                .extracting(
                        one -> one.about().session(),
                        Disagreement::apart,
                        one -> one.decision() == null ? "" : one.decision().value())
                .containsExactly(tuple("s2", 2, ""), tuple("s1", 4, "3"));
    }
}
