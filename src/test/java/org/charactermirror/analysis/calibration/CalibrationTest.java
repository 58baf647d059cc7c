package org.charactermirror.analysis.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.Rows;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Interval;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    /** Two people and a judge on two models' dialogues with two characters; one more that only the judge scored. */
    private static final String SCORES = """
        session,annotator,model,character,overall,origin
        x1,a,x,c1,4,synthetic
        x1,b,x,c1,3,synthetic
        y1,a,y,c1,2,synthetic
        y1,b,y,c1,2,synthetic
        x2,a,x,c2,5,synthetic
        x2,b,x,c2,4,synthetic
        y2,a,y,c2,3,synthetic
        y2,b,y,c2,1,synthetic
        x1,J,x,c1,4,judge
        y1,J,y,c1,3,judge
        x2,J,x,c2,5,judge
        y2,J,y,c2,3,judge
        x3,J,x,c1,2,judge
        """;

    private static final Annotations ROWS = Rows.of(SCORES);

    private static JudgeColumn only(Annotations rows, CalibrationSettings settings) {
        return Calibration.of(rows, settings).judges().get(0);
    }

    @Test
    void a_judge_is_compared_with_each_person_on_the_items_that_both_judged() {
        JudgeColumn column = only(ROWS, CalibrationSettings.ofDefaults());
        assertThat(column.judge()).isEqualTo(new Judge("J", Origin.JUDGE));
        assertThat(column.column()).isEqualTo(new Column(Kind.RATINGS, "overall"));
        assertThat(column.peopleOrigin()).isEqualTo(Origin.SYNTHETIC);
        assertThat(List.of(column.items(), column.people(), column.onlyJudge(), column.onlyPeople()))
                .containsExactly(4, 2, 1, 0);
        // Python, the coincidence matrix as a dictionary: 4-4 3-4 2-3 2-3 5-5 4-5 3-3 1-3, and of people 4-3 2-2 5-4
        // 3-1.
        assertThat(value(column.alpha())).isCloseTo(0.7038690476190477, within(1e-12));
        assertThat(value(column.peopleAlpha())).isCloseTo(0.6003086419753086, within(1e-12));
        assertThat(column.confusion().values()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(column.confusion().counts())
                .containsExactly(
                        List.of(0, 0, 1, 0, 0),
                        List.of(0, 0, 2, 0, 0),
                        List.of(0, 0, 1, 1, 0),
                        List.of(0, 0, 0, 1, 1),
                        List.of(0, 0, 0, 0, 1));
        // The judge less the person: 0, 1, 1, 1, 0, 1, 0, 2.
        assertThat(value(column.leniency().orElseThrow())).isCloseTo(6.0 / 8, within(1e-12));
        assertThat(column.leniency().orElseThrow().uncertainty().tooNarrow()).isTrue();
    }

    @Test
    void nothing_passes_with_an_interval_of_few_clusters_however_low_the_bar() {
        assertThat(only(ROWS, CalibrationSettings.ofDefaults().withBar(-1)).verdict())
                .isEqualTo(new Verdict(
                        Verdict.State.UNDECIDED, "its interval rests on 2 annotators and characters, fewer than 10"));
    }

    /** On x the judge is 0, 1, 0, 1 above people, on y 1, 1, 0, 2: 0.5 - 1. */
    @Test
    void bias_towards_its_own_family_is_a_difference_of_differences() {
        Map<String, String> families = Map.of("J", "glm", "x", "glm", "y", "gpt");
        JudgeColumn column = only(ROWS, CalibrationSettings.ofDefaults().withFamilies(families));
        assertThat(value(column.family())).isCloseTo(-0.5, within(1e-12));
        assertThat(only(ROWS, CalibrationSettings.ofDefaults()).family().value())
                .isEqualTo(Estimate.notEstimable("the judge's family, or that of a model, is not declared"));
        assertThat(only(ROWS, CalibrationSettings.ofDefaults().withFamilies(Map.of("J", "glm", "x", "glm")))
                        .family()
                        .value())
                .isEqualTo(Estimate.notEstimable("the family of y is not declared"));
        assertThat(only(
                                ROWS,
                                CalibrationSettings.ofDefaults()
                                        .withFamilies(Map.of("J", "claude", "x", "glm", "y", "gpt")))
                        .family()
                        .value())
                .isEqualTo(Estimate.notEstimable("no models of one side"));
    }

    @Test
    void a_judge_s_own_rows_may_say_what_is_of_its_family() {
        String said = SCORES.replace("character,overall,origin", "character,overall,origin,self_family")
                .replace("synthetic\n", "synthetic,\n")
                .replaceAll("(?m)^(x.,J.*)$", "$1,same")
                .replaceAll("(?m)^(y.,J.*)$", "$1,none");
        assertThat(value(only(Rows.of(said), CalibrationSettings.ofDefaults()).family()))
                .isCloseTo(-0.5, within(1e-12));
    }

    @Test
    void white_space_around_whose_family_a_model_is_of_says_nothing() {
        String said = SCORES.replace("character,overall,origin", "character,overall,origin,self_family")
                .replace("synthetic\n", "synthetic,\n")
                .replaceAll("(?m)^(x.,J.*)$", "$1, same")
                .replaceAll("(?m)^(y.,J.*)$", "$1,none\u3000");
        assertThat(value(only(Rows.of(said), CalibrationSettings.ofDefaults()).family()))
                .isCloseTo(-0.5, within(1e-12));
    }

    /** Replies of x have 40 characters, those of y 10: two doublings less, and the judge is 1 above people in place of 0.5. */
    @Test
    void bias_towards_length_is_a_slope_per_doubling() {
        MetricTable.Builder metrics = new MetricTable.Builder();
        for (String session : List.of("x1", "x2")) {
            metrics.add(session, "x", 1, Map.of("length_characters", 30.0));
            metrics.add(session, "x", 2, Map.of("length_characters", 50.0));
        }
        for (String session : List.of("y1", "y2")) {
            metrics.add(session, "y", 1, Map.of("length_characters", 10.0));
        }
        JudgeColumn column = only(ROWS, CalibrationSettings.ofDefaults().withMetrics(metrics.build()));
        assertThat(value(column.length())).isCloseTo(-0.25, within(1e-12));
        assertThat(only(ROWS, CalibrationSettings.ofDefaults()).length().value())
                .isEqualTo(Estimate.notEstimable("all lengths are equal or unknown"));
    }

    /**
     * Of x people say 4, 3, 5, 4 and the judge 4, 4, 5, 5: a slope of 1, over 1 + 2 / 2 one half. With the 2 and 3 that only the judge
     * gave, 4 - (4.5 - 2.5) / 2; the judge alone says (4 + 5 + 2 + 3) / 4.
     */
    @Test
    void a_judge_s_many_scores_help_people_s_few() {
        PoweredFigure mean = meanOfX(Rows.of(SCORES + "x4,J,x,c2,3,judge\n"));
        assertThat(List.of(mean.scored(), mean.unscored())).containsExactly(2, 2);
        assertThat(mean.lambda()).isCloseTo(0.5, within(1e-12));
        assertThat(mean.peopleAlone().estimate()).isCloseTo(4, within(1e-12));
        assertThat(mean.powered().estimate()).isCloseTo(3, within(1e-12));
        assertThat(mean.judgeAlone()).isCloseTo(3.5, within(1e-12));
    }

    @Test
    void a_judge_s_scores_of_one_more_character_only_do_not_help() {
        PoweredFigure mean = meanOfX(ROWS);
        assertThat(List.of(mean.scored(), mean.unscored())).containsExactly(2, 1);
        assertThat(mean.lambda()).isZero();
        assertThat(mean.powered()).isEqualTo(mean.peopleAlone());
    }

    /**
     * The one person says 4, 2, 3 and the judge 4, 2, 2: a slope of 2 / (24/9), over 1 + 3 / 3 is 3/8; 3 - 3/8 (8/3 - 3). Of characters
     * 1/6, -1/4, 1/12 are left over of rows, and 0, 1/4, -1/4 of items; together less than rows alone make, which is 3/2 x 14/144.
     */
    @Test
    void one_person_has_an_interval_where_others_are_not_asked_about() {
        Annotations rows = Rows.of("""
                session,annotator,model,character,overall,origin
                x1,a,x,c1,4,human
                x2,a,x,c2,2,human
                x3,a,x,c3,3,human
                x1,J,x,c1,4,judge
                x2,J,x,c2,2,judge
                x3,J,x,c3,2,judge
                x4,J,x,c1,3,judge
                x5,J,x,c2,5,judge
                x6,J,x,c3,1,judge
                """);
        assertThat(meanOfX(rows).powered().reason()).isEqualTo("scored rows of only one of the annotators");
        PoweredFigure mean =
                meanOfX(rows, CalibrationSettings.ofDefaults().withClusters(Optional.of(ClusterKind.CHARACTER)));
        assertThat(mean.lambda()).isCloseTo(0.375, within(1e-12));
        assertThat(mean.powered().estimate()).isCloseTo(3.125, within(1e-12));
        Interval interval = mean.powered().interval().orElseThrow();
        // Student's t with two degrees of freedom.
        assertThat(interval.high() - 3.125).isCloseTo(4.302652729749462 * Math.sqrt(14.0 / 96), within(1e-9));
        assertThat(mean.powered().clusters()).isEqualTo(3);
    }

    private static PoweredFigure meanOfX(Annotations rows) {
        return meanOfX(rows, CalibrationSettings.ofDefaults());
    }

    private static PoweredFigure meanOfX(Annotations rows, CalibrationSettings settings) {
        return Calibration.of(rows, settings).powered().stream()
                .filter(one -> one.model().equals("x") && one.lessModel().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void flags_are_compared_reply_by_reply_in_percentage_points() {
        Annotations rows = Rows.of("""
            session,annotator,model,turn,ooc,origin
            s,a,x,1,1,human
            s,b,x,1,0,human
            s,a,x,2,0,human
            s,J,x,1,1,judge
            s,J,x,2,1,judge
            s,metric-1,x,2,0,automatic
            """);
        Calibration calibration = Calibration.of(rows, CalibrationSettings.ofDefaults());
        assertThat(calibration.people()).isEqualTo(Map.of(Kind.TURN_ERRORS, Origin.HUMAN));
        assertThat(calibration.judges()).extracting(one -> one.judge().id()).containsExactly("J", "metric-1");
        // The judge less the person: 0, 1, 1.
        assertThat(value(calibration.judges().get(0).leniency().orElseThrow())).isCloseTo(200.0 / 3, within(1e-9));
        assertThat(calibration.judges().get(1).alpha().value())
                .isEqualTo(Estimate.notEstimable("all judgements are equal"));
        assertThat(calibration.judges().get(1).verdict().state()).isEqualTo(Verdict.State.NOT_ESTIMABLE);
    }

    /**
     * People: x wins, then y, then x; the judge with x as the second model: x, x, a tie. Decided by the judge: the first shown won
     * once of two; people's order is not known.
     */
    @Test
    void outcomes_are_compared_whichever_model_a_row_names_first() {
        Annotations rows = Rows.of("""
            session,turn,annotator,model_a,model_b,outcome,shown_first,origin
            s,1,a,x,y,win,,synthetic
            s,2,a,x,y,lose,,synthetic
            s,3,a,x,y,win,,synthetic
            s,1,J,y,x,lose,b,judge
            s,2,J,y,x,lose,a,judge
            s,3,J,y,x,tie,a,judge
            """);
        JudgeColumn column = only(rows, CalibrationSettings.ofDefaults());
        assertThat(column.items()).isEqualTo(3);
        // win, tie, lose: people's rows.
        assertThat(column.confusion().counts()).containsExactly(List.of(1, 1, 0), List.of(0, 0, 0), List.of(1, 0, 0));
        assertThat(column.leniency()).isEmpty();
        PositionBias judge = column.position().get(0);
        assertThat(value(judge.share())).isEqualTo(0.5);
        assertThat(judge.share().n()).isEqualTo(2);
        assertThat(column.position().get(1).share().value())
                .isEqualTo(Estimate.notEstimable("no decided comparison says which reply stood first"));
        assertThat(column.position().get(1).unknown()).isEqualTo(3);
    }

    /** Always the first shown in the first comparison, x in both orders in the second: three of four. */
    @Test
    void a_comparison_judged_in_both_orders_counts_in_both() {
        Annotations rows =
                Rows.of("session,turn,annotator,model_a,model_b,outcome,origin\ns,1,a,x,y,win,synthetic\n", """
                    session,turn,annotator,model_a,model_b,outcome,origin,outcome_a_first,outcome_b_first,order_consistent
                    s,1,J,x,y,tie,judge,win,lose,no
                    s,2,J,x,y,win,judge,win,win,yes
                    """);
        PositionBias judge =
                only(rows, CalibrationSettings.ofDefaults()).position().get(0);
        assertThat(value(judge.share())).isEqualTo(0.75);
        assertThat(List.of(judge.bothOrders(), judge.alike())).containsExactly(2, 1);
    }

    /** x first and chosen, y first and chosen; x in both orders. */
    @Test
    void white_space_around_what_a_judge_said_in_each_order_says_nothing() {
        Annotations rows =
                Rows.of("session,turn,annotator,model_a,model_b,outcome,origin\ns,1,a,x,y,win,synthetic\n", """
                    session,turn,annotator,model_a,model_b,outcome,origin,outcome_a_first,outcome_b_first,order_consistent
                    s,1,J,x,y,tie,judge, win,lose ,
                    s,2,J,x,y,win,judge,win , win,
                    s,3,J,x,y,win,judge,,, yes
                    """);
        PositionBias judge =
                only(rows, CalibrationSettings.ofDefaults()).position().get(0);
        assertThat(value(judge.share())).isEqualTo(0.75);
        assertThat(List.of(judge.bothOrders(), judge.alike())).containsExactly(3, 2);
    }

    /** People's rows in the same file have the judge's columns, too, but nothing in them. */
    @Test
    void a_comparison_that_does_not_say_so_was_not_judged_in_both_orders() {
        Annotations rows = Rows.of("""
                session,turn,annotator,model_a,model_b,outcome,shown_first,origin,order_consistent
                s,1,a,x,y,win,a,human,
                s,2,a,x,y,lose,a,human,
                s,1,J,x,y,win,,judge,yes
                s,2,J,x,y,tie,,judge,no
                """);
        List<PositionBias> position =
                only(rows, CalibrationSettings.ofDefaults()).position();
        assertThat(position)
                .extracting(PositionBias::origin, PositionBias::bothOrders, PositionBias::alike)
                .containsExactly(tuple(Origin.JUDGE, 2, 1), tuple(Origin.HUMAN, 0, 0));
    }

    @Test
    void a_judge_without_a_common_item_is_named_and_not_compared() {
        Annotations rows = Rows.of("""
            session,annotator,model,overall,origin
            s1,a,x,4,human
            s2,J,x,4,judge
            """);
        Calibration calibration = Calibration.of(rows, CalibrationSettings.ofDefaults());
        assertThat(calibration.isEmpty()).isTrue();
        assertThat(calibration.apart())
                .containsExactly(
                        new Calibration.Apart(new Judge("J", Origin.JUDGE), new Column(Kind.RATINGS, "overall"), 1));
        assertThat(Calibration.ofJudges(rows, CalibrationSettings.ofDefaults())).isEmpty();
    }

    @Test
    void people_s_rows_are_of_one_origin_the_preferred_one_or_the_named_one() {
        Annotations rows = Rows.of(SCORES + "x1,h,x,c1,4,human\n");
        assertThat(only(rows, CalibrationSettings.ofDefaults()).people()).isEqualTo(1);
        CalibrationSettings named = new CalibrationSettings(
                Optional.of(Origin.SYNTHETIC),
                Optional.empty(),
                0.667,
                Map.of(),
                org.charactermirror.analysis.ReplyLengths.NONE,
                Optional.empty(),
                MetricTable.NONE,
                Map.of());
        assertThat(only(rows, named).people()).isEqualTo(2);
        assertThat(only(rows, named).peopleOrigin()).isEqualTo(Origin.SYNTHETIC);
    }

    @Test
    void the_same_rows_give_the_same_figures() {
        assertThat(Calibration.of(ROWS, CalibrationSettings.ofDefaults()))
                .isEqualTo(Calibration.of(Rows.of(SCORES), CalibrationSettings.ofDefaults()));
    }

    private static double value(Figure figure) {
        return figure.value().value().orElseThrow();
    }
}
