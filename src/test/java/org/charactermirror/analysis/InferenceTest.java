package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Interval;
import org.junit.jupiter.api.Test;

/** Expected values without another source: NumPy 2 and SciPy 1.17.1, with 1,000,000 resamples of rows and columns. */
class InferenceTest {

    /** By annotator, then character; both annotators and characters are shared by the models. */
    private static final int[][] X = {{2, 5, 4, 3, 3}, {5, 2, 4, 2, 2}, {4, 5, 4, 5, 4}, {5, 4, 2, 5, 3}};

    private static final int[][] Y = {{1, 4, 4, 1, 1}, {4, 1, 2, 1, 1}, {3, 5, 4, 4, 2}, {5, 2, 1, 5, 2}};

    private static String crossed() {
        StringBuilder rows = new StringBuilder("annotator,model,character,overall\n");
        for (int a = 0; a < 4; a++) {
            for (int c = 0; c < 5; c++) {
                rows.append("r" + a + ",x,c" + c + "," + X[a][c] + "\n");
                rows.append("r" + a + ",y,c" + c + "," + Y[a][c] + "\n");
            }
        }
        return rows.toString();
    }

    private static Inference infer(String... rows) {
        return Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults()).inference();
    }

    private static ColumnInference overall(Inference inference) {
        return inference.ratings().flatMap(table -> table.column("overall")).orElseThrow();
    }

    private static Agreement ofOverall(Inference inference) {
        return Optional.ofNullable(inference.agreements().ratings().get(Dimension.OVERALL))
                .orElseThrow();
    }

    private static void check(Uncertainty uncertainty, double low, double high) {
        Interval interval = uncertainty.interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(low, within(0.051));
        assertThat(interval.high()).isCloseTo(high, within(0.051));
    }

    @Test
    void crossed_annotators_and_characters_are_drawn_both_at_once() {
        Inference inference = infer(crossed());
        assertThat(inference.ratings().orElseThrow().clusters()).isEqualTo(ClusterKind.BOTH);
        ColumnInference.ModelFigure x = overall(inference).model("x").orElseThrow();
        assertThat(x.n()).isEqualTo(20);
        assertThat(x.mean()).hasValue(3.65);
        check(x.uncertainty(), 2.9, 4.4);
        check(overall(inference).model("y").orElseThrow().uncertainty(), 1.6, 3.7);
        assertThat(x.uncertainty().tooNarrow()).as("four annotators are few").isTrue();
    }

    @Test
    void a_difference_is_paired_and_tested_by_annotators_and_by_characters() {
        ColumnInference.ModelDifference difference =
                overall(infer(crossed())).differences().get(0);
        assertThat(difference.difference()).isCloseTo(1.0, within(1e-12));
        check(difference.uncertainty(), 0.55, 1.4);
        assertThat(difference.test().byAnnotator().orElseThrow().p()).isEqualTo(0.125);
        assertThat(difference.test().byCharacter().orElseThrow().p()).isEqualTo(0.0625);
        assertThat(difference.test().p()).hasValue(0.125);
        // Four annotators cannot reach less than 2 / 2^4.
        assertThat(difference.test().smallestP()).hasValue(0.125);
        assertThat(overall(infer(crossed())).model("x").orElseThrow().letters()).isEqualTo("a");
    }

    /** Six annotators judge x and y with six characters; rows of a circulant of differences, x less y, where y has 1. */
    private static String circulant(int base, int... differences) {
        StringBuilder rows = new StringBuilder("annotator,model,character,overall\n");
        for (int a = 0; a < 6; a++) {
            for (int c = 0; c < 6; c++) {
                rows.append("r" + a + ",x,c" + c + "," + (base + differences[(c - a + 6) % 6]) + "\n");
                rows.append("r" + a + ",y,c" + c + "," + base + "\n");
            }
        }
        return rows.toString();
    }

    @Test
    void a_difference_below_0_05_does_not_hold_if_its_interval_contains_0() {
        // Every annotator and every character has 3 - 1 - 1 = 1 in six rows, all to the same side: p is 2 / 2^6 by
        // both.
        ColumnInference column = overall(infer(circulant(2, 3, -1, -1, 0, 0, 0)));
        ColumnInference.ModelDifference difference = column.differences().get(0);
        assertThat(difference.difference()).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(difference.holmP()).hasValue(0.03125);
        check(difference.uncertainty(), -10 / 36.0, 22 / 36.0);
        assertThat(difference.holds()).isFalse();
        assertThat(column.models())
                .extracting(ColumnInference.ModelFigure::letters)
                .containsExactly("a", "a");
    }

    @Test
    void a_difference_whose_interval_leaves_out_0_does_not_hold_if_p_is_not_below_0_05() {
        ColumnInference.ModelDifference difference =
                overall(infer(crossed())).differences().get(0);
        assertThat(difference.uncertainty().interval().orElseThrow().low()).isPositive();
        assertThat(difference.holmP()).hasValue(0.125);
        assertThat(difference.holds()).isFalse();
    }

    @Test
    void a_difference_holds_if_p_is_below_0_05_and_the_interval_leaves_out_0() {
        // Every row differs by 1, and so does whatever is drawn.
        ColumnInference column = overall(infer(circulant(2, 1, 1, 1, 1, 1, 1)));
        ColumnInference.ModelDifference difference = column.differences().get(0);
        assertThat(difference.holmP()).hasValue(0.03125);
        assertThat(difference.uncertainty().interval()).contains(new Interval(1, 1));
        assertThat(difference.holds()).isTrue();
        assertThat(column.models())
                .extracting(ColumnInference.ModelFigure::letters)
                .containsExactly("a", "b");
    }

    @Test
    void a_difference_without_an_interval_does_not_hold() {
        String rows = IntStream.range(0, 6)
                .mapToObj(a -> "r" + a + ",x,3\nr" + a + ",y,2\n")
                .collect(Collectors.joining("", "annotator,model,overall\n", ""));
        ColumnInference.ModelDifference difference = overall(Analysis.of(
                                Rows.of(rows),
                                AnalysisSettings.ofDefaults().withClusters(Optional.of(ClusterKind.CHARACTER)))
                        .inference())
                .differences()
                .get(0);
        // Six annotators to the same side.
        assertThat(difference.holmP()).hasValue(0.03125);
        assertThat(difference.uncertainty().interval()).isEmpty();
        assertThat(difference.holds()).isFalse();
    }

    @Test
    void agreement_is_computed_by_unit() {
        Agreement agreement = ofOverall(infer(crossed()));
        assertThat(agreement.alpha().value().orElseThrow()).isCloseTo(0.018361456483125926, within(1e-12));
        assertThat(agreement.units()).isEqualTo(10);
        assertThat(agreement.pairs()).hasSize(6);
        assertThat(agreement.pairs().get(0).kappa().value().orElseThrow())
                .isCloseTo(-0.06060606060606055, within(1e-12));
        assertThat(agreement.pairs().get(0).n()).isEqualTo(10);
    }

    @Test
    void characters_nested_in_annotators_are_drawn_with_their_annotators() {
        Inference inference = infer("""
                annotator,model,character,overall
                a,m,c1,1
                a,m,c2,1
                b,m,c3,5
                b,m,c4,5
                """);
        assertThat(inference.ratings().orElseThrow().clusters()).isEqualTo(ClusterKind.ANNOTATOR);
        // Both annotators are the same one in a quarter of all draws each way: the ends are the two annotators' means.
        assertThat(overall(inference).model("m").orElseThrow().uncertainty().interval())
                .contains(new Interval(1, 5));
    }

    @Test
    void one_annotator_has_means_but_no_interval_and_no_agreement() {
        Inference inference = infer("annotator,model,character,overall\na,m,c1,2\na,m,c2,4\n");
        ColumnInference.ModelFigure figure = overall(inference).model("m").orElseThrow();
        assertThat(figure.mean()).hasValue(3);
        assertThat(figure.uncertainty().interval()).isEmpty();
        assertThat(figure.uncertainty().reason()).isEqualTo("only one of the annotators");
        assertThat(ofOverall(inference).alpha())
                .isEqualTo(Estimate.notEstimable("no unit was judged by two annotators"));
    }

    @Test
    void clusters_can_be_chosen() {
        Analysis analysis = Analysis.of(
                Rows.of(crossed()), AnalysisSettings.ofDefaults().withClusters(Optional.of(ClusterKind.CHARACTER)));
        TableInference table = analysis.inference().ratings().orElseThrow();
        assertThat(table.clusters()).isEqualTo(ClusterKind.CHARACTER);
        assertThat(table.column("overall")
                        .orElseThrow()
                        .model("x")
                        .orElseThrow()
                        .uncertainty()
                        .clusters())
                .isEqualTo(5);
    }

    @Test
    void a_dimension_that_nobody_judged_has_no_figure() {
        ColumnInference safety = infer(crossed())
                .ratings()
                .flatMap(table -> table.column("safety"))
                .orElseThrow();
        assertThat(safety.models()).allSatisfy(figure -> {
            assertThat(figure.mean()).isEmpty();
            assertThat(figure.n()).isZero();
        });
        assertThat(safety.differences()).isEmpty();
    }

    @Test
    void overall_of_errors_is_the_sum_of_five_rates_less_the_sixth() {
        // ooc 50, contradiction 0, repetition 100, less_quality 50, less_information 0, proactivity 50: 150 for m.
        TableInference table = infer("""
                annotator,model,session,character,turn,ooc,contradiction,repetition,less_quality,less_information,proactivity
                a,m,s1,c,1,1,0,1,1,0,1
                b,m,s1,c,1,0,0,1,0,0,0
                """).errors().orElseThrow();
        assertThat(table.column("overall")
                        .orElseThrow()
                        .model("m")
                        .orElseThrow()
                        .mean())
                .hasValue(150);
        assertThat(table.column("ooc").orElseThrow().model("m").orElseThrow().mean())
                .hasValue(50);
    }

    @Test
    void flags_agree_as_far_as_the_same_reply_was_judged_alike() {
        // Unit 1 both 1, unit 2 both 0, unit 3 one of each: values 3 and 3, D_o = 2/6, D_e = 18/30, alpha = 1 - 5/9.
        Inference inference = infer("""
                annotator,model,session,turn,ooc
                a,m,s,1,1
                b,m,s,1,1
                a,m,s,2,0
                b,m,s,2,0
                a,m,s,3,1
                b,m,s,3,0
                """);
        Agreement agreement = Optional.ofNullable(
                        inference.agreements().turnErrors().get(TurnFlag.OOC))
                .orElseThrow();
        assertThat(agreement.alpha().value().orElseThrow()).isCloseTo(4 / 9.0, within(1e-12));
    }

    private static String outcomes(String... annotatorsOutcomes) {
        return "annotator,model_a,model_b,session,turn,character,outcome,shown_first\n"
                + IntStream.range(0, annotatorsOutcomes.length)
                        .mapToObj(i -> annotatorsOutcomes[i].formatted(i + 1) + "\n")
                        .collect(Collectors.joining());
    }

    @Test
    void pairs_are_tested_by_rows_and_by_clusters() {
        PairInference pair = infer(outcomes(
                        "a,x,y,s,%d,c1,win,a",
                        "a,x,y,s,%d,c2,win,b", "b,x,y,s,%d,c1,win,a", "b,x,y,s,%d,c2,both_bad,a"))
                .pairs()
                .get(0);
        assertThat(pair.tally()).isEqualTo(new Tally(3, 0, 1, 0));
        assertThat(pair.advantage()).isEqualTo(75);
        // Three wins of three decided: 2 / 2^3. Two annotators, or two characters, cannot reach less than 2 / 2^2.
        assertThat(pair.signTest().value()).hasValue(0.25);
        assertThat(pair.clustered().p()).hasValue(0.5);
        assertThat(pair.clusteredHolmP()).hasValue(0.5);
    }

    @Test
    void a_pair_has_an_advantage_with_an_interval_in_each_category_and_topic() {
        String header = "annotator,model_a,model_b,character,category,topic,session,outcome\n";
        PairInference pair = infer(header
                        + "r1,X,Y,c1,daily_life,chat,s1,win\nr1,X,Y,c2,celebrities,chat,s2,win\n"
                        + "r2,X,Y,c1,daily_life,chat,s1,lose\nr2,X,Y,c2,celebrities,,s2,win\n"
                        + "r3,X,Y,c1,daily_life,love,s1,tie\nr3,X,Y,c2,celebrities,love,s2,both_bad\n")
                .pairs()
                .get(0);
        assertThat(pair.byCategory())
                .extracting(part -> part.name() + " " + part.n() + " " + part.advantage())
                // (100 + 100 + 0) / 3, and (100 - 100 + 0) / 3.
                .containsExactly("celebrities 3 " + 200 / 3.0, "daily_life 3 0.0");
        assertThat(pair.byTopic())
                .extracting(part -> part.name() + " " + part.n() + " " + part.advantage())
                // (100 + 100 - 100) / 3; one row names no topic.
                .containsExactly("chat 3 " + 100 / 3.0, "love 2 0.0");
        assertThat(pair.byCategory().get(0).uncertainty().reason())
                .isEqualTo("rows of the figure in only one of the characters");
        Interval chat = pair.byTopic().get(0).uncertainty().interval().orElseThrow();
        // Draws of r2 with c1 alone have only the loss, others only wins.
        assertThat(chat).isEqualTo(new Interval(-100, 100));
    }

    @Test
    void the_position_effect_counts_decided_comparisons_of_known_order() {
        PositionEffect effect = infer(outcomes(
                        "a,x,y,s,%d,c1,win,a",
                        "a,x,y,s,%d,c2,lose,a", "b,x,y,s,%d,c1,win,a", "b,x,y,s,%d,c2,tie,a", "b,x,y,s,%d,c2,win,"))
                .positionOfPeople()
                .orElseThrow();
        assertThat(effect.decided()).isEqualTo(3);
        assertThat(effect.first()).isEqualTo(2);
        assertThat(effect.unknown()).isEqualTo(1);
    }

    @Test
    void a_model_that_never_lost_has_no_rank_and_the_reason_is_told() {
        Ranking ranking = infer(outcomes("a,x,y,s,%d,c1,win,a", "b,x,y,s,%d,c1,win,a"))
                .davidson()
                .orElseThrow();
        assertThat(ranking.strengths()).isEmpty();
        assertThat(ranking.reason()).isEqualTo("y never won against or tied with x");
    }

    @Test
    void no_rows_infer_nothing() {
        Inference inference = infer();
        assertThat(inference.ratings()).isEmpty();
        assertThat(inference.pairs()).isEmpty();
        assertThat(inference.davidson()).isEmpty();
        assertThat(inference.agreements().outcomes()).isEmpty();
    }

    @Test
    void one_name_of_a_session_does_not_mix_the_dialogues_of_two_models() {
        Agreement agreement = ofOverall(infer("""
                annotator,model,session,overall
                a,x,s1,5
                a,y,s1,1
                b,y,s1,1
                b,x,s1,5
                """));
        assertThat(agreement.alpha()).isEqualTo(Estimate.of(1));
    }

    @Test
    void annotators_who_never_judged_both_models_make_no_test() {
        StringBuilder rows = new StringBuilder("annotator,model,character,overall\n");
        for (int annotator = 0; annotator < 6; annotator++) {
            for (int character = 0; character < 8; character++) {
                rows.append("p" + annotator + ",x,c" + character + ",5\n");
                rows.append("q" + annotator + ",y,c" + character + ",3\n");
            }
        }
        ColumnInference column = overall(infer(rows.toString()));
        assertThat(column.differences().get(0).test().byCharacter()).isPresent();
        assertThat(column.differences().get(0).test().p()).isEmpty();
        assertThat(column.model("x").orElseThrow().letters()).isEmpty();
    }

    @Test
    void a_model_that_one_of_many_annotators_judged_has_no_interval() {
        StringBuilder rows = new StringBuilder("annotator,model,character,overall\nr0,z,c0,4\nr0,z,c1,2\n");
        for (int annotator = 0; annotator < 12; annotator++) {
            rows.append("r" + annotator + ",x,c" + annotator % 2 + "," + (3 + annotator % 2) + "\n");
        }
        Uncertainty uncertainty =
                overall(infer(rows.toString())).model("z").orElseThrow().uncertainty();
        assertThat(uncertainty.interval()).isEmpty();
        assertThat(uncertainty.reason()).isEqualTo("rows of the figure in only one of the annotators");
    }

    @Test
    void resamples_in_which_all_judgements_are_equal_are_counted() {
        // Nine units [0, 0] and one [1, 1]: all ten draws miss the last with 0.9^10 = 35 %.
        StringBuilder rows = new StringBuilder("annotator,model,session,turn,ooc\n");
        for (int turn = 1; turn <= 10; turn++) {
            rows.append("a,m,s," + turn + "," + (turn == 10 ? 1 : 0) + "\n");
            rows.append("b,m,s," + turn + "," + (turn == 10 ? 1 : 0) + "\n");
        }
        Agreement agreement = Optional.ofNullable(
                        infer(rows.toString()).agreements().turnErrors().get(TurnFlag.OOC))
                .orElseThrow();
        assertThat(agreement.interval().orElseThrow().withoutEstimate()).isBetween(3_200, 3_800);
    }

    @Test
    void a_model_that_few_annotators_compared_has_too_narrow_an_interval_of_its_strength() {
        // Twelve annotators compare x with y both ways, and only three of them z with y.
        StringBuilder rows = new StringBuilder("annotator,model_a,model_b,session,turn,outcome\n");
        for (int a = 0; a < 12; a++) {
            rows.append("r" + a + ",x,y,s,1,win\nr" + a + ",x,y,s,2,lose\n");
            if (a < 3) {
                rows.append("r" + a + ",z,y,s,1,win\nr" + a + ",z,y,s,2,lose\n");
            }
        }
        Ranking ranking = infer(rows.toString()).davidson().orElseThrow();
        for (Ranking.Strength strength : ranking.strengths()) {
            assertThat(strength.uncertainty().tooNarrow())
                    .as(strength.model())
                    .isEqualTo(strength.model().equals("z"));
            assertThat(strength.uncertainty().clusters())
                    .isEqualTo(strength.model().equals("z") ? 3 : 12);
        }
    }
}
