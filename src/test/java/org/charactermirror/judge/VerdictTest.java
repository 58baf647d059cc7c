package org.charactermirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Side;
import org.charactermirror.scenario.JudgeSpec.OrderRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        // What is said when A stands first, when B does; what counts from A's side; whether both are the same.
        "first, second, win, true",
        "second, first, lose, true",
        "tie, tie, tie, true",
        "both_bad, both_bad, both_bad, true",
        "first, first, tie, false",
        "second, second, tie, false",
        "first, tie, tie, false",
        "tie, both_bad, tie, false"
    })
    void two_orders_that_disagree_are_a_tie_by_that_rule(String aFirst, String bFirst, String outcome, boolean same) {
        Verdict verdict = choices(OrderRule.TIE, aFirst, bFirst);

        assertThat(verdict.values()).isEqualTo(Map.of("outcome", outcome));
        assertThat(verdict.consistent()).contains(same);
    }

    @Test
    void other_rules_drop_the_item_or_take_one_of_the_orders() {
        Verdict dropped = choices(OrderRule.DROP, "first", "first");
        assertThat(dropped.state()).isEqualTo(JudgementState.MISSING);
        assertThat(dropped.reason()).isEqualTo("the two orders are judged differently");
        assertThat(dropped.consistent()).contains(false);
        assertThat(choices(OrderRule.A_FIRST, "first", "first").values()).containsEntry("outcome", "win");
        // B stands first and is chosen: A loses.
        assertThat(choices(OrderRule.B_FIRST, "first", "first").values()).containsEntry("outcome", "lose");
        assertThat(choices(OrderRule.DROP, "first", "second").values()).containsEntry("outcome", "win");
    }

    @Test
    void one_order_alone_says_nothing_of_consistency() {
        Verdict verdict = Verdict.of(Kind.PREFERENCES, List.of(choice(Side.B, 1, "second")), OrderRule.TIE);

        assertThat(verdict.values()).containsEntry("outcome", "win");
        assertThat(verdict.consistent()).isEmpty();
    }

    @Test
    void the_middle_of_several_scores_counts_and_a_part_that_one_cannot_tell_does_not() {
        Verdict verdict = Verdict.of(
                Kind.RATINGS,
                List.of(scores(1, "5", "2", "3"), scores(2, "1", "2", "3"), scores(3, "4", "3", null)),
                OrderRule.TIE);

        // 1, 4, 5 and 2, 2, 3.
        assertThat(verdict.values()).isEqualTo(Map.of("consistency", "4", "quality", "2"));
    }

    @Test
    void of_several_choices_most_of_all_decide_or_it_is_a_tie() {
        assertThat(samples("first", "first", "tie")).isEqualTo("win");
        assertThat(samples("first", "second", "tie")).isEqualTo("tie");
        // Two of five are not most of all, although no other choice has as many.
        assertThat(samples("first", "first", "second", "tie", "both_bad")).isEqualTo("tie");
    }

    @Test
    void one_question_without_an_answer_leaves_the_item_without_a_score() {
        Asked refused = new Asked(null, 2, JudgementState.REFUSED, "filtered", List.of(), "p", List.of());
        Asked failed = new Asked(null, 3, JudgementState.FAILED, "gave_up: 503", List.of(), "p", List.of());

        assertThat(Verdict.of(Kind.RATINGS, List.of(scores(1, "5", "5", "5"), refused), OrderRule.TIE))
                .isEqualTo(new Verdict(JudgementState.REFUSED, "filtered", Map.of(), Optional.empty()));
        assertThat(Verdict.of(Kind.RATINGS, List.of(refused, failed), OrderRule.TIE)
                        .state())
                .isEqualTo(JudgementState.FAILED);
    }

    private static Verdict choices(OrderRule rule, String aFirst, String bFirst) {
        return Verdict.of(Kind.PREFERENCES, List.of(choice(Side.A, 1, aFirst), choice(Side.B, 1, bFirst)), rule);
    }

    private static String samples(String... choices) {
        List<Asked> asked = new ArrayList<>();
        for (String choice : choices) {
            asked.add(choice(Side.A, asked.size() + 1, choice));
        }
        return String.valueOf(
                Verdict.of(Kind.PREFERENCES, asked, OrderRule.TIE).values().get("outcome"));
    }

    private static Asked choice(Side first, int sample, String choice) {
        Finding finding = new Finding(Finding.CHOICE, Optional.of(choice), List.of(), "");
        return new Asked(first, sample, JudgementState.SCORED, "", List.of("k"), "p", List.of(finding));
    }

    private static Asked scores(int sample, String consistency, String quality, @Nullable String safety) {
        return new Asked(
                null,
                sample,
                JudgementState.SCORED,
                "",
                List.of("k"),
                "p",
                List.of(
                        new Finding("consistency", Optional.of(consistency), List.of(), ""),
                        new Finding("quality", Optional.of(quality), List.of(), ""),
                        new Finding("safety", Optional.ofNullable(safety), List.of(), "")));
    }
}
