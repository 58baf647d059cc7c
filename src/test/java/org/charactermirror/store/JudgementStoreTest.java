package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.judge.AnswerStore;
import org.charactermirror.judge.AnswerStoreContract;
import org.charactermirror.judge.Asked;
import org.charactermirror.judge.Judgement;
import org.charactermirror.judge.JudgementState;
import org.charactermirror.judge.KeptAnswer;
import org.charactermirror.judge.Kinship;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementStoreTest extends AnswerStoreContract {

    @TempDir
    Path folder;

    private StudyDatabase database;
    private JudgementStore store;

    @BeforeEach
    void open() {
        database = StoredStudy.open(folder, 2);
        store = new JudgementStore(database);
        store.keepJudge("strict", "{}");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected AnswerStore empty() {
        return store;
    }

    private static Judgement judgement(int dialogue, JudgementState state) {
        return new Judgement(
                "strict",
                Kind.RATINGS,
                StoredStudy.alone(dialogue).toString(),
                0,
                state,
                state == JudgementState.SCORED ? "" : "why",
                state == JudgementState.SCORED ? Map.of("overall", "4") : Map.of(),
                List.of(),
                Optional.empty(),
                Kinship.NONE,
                0);
    }

    private static Rating row(int dialogue, String annotator, Origin origin) {
        return new Rating(
                new Place("judge", 1),
                new Subject("s", StoredStudy.alone(dialogue).toString(), annotator, "c", "k", "t"),
                "m",
                Map.of(Dimension.OVERALL, new BigDecimal("4")),
                null,
                origin,
                Map.of());
    }

    private List<String> rows() {
        return new AnnotationStore(database)
                .annotations().ratings().stream()
                        .map(rating -> rating.subject().annotator() + " "
                                + rating.subject().session())
                        .toList();
    }

    @Test
    void a_judgement_takes_the_place_of_a_failure_and_brings_its_row() {
        Judgement failed = judgement(1, JudgementState.FAILED);
        store.keep(failed, Optional.empty());
        assertThat(store.judgements()).containsExactly(failed);
        assertThat(rows()).isEmpty();

        Judgement scored = judgement(1, JudgementState.SCORED);
        store.keep(scored, Optional.of(row(1, "strict", Origin.JUDGE)));

        assertThat(store.judgements()).containsExactly(scored);
        assertThat(store.states("strict")).isEqualTo(Map.of(scored.key(), "scored"));
        assertThat(rows()).hasSize(1);
    }

    @Test
    void rows_of_judges_come_into_the_plans_order_and_nobody_elses_are_touched() {
        List<Annotation> ordered = List.of(row(1, "strict", Origin.JUDGE), row(2, "strict", Origin.JUDGE));
        store.keep(judgement(2, JudgementState.SCORED), Optional.of(ordered.get(1)));
        new AnnotationStore(database).add(List.of(row(1, "王芳", Origin.HUMAN), row(1, "imported", Origin.JUDGE)));
        store.keep(judgement(1, JudgementState.SCORED), Optional.of(ordered.get(0)));

        store.putInOrder(ordered);

        String first = StoredStudy.alone(1).toString();
        String second = StoredStudy.alone(2).toString();
        assertThat(rows()).containsExactly("王芳 " + first, "imported " + first, "strict " + first, "strict " + second);
        long version = new AnnotationStore(database).version();
        store.putInOrder(ordered);
        assertThat(new AnnotationStore(database).version()).isEqualTo(version);
    }

    @Test
    void what_answers_took_is_added_up_exactly_and_what_is_not_known_is_counted() {
        // 0.1 + 0.2 is not 0.3 in binary fractions.
        store.keep(answer("a", 10, Optional.of("0.1")));
        store.keep(answer("b", 20, Optional.of("0.2")));
        store.keep(answer("c", 5, Optional.empty()));
        store.keep(answer("d", 0, Optional.empty()));
        store.keep(new KeptAnswer(
                "e".repeat(64), "strict", true, "no", false, 0, 0, 0, 0, Optional.empty(), Optional.empty()));

        assertThat(store.usage("strict"))
                .isEqualTo(new JudgementStore.Usage(5, 1, 1, 1, 35, 0, 6, 2.0, Map.of("USD", new BigDecimal("0.3"))));
        assertThat(store.usage("nobody")).isEqualTo(JudgementStore.Usage.NONE);
    }

    private static KeptAnswer answer(String letter, int promptTokens, Optional<String> cost) {
        return new KeptAnswer(
                letter.repeat(64),
                "strict",
                false,
                "{}",
                false,
                promptTokens,
                0,
                2,
                0.5,
                cost.map(BigDecimal::new),
                cost.map(known -> "USD"));
    }

    @Test
    void a_judgement_took_what_its_answers_took_whoever_asked_for_them_and_each_of_them_once() {
        store.keep(answer("a", 10, Optional.of("0.1")));
        store.keep(answer("b", 20, Optional.of("0.2")));
        store.keep(answer("c", 5, Optional.of("9")));
        store.keepJudge("second", "{}");
        // Two questions of which both rest on a, asked again for b; c was asked for and nothing came of it.
        store.keep(restingOn("second", List.of("a", "b"), List.of("a")), Optional.empty());

        assertThat(store.usageOfJudgements("second", Kind.RATINGS))
                .isEqualTo(new JudgementStore.Usage(2, 0, 0, 0, 30, 0, 4, 1.0, Map.of("USD", new BigDecimal("0.3"))));
        assertThat(store.usage("second")).isEqualTo(JudgementStore.Usage.NONE);
        assertThat(store.usageOfJudgements("second", Kind.TURN_ERRORS)).isEqualTo(JudgementStore.Usage.NONE);
        assertThat(store.usageOfJudgements("strict", Kind.RATINGS)).isEqualTo(JudgementStore.Usage.NONE);
        assertThat(store.count("second", Kind.RATINGS)).isEqualTo(1);
        assertThat(store.count("second", Kind.PREFERENCES)).isZero();
    }

    /** It makes what a judgement costs no less than it will, nor more. */
    @Test
    void a_judgement_that_failed_and_is_tried_again_counts_neither_as_one_nor_with_what_it_took() {
        store.keep(answer("a", 10, Optional.of("0.1")));
        store.keepJudge("second", "{}");
        store.keep(restingOn("second", JudgementState.FAILED, List.of("a"), List.of()), Optional.empty());

        assertThat(store.count("second", Kind.RATINGS)).isZero();
        assertThat(store.usageOfJudgements("second", Kind.RATINGS)).isEqualTo(JudgementStore.Usage.NONE);
    }

    private static Judgement restingOn(String judge, List<String> first, List<String> second) {
        return restingOn(judge, JudgementState.UNPARSABLE, first, second);
    }

    private static Judgement restingOn(String judge, JudgementState state, List<String> first, List<String> second) {
        List<Asked> asked = Stream.of(first, second)
                .map(letters -> new Asked(
                        null,
                        1,
                        state,
                        "why",
                        letters.stream().map(letter -> letter.repeat(64)).toList(),
                        "p",
                        List.of()))
                .toList();
        return new Judgement(
                judge,
                Kind.RATINGS,
                StoredStudy.alone(1).toString(),
                0,
                state,
                "why",
                Map.of(),
                asked,
                Optional.empty(),
                Kinship.NONE,
                0);
    }

    @Test
    void rows_that_say_they_are_a_judges_and_of_which_there_is_no_judgement_are_kept_and_its_name_is_taken() {
        Annotation own = row(1, "strict", Origin.JUDGE);
        store.keep(judgement(1, JudgementState.SCORED), Optional.of(own));
        assertThat(store.takenByOthers(List.of("strict"))).isEmpty();
        new AnnotationStore(database).add(List.of(row(2, "strict", Origin.JUDGE)));

        store.putInOrder(List.of(own));

        assertThat(rows()).hasSize(2);
        assertThat(store.takenByOthers(List.of("strict"))).containsExactly("strict");
    }

    @Test
    void a_name_under_which_others_have_judged_is_taken() {
        new AnnotationStore(database).add(List.of(row(1, "王芳", Origin.HUMAN), row(1, "imported", Origin.JUDGE)));
        store.keep(judgement(1, JudgementState.SCORED), Optional.of(row(1, "strict", Origin.JUDGE)));

        assertThat(store.takenByOthers(List.of("strict", "王芳", "imported", "free")))
                .containsExactly("王芳", "imported");
    }
}
