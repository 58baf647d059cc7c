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
}
