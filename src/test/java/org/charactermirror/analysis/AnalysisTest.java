package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.charactermirror.annotation.Origin;
import org.junit.jupiter.api.Test;

/** Expected figures are worked out by hand in the comments. */
class AnalysisTest {

    @Test
    void rating_means_leave_out_empty_cells_and_round_half_up() {
        // m overall: (4 + 4 + 3.5 + 5) / 4 = 4.125 -> 4.13; consistency: 5 / 1; the rest nobody judged.
        RatingTable table = ratings("""
            annotator,model,session,overall,consistency
            a,m,1,4,
            a,m,2,4,5
            a,m,3,3.5,
            a,m,4,5,
            b,n,1,,
            """);
        assertThat(PrintedTable.of(table).toCsv()).isEqualTo("""
            model,overall,consistency,human_likeness,engagement,quality,safety,correctness
            m,4.13,5.00,,,,,
            n,,,,,,,
            """);
        assertThat(table.rows().get(0).ratings()).isEqualTo(4);
    }

    @Test
    void error_rates_count_judged_rows_and_overall_comes_from_unrounded_rates() {
        // Of 8: ooc 1 = 12.5, contradiction 1 = 12.5, proactivity 0; repetition is judged in 3 rows, 1 flagged = 33.33.
        // overall = 12.5 + 12.5 + 33.333 + 0 + 0 - 0 = 58.333 -> 58.3.
        StringBuilder rows = new StringBuilder("annotator,model,session,turn,ooc,contradiction,repetition,less_quality,"
                + "less_information,proactivity\n");
        for (int turn = 1; turn <= 8; turn++) {
            rows.append("a,m,s,").append(turn).append(turn == 1 ? ",1,1,1,0,0,0\n" : ",0,0,");
            rows.append(turn == 1 ? "" : (turn <= 3 ? "0" : "") + ",0,0,0\n");
        }
        ErrorTable table = Analysis.of(Rows.of(rows.toString()), AnalysisSettings.ofDefaults())
                .errors()
                .get(0);
        assertThat(PrintedTable.of(table).toCsv()).isEqualTo("""
            model,overall,ooc,contradiction,repetition,less_quality,less_information,proactivity
            m,58.3,12.5,12.5,33.3,0.0,0.0,0.0
            """);
    }

    @Test
    void every_pair_has_rows_of_its_own_in_the_direction_of_the_study() {
        // x meets y twice (1 win, 1 tie), x meets z once (lost), y meets z twice (both lost, once told from z's side).
        List<PairwiseTable> tables = Analysis.of(Rows.of("""
            annotator,model_a,model_b,session,topic,turn,outcome
            a,x,y,x~y.c.s.1,chat,1,win
            a,x,y,x~y.c.s.1,chat,2,tie
            a,z,y,y~z.c.s.1,chat,1,win
            a,y,z,y~z.c.s.1,chat,2,lose
            a,x,z,x~z.c.s.1,chat,1,lose
            """), new AnalysisSettings(List.of("x", "y", "z"), null))
                .byTopic();
        assertThat(PrintedTable.of(tables.get(0), "topic").toCsv()).isEqualTo("""
            model_a,model_b,topic,win,tie,lose,advantage
            x,y,chat,50,50,0,50
            x,y,overall,50,50,0,50
            x,z,chat,0,0,100,-100
            x,z,overall,0,0,100,-100
            y,z,chat,0,0,100,-100
            y,z,overall,0,0,100,-100
            """);
    }

    @Test
    void overall_is_not_given_where_a_flag_was_never_judged() {
        ErrorTable table = Analysis.of(
                        Rows.of("annotator,model,session,turn,repetition\na,m,s,1,1\na,m,s,2,0\n"),
                        AnalysisSettings.ofDefaults())
                .errors()
                .get(0);
        assertThat(PrintedTable.of(table).toCsv()).isEqualTo("""
            model,overall,ooc,contradiction,repetition,less_quality,less_information,proactivity
            m,,,,50.0,,,
            """);
    }

    @Test
    void both_directions_of_a_pair_pool_and_both_bad_counts_as_tie() {
        // x against y: win (a), tie from both_bad (b), win from y's loss (c): 66.67, 33.33, 0 -> 67, 33, 0.
        Analysis analysis = Analysis.of(Rows.of("""
            annotator,model_a,model_b,session,topic,category,outcome
            a,x,y,1,chat,zoo,win
            b,x,y,1,chat,,both_bad
            c,y,x,1,,zoo,lose
            """), AnalysisSettings.ofDefaults());
        assertThat(PrintedTable.of(analysis.byTopic().get(0), "topic").toCsv()).isEqualTo("""
            model_a,model_b,topic,win,tie,lose,advantage
            x,y,chat,50,50,0,50
            x,y,overall,67,33,0,67
            """);
        assertThat(PrintedTable.of(analysis.byCategory().get(0), "category").toCsv())
                .isEqualTo("model_a,model_b,category,win,tie,lose,advantage\nx,y,zoo,100,0,0,100\n");
        assertThat(analysis.byTopic().get(0).ungrouped()).isEqualTo(1);
        assertThat(analysis.byCategory().get(0).ungrouped()).isEqualTo(1);
        assertThat(analysis.byTopic()
                        .get(0)
                        .row("x", "y", "overall")
                        .orElseThrow()
                        .tally())
                .isEqualTo(new Tally(2, 0, 1, 0));
    }

