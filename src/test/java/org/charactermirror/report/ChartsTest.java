package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.Rows;
import org.junit.jupiter.api.Test;

class ChartsTest {

    private static Report report(String... rows) {
        return Report.of(new ReportInput(
                "test",
                Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults()),
                List.of(),
                0,
                List.of(),
                new Stamp("now", "1.0", "charmirror report test"),
                Language.EN));
    }

    private static List<String> names(Report report) {
        return report.files().keySet().stream()
                .filter(name -> name.startsWith("charts/"))
                .toList();
    }

    private static String file(Report report, String name) {
        return report.files().getOrDefault(name, "no such file");
    }

    @Test
    void every_kind_of_rows_has_its_charts_in_the_page_and_as_files() {
        Report report = report(
                "annotator,model,session,character,overall\na,x,1,c,4\nb,x,1,c,5\na,y,2,c,2\nb,y,2,c,2\n",
                "annotator,model,session,turn,ooc\na,x,s,1,1\na,x,s,2,0\n",
                """
                annotator,model_a,model_b,session,turn,character,category,topic,outcome
                a,x,y,s,1,c,celebrities,chat,win
                b,x,y,s,1,c,celebrities,chat,lose
                """);
        assertThat(names(report))
                .containsExactly(
                        "charts/ratings-overall.svg",
                        "charts/errors-ooc.svg",
                        "charts/turns-x.svg",
                        "charts/onset-x.svg",
                        "charts/category-x-y.svg",
                        "charts/topic-x-y.svg",
                        "charts/advantages.svg",
                        "charts/ranking.svg",
                        "charts/agreement.svg",
                        "charts/agreement-ratings-overall.svg",
                        "charts/agreement-outcome.svg");
        String html = file(report, "index.html");
        names(report).forEach(name -> {
            assertThat(html).contains("id=\"chart-" + name.substring(7, name.length() - 4) + "-title\"");
            assertThat(file(report, "report.md")).contains("](" + name + ")");
            assertThat(file(report, "report.json")).contains("\"" + name + "\"");
        });
    }

    @Test
    void a_chart_says_the_printed_figures() {
        Report report = report("annotator,model,session,overall\na,x,1,4\na,x,2,5\na,x,3,4\n");
        // 13 / 3 = 4.333...
        assertThat(file(report, "charts/ratings-overall.svg")).contains(">4.33</text>", "<desc>x 4.33</desc>");
    }

    @Test
    void curves_of_first_errors_share_a_chart_where_their_names_have_room() {
        Report apart = report("""
                annotator,model,session,turn,ooc
                a,x,s,1,0
                a,x,s,2,0
                a,y,t,1,1
                a,y,t,2,0
                """);
        assertThat(names(apart)).contains("charts/onset.svg");
        // x has no error until its last turn; y's only dialogue has one at its first.
        assertThat(file(apart, "charts/onset.svg"))
                .contains(
                        "<desc>x 100.0 % after turn 2, half by turn: not reached; y 0.0 % after turn 2, half by turn: 1")
                .contains(
                        ">x</text>",
                        ">y</text>",
                        "<title>after turn 1: 0.0 %; first errors at this turn: 1 of 1</title>");
        Report alike = report("""
                annotator,model,session,turn,ooc
                a,x,s,1,0
                a,x,s,2,1
                a,y,t,1,1
                a,y,t,2,0
                """);
        assertThat(names(alike)).contains("charts/onset-x.svg", "charts/onset-y.svg");
    }

    @Test
    void many_pairs_are_drawn_by_model() {
        // Seven models make 21 pairs, one more than are drawn one by one; m1 beats m2, m2 beats m3, and so on.
        StringBuilder rows = new StringBuilder("annotator,model_a,model_b,session,turn,category,outcome\n");
        for (int a = 1; a <= 7; a++) {
            for (int b = a + 1; b <= 7; b++) {
                rows.append("a,m%d,m%d,s%d%d,1,celebrities,win\n".formatted(a, b, a, b));
            }
        }
        Report report = report(rows.toString());
        assertThat(names(report))
                .filteredOn(name -> name.startsWith("charts/category") || name.startsWith("charts/advantages"))
                .containsExactly(
                        "charts/category-celebrities.svg",
                        "charts/advantages-m1.svg",
                        "charts/advantages-m2.svg",
                        "charts/advantages-m3.svg",
                        "charts/advantages-m4.svg",
                        "charts/advantages-m5.svg",
                        "charts/advantages-m6.svg",
                        "charts/advantages-m7.svg");
        // m2 lost one comparison of six: 83.3 and 16.7 percent.
        assertThat(file(report, "charts/category-celebrities.svg")).contains("m2: 83 percent won, 0 tied, 17 lost");
        assertThat(file(report, "charts/advantages-m2.svg")).contains("m3 +100.0", "m1 −100.0");
        assertThat(file(report, "index.html"))
                .contains(
                        "21 pairs are too many for a chart each: every bar is one model against all that it was compared"
                                + " with, all comparisons together.");
    }

    @Test
    void many_annotators_have_the_spread_of_their_agreement_and_the_ten_who_agree_least() {
        StringBuilder rows = new StringBuilder("annotator,model,session,overall\n");
        for (int annotator = 0; annotator < 41; annotator++) {
            // All agree but the last, who gives the opposite.
            boolean contrary = annotator == 40;
            rows.append("p%02d,x,s,%d\n".formatted(annotator, contrary ? 5 : 1));
            rows.append("p%02d,y,t,%d\n".formatted(annotator, contrary ? 1 : 5));
        }
        Report report = report(rows.toString());
        assertThat(names(report))
                .contains("charts/agreement-spread.svg", "charts/annotators-ratings-human.svg")
                .doesNotContain("charts/agreement-ratings-overall.svg");
        // 40 * 39 / 2 = 780 pairs agree perfectly; in the 40 pairs with the last, weighted kappa is 1 - 1 / (1/2) = -1.
        assertThat(file(report, "charts/agreement-spread.svg"))
                .contains("Overall: median 1.00, middle half 1.00 … 1.00, all −1.00 … 1.00, 820 pairs");
        assertThat(file(report, "charts/annotators-ratings-human.svg")).contains("<desc>p40 −1.00; p00 ");
        assertThat(file(report, "index.html")).contains("Such pairs have 2 to 2 judgements in common");
    }

    @Test
    void what_is_not_drawn_says_why() {
        assertThat(file(report("annotator,model,session,overall\na,x,1,4\n"), "index.html"))
                .contains("Not drawn, since nobody judged it: Consistency, Human-likeness, Engagement, Quality, Safety,"
                        + " Correctness.")
                .contains("Not estimable, and not drawn: Overall.");
        assertThat(file(report("annotator,model,session,turn,ooc\na,x,s,1,1\n"), "index.html"))
                .contains("Not drawn: no two turns were judged.");
        assertThat(file(report("annotator,model_a,model_b,session,turn,outcome\na,x,y,s,1,win\n"), "index.html"))
                .contains("Not drawn: no comparison names its category.")
                .contains("There is no ranking, since the likelihood has no maximum");
    }

    @Test
    void models_whose_names_are_alike_have_files_of_their_own() {
        Report report = report("""
                annotator,model,session,turn,ooc
                a,某模型,s,1,1
                a,某模型,s,2,1
                a,他模型,t,1,1
                a,他模型,t,2,1
                a,M,u,1,1
                a,M,u,2,1
                a,m,v,1,1
                a,m,v,2,1
                """);
        assertThat(names(report).stream().filter(name -> name.startsWith("charts/turns-")))
                .hasSize(4)
                .contains("charts/turns-M.svg", "charts/turns-m-2.svg")
                .allMatch(name -> name.matches("charts/[A-Za-z0-9._-]+\\.svg"));
    }

    @Test
    void errors_by_turn_are_of_the_rows_that_count() {
        // The last row checks its annotator: without it one of two first turns has an error.
        Report report = report("""
                annotator,model,session,turn,ooc,check
                a,x,s,1,1,
                a,x,s,2,0,
                a,x,t,1,0,
                a,x,u,1,1,ooc=0
                """);
        assertThat(file(report, "charts/turns-x.svg")).contains("turn 1: 50.0 % (1 of 2)");
    }

    @Test
    void broken_lines_of_comparisons_are_explained() {
        String header = "annotator,model_a,model_b,session,turn,outcome\n";
        String note = "Broken lines are intervals from fewer than ten clusters, which are too narrow.";
        StringBuilder ten = new StringBuilder(header);
        for (int annotator = 1; annotator <= 10; annotator++) {
            ten.append("r%d,x,y,s%d,1,%s\n".formatted(annotator, annotator, annotator % 2 == 0 ? "win" : "lose"));
        }
        assertThat(file(report(header + "a,x,y,s,1,win\nb,x,y,t,1,lose\n"), "index.html"))
                .contains(note);
        assertThat(file(report(ten.toString()), "index.html")).doesNotContain(note);
    }

    @Test
    void of_many_annotators_no_more_are_said_to_be_drawn_than_have_an_estimate() {
        StringBuilder rows = new StringBuilder("annotator,model,session,overall\n");
        for (int annotator = 0; annotator < 41; annotator++) {
            // The first two share two dialogues; everybody else judges one of their own.
            String session = annotator < 2 ? "s" : "s" + annotator;
            rows.append("p%02d,x,%s,1\n".formatted(annotator, session));
        }
        rows.append("p00,y,t,5\np01,y,t,5\n");
        assertThat(file(report(rows.toString()), "index.html"))
                .contains("Of 41 annotators 2 have an estimate of κ against all others; the 2 lowest are drawn");
    }

    @Test
    void models_with_long_names_have_files_that_can_be_written() {
        String one = "m".repeat(300);
        String other = "m".repeat(299) + "n";
        Report report = report(
                "annotator,model_a,model_b,session,turn,category,outcome\na," + one + "," + other
                        + ",s,1,celebrities,win\n",
                "annotator,model,session,turn,ooc\na,%s,s,1,1\na,%s,s,2,1\na,%s,t,1,1\na,%s,t,2,1\n"
                        .formatted(one, one, other, other));
        assertThat(names(report).stream().filter(name -> name.startsWith("charts/turns-m")))
                .hasSize(2);
        // 255 bytes are the most that usual file systems take.
        assertThat(names(report)).allMatch(name -> name.length() - "charts/".length() <= 255);
    }
}
