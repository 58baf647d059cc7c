package org.charactermirror.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.judge.Ensemble.Rule;
import org.junit.jupiter.api.Test;

class EnsembleTest {

    private final List<Rating> ratings = new ArrayList<>();
    private final List<TurnError> turnErrors = new ArrayList<>();
    private final List<Preference> preferences = new ArrayList<>();

    private static Subject subject(String judge) {
        return new Subject("s", "d1", judge, "li-bai", "celebrities", "chat");
    }

    private void rate(String judge, Map<Dimension, BigDecimal> scores) {
        ratings.add(new Rating(new Place("judge", 1), subject(judge), "m", scores, null, Origin.JUDGE, Map.of()));
    }

    private void overall(String judge, String score) {
        rate(judge, Map.of(Dimension.OVERALL, new BigDecimal(score)));
    }

    private void flag(String judge, boolean raised) {
        Map<TurnFlag, Boolean> flags = Map.of(TurnFlag.OOC, raised, TurnFlag.REPETITION, false);
        turnErrors.add(new TurnError(
                new Place("judge", 1), subject(judge), "m", 2, flags, null, null, Origin.JUDGE, Map.of()));
    }

    private void choose(String judge, String first, String second, Outcome outcome) {
        preferences.add(new Preference(
                new Place("judge", 1), subject(judge), first, second, 1, outcome, null, null, Origin.JUDGE, Map.of()));
    }

    private List<Annotation> rows(Rule rule, String... judges) {
        return new Ensemble(rule, Set.of(judges))
                .rows(new Annotations(ratings, turnErrors, preferences, 0), "together");
    }

    private String score(Rule rule, String... judges) {
        Rating row = (Rating) rows(rule, judges).get(0);
        assertThat(row.subject().annotator()).isEqualTo("together");
        return String.valueOf(row.scores().get(Dimension.OVERALL));
    }

    /** Two studies may have dialogues of one name, and a person the name of a judge. */
    @Test
    void items_are_those_that_a_judge_of_the_ensemble_has_judged() {
        overall("a", "1");
        overall("b", "2");
        overall("elsewhere", "2");
        flag("a", true);
        choose("a", "m", "n", Outcome.WIN);
        choose("b", "n", "m", Outcome.WIN);
        Map<Dimension, BigDecimal> scores = Map.of(Dimension.OVERALL, BigDecimal.ONE);
        for (Origin origin : List.of(Origin.JUDGE, Origin.HUMAN)) {
            Subject other = new Subject(origin.word(), "d1", "a", "li-bai", "celebrities", "chat");
            ratings.add(new Rating(new Place("judge", 1), other, "m", scores, null, origin, Map.of()));
        }
        Annotations all = new Annotations(ratings, turnErrors, preferences, 0);
        assertThat(new Ensemble(Rule.MEAN, Set.of("a", "b")).items(all)).isEqualTo(4);
    }

    @Test
    void scores_have_a_mean_a_middle_and_sometimes_a_majority() {
        overall("a", "1");
        overall("b", "2");
        overall("c", "5");
        overall("d", "5");

        // (1 + 2 + 5) / 3 to sixteen digits; the middle of 1, 2, 5; of 1, 2, 5, 5 the mean of 2 and 5.
        assertThat(score(Rule.MEAN, "a", "b", "c")).isEqualTo("2.666666666666667");
        assertThat(score(Rule.MEDIAN, "a", "b", "c")).isEqualTo("2");
        assertThat(score(Rule.MEDIAN, "a", "b", "c", "d")).isEqualTo("3.5");
        assertThat(score(Rule.MAJORITY, "b", "c", "d")).isEqualTo("5");
        assertThat(rows(Rule.MAJORITY, "a", "b", "c")).as("no score has one").isEmpty();
    }

    @Test
    void a_flag_is_what_more_than_half_say_and_not_judged_where_they_are_even() {
        flag("a", true);
        flag("b", true);
        flag("c", false);

        TurnError three = (TurnError) rows(Rule.MEAN, "a", "b", "c").get(0);
        assertThat(three.flags()).isEqualTo(Map.of(TurnFlag.OOC, true, TurnFlag.REPETITION, false));
        TurnError two = (TurnError) rows(Rule.MEAN, "b", "c").get(0);
        assertThat(two.flags()).isEqualTo(Map.of(TurnFlag.REPETITION, false));
        assertThat(two.turn()).isEqualTo(2);
    }

    @Test
    void choices_are_compared_from_the_same_side_and_are_a_tie_without_a_majority() {
        choose("a", "x", "y", Outcome.WIN);
        choose("b", "y", "x", Outcome.LOSE);
        choose("c", "x", "y", Outcome.BOTH_BAD);

        assertThat(((Preference) rows(Rule.MEDIAN, "a", "b", "c").get(0)).outcome())
                .isEqualTo(Outcome.WIN);
        assertThat(((Preference) rows(Rule.MEDIAN, "b", "c").get(0)).outcome()).isEqualTo(Outcome.TIE);
    }

    @Test
    void an_item_that_a_member_has_not_judged_is_left_out_and_nobody_else_counts() {
        overall("a", "1");
        rate("b", Map.of(Dimension.SAFETY, new BigDecimal("3")));
        ratings.add(new Rating(
                new Place("f", 1),
                subject("c"),
                "m",
                Map.of(Dimension.OVERALL, new BigDecimal("5")),
                null,
                Origin.HUMAN,
                Map.of()));

        assertThat(rows(Rule.MEAN, "a", "b")).as("no dimension that both have").isEmpty();
        assertThat(rows(Rule.MEAN, "a", "c")).as("c is a person").isEmpty();
    }

    @Test
    void each_of_three_can_be_left_out_and_one_alone_is_no_ensemble() {
        assertThat(new Ensemble(Rule.MEAN, Set.of("a", "b", "c")).leavingOut())
                .isEqualTo(Map.of(
                        "a", new Ensemble(Rule.MEAN, Set.of("b", "c")),
                        "b", new Ensemble(Rule.MEAN, Set.of("a", "c")),
                        "c", new Ensemble(Rule.MEAN, Set.of("a", "b"))));
        assertThat(new Ensemble(Rule.MEAN, Set.of("a", "b")).leavingOut()).isEmpty();
        assertThatThrownBy(() -> new Ensemble(Rule.MEAN, Set.of("a")))
                .hasMessage("an ensemble of [a]; it needs two judges");
    }
}