    @Test
    void a_baseline_stands_first_and_published_pairs_keep_their_direction() {
        String rows = """
            annotator,model_a,model_b,session,topic,outcome
            a,x,base,1,love,win
            a,GPT-4,CharacterGLM-66B,1,love,win
            """;
        PairwiseTable table = Analysis.of(Rows.of(rows), new AnalysisSettings(List.of(), "base"))
                .byTopic()
                .get(0);
        assertThat(PrintedTable.of(table, "topic").toCsv()).isEqualTo("""
            model_a,model_b,topic,win,tie,lose,advantage
            CharacterGLM-66B,GPT-4,love,0,0,100,-100
            CharacterGLM-66B,GPT-4,overall,0,0,100,-100
            base,x,love,0,0,100,-100
            base,x,overall,0,0,100,-100
            """);
    }

    @Test
    void origins_are_never_pooled_and_the_preferred_one_comes_first() {
        Analysis analysis = Analysis.of(Rows.of("""
            annotator,model,session,overall,origin
            a,m,1,1,automatic
            b,m,1,2,judge
            c,m,1,3,synthetic
            d,m,1,4,reconstructed
            e,m,1,5,
            """), AnalysisSettings.ofDefaults());
        assertThat(analysis.ratings())
                .extracting(RatingTable::origin)
                .containsExactly(Origin.HUMAN, Origin.RECONSTRUCTED, Origin.SYNTHETIC, Origin.JUDGE, Origin.AUTOMATIC);
        assertThat(analysis.ratings())
                .extracting(table -> PrintedTable.of(table)
                        .rows()
                        .get(0)
                        .figures()
                        .get(0)
                        .orElseThrow()
                        .toPlainString())
                .containsExactly("5.00", "4.00", "3.00", "2.00", "1.00");
    }

    @Test
    void rows_follow_the_published_order_then_the_plan_then_names() {
        Analysis analysis = Analysis.of(
                Rows.of("annotator,model,overall\na,new,1\na,Later,1\na,tiny,1\na,GPT-4,1\na,ChatGLM2,1\na,base,1\n"),
                new AnalysisSettings(List.of("tiny", "base"), null));
        assertThat(analysis.ratings().get(0).rows())
                .extracting(RatingTable.Row::model)
                .containsExactly("ChatGLM2", "GPT-4", "tiny", "base", "Later", "new");
    }

    @Test
    void figures_are_compared_with_the_published_ones_of_the_same_models() {
        // Published overall: ChatGLM2 2.64, GPT-4 4.15, Qwen 3.97. Order here: Qwen > GPT-4 > ChatGLM2, so of three
        // pairs two agree: tau = 1/3; ranks (1, 2, 3) against (1, 3, 2): rho = 1 - 6 * 2 / (3 * 8) = 0.5.
        Analysis analysis = Analysis.of(
                Rows.of("annotator,model,overall,safety\na,ChatGLM2,2,5\na,GPT-4,4,5\na,Qwen,5,5\na,own,3,3\n"),
                AnalysisSettings.ofDefaults());
        Comparison comparison = analysis.comparisons().get(0);
        assertThat(comparison.differences().toCsv()).isEqualTo("""
            model,overall,consistency,human_likeness,engagement,quality,safety,correctness
            ChatGLM2,-0.64,,,,,0.26,
            Qwen,1.03,,,,,0.00,
            GPT-4,-0.15,,,,,0.00,
            """);
        Comparison.Correlation overall = comparison.correlations().get(0);
        assertThat(overall.n()).isEqualTo(3);
        assertThat(overall.kendallTauB()).hasValue(1 / 3.0);
        assertThat(overall.spearmanRho()).hasValue(0.5);
        Comparison.Correlation consistency = comparison.correlations().get(1);
        assertThat(consistency.kendallTauB()).isEmpty();
        assertThat(consistency.reason()).isEqualTo("fewer than two in common");
        assertThat(comparison.correlations().get(5).reason()).isEqualTo("all figures on one side are equal");
    }

    @Test
    void best_and_second_are_shared_by_equal_printed_figures() {
        RatingTable table = ratings("annotator,model,overall\na,m,5\na,n,4\na,o,5\na,p,4\na,q,3\na,r,\n");
        assertThat(PrintedTable.of(table).marks(0, true))
                .containsExactly(Marks.BEST, Marks.SECOND, Marks.BEST, Marks.SECOND, Marks.NONE, Marks.NONE);
        assertThat(PrintedTable.of(table).marks(0, false))
                .containsExactly(Marks.NONE, Marks.SECOND, Marks.NONE, Marks.SECOND, Marks.BEST, Marks.NONE);
        assertThat(PrintedTable.of(table).marks(1, true)).containsOnly(Marks.NONE);
    }

    @Test
    void names_that_look_like_separators_stay_apart() {
        RatingTable table = ratings("annotator,model,overall\na,m~~~1,5\na,m,4\na,\"m,1\",3\n");
        assertThat(PrintedTable.of(table).rows()).hasSize(3);
    }

    private static RatingTable ratings(String csv) {
        return Analysis.of(Rows.of(csv), AnalysisSettings.ofDefaults())
                .ratings()
                .get(0);
    }
}
