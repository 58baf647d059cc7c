package org.charactermirror.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;

class AnnotationCollectorTest {

    private final Problems problems = new Problems();
    private final AnnotationCollector collector = new AnnotationCollector(problems);

    @Test
    void a_repeated_row_is_skipped_and_counted() {
        add("a.csv", "annotator,model,session,overall\np,m,s,4\np,m,s,4.0\n");
        add("b.csv", "model,overall,session,annotator\nm,4,s,p\n");
        assertThat(collector.annotations().ratings()).hasSize(1);
        assertThat(collector.annotations().repeated()).isEqualTo(2);
        assertThat(collector.repeatedWithoutSession()).isZero();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void the_same_identity_with_another_value_is_a_conflict_that_names_both_lines() {
        add("a.csv", "annotator,model,session,character,overall\np,m,s,c,4\n");
        add("b.csv", "annotator,model,session,character,overall\nq,m,s,c,4\np,m,s,c,5\n");
        assertThat(messages())
                .containsExactly("b.csv:3: contradicts a.csv:2, which has the same session s, annotator p, model m,"
                        + " character c and other values (overall \"4\", here \"5\"); remove one of the two rows");
    }

    @Test
    void a_conflict_of_rows_without_a_session_asks_for_it() {
        add("a.csv", "annotator,model,overall\np,m,4\np,m,5\n");
        assertThat(messages())
                .containsExactly("a.csv:3: contradicts a.csv:2, which has the same annotator p, model m and other"
                        + " values (overall \"4\", here \"5\"); remove one of the two rows or, if they judge different dialogues, name these in a"
                        + " column session");
    }

    @Test
    void rows_that_only_a_missing_session_tells_apart_are_an_error() {
        add("a.csv", "annotator,model,session,overall\np,m,s,4\np,m,,4\n");
        assertThat(messages())
                .containsExactly("a.csv:3: only a session that one of the two rows lacks tells it apart from a.csv:2"
                        + " (annotator p, model m); name the dialogue in the column session of both");
    }

    @Test
    void alike_rows_without_a_session_are_counted_apart() {
        add("a.csv", "annotator,model,overall\np,m,4\np,m,4\n");
        assertThat(collector.annotations().repeated()).isEqualTo(1);
        assertThat(collector.repeatedWithoutSession()).isEqualTo(1);
    }

    @Test
    void sessions_characters_turns_and_kinds_tell_rows_apart() {
        add("a.csv", "annotator,model,session,character,overall\np,m,s1,c,4\np,m,s2,c,5\np,m,s1,d,3\n");
        add("b.csv", "annotator,model,session,turn,ooc\np,m,s1,1,0\np,m,s1,2,1\n");
        assertThat(collector.annotations().size()).isEqualTo(5);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void a_comparison_told_from_the_other_side_is_the_same_comparison() {
        add(
                "a.csv",
                "annotator,model_a,model_b,session,outcome,shown_first\np,x,y,s,win,a\np,y,x,s,lose,b\np,y,x,s,win,b\n");
        assertThat(collector.annotations().preferences()).hasSize(1);
        assertThat(collector.annotations().repeated()).isEqualTo(1);
        assertThat(messages())
                .containsExactly("a.csv:4: contradicts a.csv:2, which has the same session s, annotator p, models x and"
                        + " y and other values (outcome \"win\", here \"lose\"); remove one of the two rows");
    }

    @Test
    void a_row_that_fills_in_what_was_empty_completes_the_earlier_one() {
        add("a.csv", "annotator,model,session,quality,comment\np,m,s,4,\n");
        add("b.csv", "annotator,model,session,quality,safety,comment\np,m,s,4,2,late\n");
        assertThat(problems.all()).isEmpty();
        Rating rating = collector.annotations().ratings().get(0);
        assertThat(rating.cells())
                .isEqualTo(Map.of("quality", "4", "safety", "2", "comment", "late", "origin", "human"));
        assertThat(rating.place()).hasToString("b.csv:2");
        assertThat(collector.added()).containsExactly(rating);
        assertThat(collector.completed()).isEmpty();
        AnnotationCollector later = new AnnotationCollector(collector.annotations(), problems);
        Rating complete = (Rating) AnnotationFiles.parse(
                        "annotator,model,session,quality,safety,overall,comment\np,m,s,4,2,1,late\n",
                        "c.csv",
                        Scale.ofDefaults(),
                        problems)
                .orElseThrow()
                .rows()
                .get(0);
        assertThat(later.add(complete)).isEqualTo(AnnotationCollector.Fate.COMPLETED);
        assertThat(later.add(complete)).isEqualTo(AnnotationCollector.Fate.REPEATED);
        assertThat(later.added()).isEmpty();
        assertThat(later.completed()).containsExactly(complete);
    }

    @Test
    void a_value_that_was_given_is_neither_changed_nor_taken_away_by_a_completion() {
        add("a.csv", "annotator,model,session,quality,safety\np,m,s,4,\np,m,s,5,1\np,m,s,,1\n");
        assertThat(messages())
                .containsExactly(
                        "a.csv:3: contradicts a.csv:2, which has the same session s, annotator p, model m and other values"
                                + " (quality \"4\", here \"5\"; safety empty, here \"1\"); remove one of the two rows",
                        "a.csv:4: contradicts a.csv:2, which has the same session s, annotator p, model m and other values"
                                + " (quality \"4\", here empty; safety empty, here \"1\"); remove one of the two rows");
    }

    @Test
    void a_row_without_a_session_completes_nothing_since_it_may_be_of_another_dialogue() {
        add("a.csv", "annotator,model,quality,safety\np,m,4,\np,m,4,1\n");
        assertThat(messages())
                .containsExactly(
                        "a.csv:3: contradicts a.csv:2, which has the same annotator p, model m and other values"
                                + " (safety empty, here \"1\"); remove one of the two rows or, if they judge different dialogues,"
                                + " name these in a column session");
    }

    private void add(String name, String text) {
        AnnotationFiles.parse(text, name, Scale.ofDefaults(), problems)
                .orElseThrow()
                .rows()
                .forEach(collector::add);
    }

    private List<String> messages() {
        return problems.all().stream().map(Problem::toString).toList();
    }
}
