package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.scenario.AnnotatorRules;
import org.charactermirror.scenario.AnnotatorRules.Bound;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.junit.jupiter.api.Test;

/** Which rows count: checks, gold items, and the rules by which annotators are left out. */
class ScreeningTest {

    private static Analysis analyse(AnnotatorRules rules, String... rows) {
        return Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults().withRules(rules));
    }

    private static AnnotatorRules bound(Bound bound, String value) {
        return new AnnotatorRules(Map.of(bound, new BigDecimal(value)), List.of(), List.of());
    }

    @Test
    void checks_enter_no_table_and_are_counted_as_failed_or_not_answered() {
        Analysis analysis = analyse(AnnotatorRules.NONE, """
            annotator,model,session,overall,safety,check
            a,m,s,4,5,
            a,m,t,1,,overall=1
            a,m,u,3,5,overall=1-2; safety=5
            a,m,v,,,safety=5
            b,m,s,2,5,
            """.replace("a,m,v,,,", "a,m,v,3,,"));
        assertThat(analysis.screening().checkRows()).isEqualTo(3);
        assertThat(analysis.ratings().get(0).rows().get(0).ratings()).isEqualTo(2);
        assertThat(analysis.screening().annotators().get(0).checks())
                .isEqualTo(new AnnotatorQuality.CheckCount(3, 0, 1, 1));
        assertThat(analysis.screening().annotators().get(0).rows()).isEqualTo(1);
        assertThat(analysis.screening().annotators().get(1).checks())
                .isEqualTo(new AnnotatorQuality.CheckCount(0, 0, 0, 0));
    }

    @Test
    void a_choice_is_checked_by_the_name_of_a_model_whatever_its_side() {
        Analysis analysis = analyse(AnnotatorRules.NONE, """
            annotator,model_a,model_b,session,turn,outcome,check
            a,x,y,s,1,win,better=x
            a,y,x,s,2,lose,better=x
            a,x,y,s,3,lose,better=x
            a,x,y,s,4,tie,better=both_bad
            """);
        assertThat(analysis.screening().annotators().get(0).checks())
                .isEqualTo(new AnnotatorQuality.CheckCount(4, 0, 2, 0));
        assertThat(analysis.byTopic()).isEmpty();
    }

    @Test
    void gold_items_are_found_by_session_turn_and_kind() {
        AnnotatorRules rules = new AnnotatorRules(
                Map.of(),
                List.of(),
                List.of(
                        new GoldItem("s", Optional.empty(), OptionalInt.of(2), Map.of("ooc", "1")),
                        new GoldItem("s", Optional.of("other"), OptionalInt.of(1), Map.of("ooc", "1")),
                        new GoldItem("s", Optional.empty(), OptionalInt.empty(), Map.of("overall", "4-5"))));
        Analysis analysis = analyse(
                rules,
                "annotator,model,session,turn,ooc\na,m,s,1,0\na,m,s,2,0\n",
                "annotator,model,session,overall\na,m,s,5\na,m,t,1\n");
        assertThat(analysis.screening().checkRows()).isEqualTo(2);
        assertThat(analysis.screening().annotators())
                .extracting(AnnotatorQuality::kind, AnnotatorQuality::checks)
                .containsExactly(
                        tuple(Kind.RATINGS, new AnnotatorQuality.CheckCount(1, 1, 0, 0)),
                        tuple(Kind.TURN_ERRORS, new AnnotatorQuality.CheckCount(1, 1, 1, 0)));
    }

    @Test
    void a_gold_item_that_nobody_can_answer_rightly_is_bad_input_and_fails_nobody() {
        GoldItem item = new GoldItem("s", Optional.empty(), OptionalInt.of(1), Map.of("better", "z"));
        AnnotatorRules rules = new AnnotatorRules(Map.of(), List.of(), List.of(item));
        assertThatThrownBy(() -> analyse(
                        rules, "annotator,model_a,model_b,session,turn,outcome\na,x,y,s,1,win\nb,x,y,s,1,lose\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("gold: the item of s expects a winner of a comparison of x and y that is neither;"
                        + " better is one of these two models, tie or both_bad");
    }

    private static final String RATED = """
        annotator,model,character,overall,safety,seconds
        a,x,c1,5,4,60
        a,y,c1,3,4,60
        b,x,c1,5,3,55
        b,y,c1,4,3,65
        c,x,c1,1,1,2
        c,y,c1,1,1,3
        """;

    @Test
    void whoever_breaks_a_rule_does_not_count_and_is_logged_with_value_and_bound() {
        for (AnnotatorRules rules :
                List.of(bound(Bound.MAXIMUM_STRAIGHT_LINING, "0.5"), bound(Bound.MINIMUM_SECONDS, "10"))) {
            Analysis analysis = analyse(rules, RATED);
            Bound bound = rules.bounds().keySet().iterator().next();
            double value = bound == Bound.MINIMUM_SECONDS ? 2.5 : 1;
            assertThat(analysis.screening().excluded())
                    .containsExactly(new Screening.Exclusion(
                            "c",
                            Kind.RATINGS,
                            Origin.HUMAN,
                            2,
                            List.of(new Screening.Breach(
                                    bound.word(),
                                    OptionalDouble.of(value),
                                    Optional.ofNullable(rules.bounds().get(bound)),
                                    ""))));
            assertThat(analysis.screening().kept(Rows.of(RATED)).ratings()).hasSize(4);
            assertThat(analysis.rows().of(Kind.RATINGS)).isEqualTo(6);
            assertThat(analysis.ratings().get(0).rows().get(0).ratings()).isEqualTo(2);
        }
    }

    @Test
    void figures_are_given_with_everybody_and_without_those_left_out() {
        ExclusionEffect effect =
                analyse(bound(Bound.MINIMUM_SECONDS, "10"), RATED).effect().orElseThrow();
        ExclusionEffect.Figure figure = effect.figures().stream()
                .filter(one -> one.model().equals("x") && one.column().equals("overall"))
                .findFirst()
                .orElseThrow();
        // 5 5 1 and 5 5.
        assertThat(figure.all().getAsDouble()).isCloseTo(11 / 3.0, within(1e-12));
        assertThat(figure.allRows()).isEqualTo(3);
        assertThat(figure.kept()).hasValue(5);
        assertThat(figure.keptRows()).isEqualTo(2);
        assertThat(figure.change().getAsDouble()).isCloseTo(4 / 3.0, within(1e-12));
        assertThat(effect.conclusions()).noneMatch(ExclusionEffect.Conclusion::changes);
    }

    @Test
    void a_conclusion_that_hangs_on_one_annotator_is_said_to_change() {
        // Seven annotators prefer x by 1, so that p is 2 / 2^7 = 0.016; an eighth prefers y by 4, and p is far from it.
        StringBuilder rows = new StringBuilder("annotator,model,character,overall\n");
        for (int i = 0; i < 7; i++) {
            rows.append("r" + i + ",x,c" + i + ",4\nr" + i + ",y,c" + i + ",3\n");
        }
        rows.append("troll,x,c7,1\ntroll,y,c7,5\n");
        AnnotatorRules rules =
                new AnnotatorRules(Map.of(), List.of(new AnnotatorRules.Named("troll", "said so")), List.of());
        ExclusionEffect effect = analyse(rules, rows.toString()).effect().orElseThrow();
        assertThat(effect.conclusions())
                .contains(new ExclusionEffect.Conclusion(
                        "ratings",
                        "x",
                        "y",
                        "overall",
                        ExclusionEffect.Verdict.NO_DIFFERENCE,
                        ExclusionEffect.Verdict.FIRST_HIGHER));
    }

    @Test
    void a_pair_stands_by_name_whoever_is_left_out_and_whoever_came_first() {
        StringBuilder ratings = new StringBuilder("annotator,model,character,overall\ntroll,y,c7,5\ntroll,x,c7,1\n");
        StringBuilder pairs =
                new StringBuilder("annotator,model_a,model_b,session,turn,character,outcome\ntroll,y,x,t,1,c7,win\n");
        for (int i = 0; i < 7; i++) {
            ratings.append("r" + i + ",x,c" + i + ",4\nr" + i + ",y,c" + i + ",3\n");
            pairs.append("r" + i + ",x,y,s" + i + ",1,c" + i + ",win\n");
        }
        AnnotatorRules rules =
                new AnnotatorRules(Map.of(), List.of(new AnnotatorRules.Named("troll", "said so")), List.of());
        ExclusionEffect effect =
                analyse(rules, ratings.toString(), pairs.toString()).effect().orElseThrow();
        assertThat(effect.conclusions())
                .contains(new ExclusionEffect.Conclusion(
                        "ratings",
                        "x",
                        "y",
                        "overall",
                        ExclusionEffect.Verdict.NO_DIFFERENCE,
                        ExclusionEffect.Verdict.FIRST_HIGHER));
        // x against y: seven wins and one loss of eight are 75 points; the seven wins alone are 100.
        assertThat(effect.figures())
                .filteredOn(figure -> figure.table().equals("pairwise"))
                .containsExactly(new ExclusionEffect.Figure(
                        "pairwise", "x", "y", "advantage", OptionalDouble.of(75), 8, OptionalDouble.of(100), 7));
    }

    @Test
    void a_rule_that_cannot_be_held_against_somebody_is_said_and_they_stay() {
        Screening screening = analyse(
                        bound(Bound.MINIMUM_SECONDS, "10"),
                        "annotator,model,session,overall,seconds\na,m,s,1,\nb,m,s,2,30\nc,m,s,2,\n")
                .screening();
        assertThat(screening.excluded()).isEmpty();
        assertThat(screening.notEvaluated())
                .containsExactly(new Screening.NotEvaluated(
                        "minimum_seconds",
                        Optional.of(Kind.RATINGS),
                        Optional.of(Origin.HUMAN),
                        List.of("a", "c"),
                        "no times are recorded"));
        assertThat(analyse(bound(Bound.MAXIMUM_FAILED_CHECKS, "0"), RATED)
                        .screening()
                        .notEvaluated()
                        .get(0)
                        .why())
                .isEqualTo("no check was answered");
        assertThat(analyse(bound(Bound.MAXIMUM_STRAIGHT_LINING, "0"), AnnotatorQualityTest.FLAGS)
                        .screening()
                        .notEvaluated())
                .as("a rule about ratings asks nothing of other rows")
                .isEmpty();
    }

    @Test
    void a_name_that_nobody_has_is_said() {
        AnnotatorRules rules =
                new AnnotatorRules(Map.of(), List.of(new AnnotatorRules.Named("zed", "left early")), List.of());
        assertThat(analyse(rules, RATED).screening().notEvaluated())
                .containsExactly(new Screening.NotEvaluated(
                        "annotators",
                        Optional.empty(),
                        Optional.empty(),
                        List.of("zed"),
                        "no rows have that annotator"));
    }

    @Test
    void bounds_may_be_reached_but_not_passed() {
        assertThat(analyse(bound(Bound.MINIMUM_ITEMS, "2"), RATED).screening().excluded())
                .isEmpty();
        assertThat(analyse(bound(Bound.MINIMUM_ITEMS, "3"), RATED).screening().excluded())
                .extracting(Screening.Exclusion::annotator)
                .containsExactly("a", "b", "c");
        assertThat(analyse(bound(Bound.MAXIMUM_RUN, "1"), RATED).screening().excluded())
                .extracting(Screening.Exclusion::annotator)
                .containsExactly("c");
        assertThat(analyse(bound(Bound.MINIMUM_AGREEMENT, "0.3"), AnnotatorQualityTest.FLAGS)
                        .screening()
                        .excluded())
                .extracting(Screening.Exclusion::annotator)
                .containsExactly("a", "c");
    }

    @Test
    void when_all_people_are_left_out_another_origin_is_not_taken_for_theirs() {
        Analysis analysis = analyse(
                new AnnotatorRules(Map.of(), List.of(new AnnotatorRules.Named("a", "test")), List.of()),
                "annotator,model,session,overall\na,m,s,1\n",
                "annotator,model,session,overall,origin\nj,m,s,5,judge\n");
        assertThat(analysis.ratings().get(0).origin()).isEqualTo(Origin.JUDGE);
        ExclusionEffect.Figure figure =
                analysis.effect().orElseThrow().figures().get(0);
        assertThat(figure.all()).hasValue(1);
        assertThat(figure.kept()).isEmpty();
    }
}
