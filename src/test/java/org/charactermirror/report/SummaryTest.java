package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.Rows;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static List<Page.Point> summary(Language language, String... rows) {
        return Summary.of(
                new ReportInput(
                        "test",
                        Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults()),
                        List.of(),
                        0,
                        List.of(),
                        new Stamp("now", "1.0", "charmirror report test"),
                        language),
                Labels.of(language));
    }

    private static String about(String what, String... rows) {
        return summary(Language.EN, rows).stream()
                .filter(point -> point.about().equals(what))
                .map(Page.Point::text)
                .findFirst()
                .orElse("nothing");
    }

    /** Rows of so many annotators, who each judge a character of their own. */
    private static String rated(int annotators, String model, int score) {
        return IntStream.rangeClosed(1, annotators)
                .mapToObj(i -> "r" + i + "," + model + ",c" + i + "," + score + "\n")
                .collect(Collectors.joining());
    }

    private static String compared(int annotators, String outcome) {
        return IntStream.rangeClosed(1, annotators)
                .mapToObj(i -> "r" + i + ",x,y,s,1,c" + i + "," + outcome + "\n")
                .collect(Collectors.joining("", "annotator,model_a,model_b,session,turn,character,outcome\n", ""));
    }

    @Test
    void a_model_that_every_annotator_rates_higher_is_said_to_be() {
        // All twelve differences have one sign: p is 2 / 2^12 for annotators and for characters, far below 0.05.
        String rows = "annotator,model,character,overall\n" + rated(12, "high", 5) + rated(12, "low", 3);
        assertThat(about("Ratings", rows))
                .isEqualTo(
                        "The highest Overall score is that of high, 5.00 (5.00 … 5.00). It is higher than that of low"
                                + " (p below 0.05, clustered and corrected, and an interval without 0). In all, 1 of the differences between 1 pair of models"
                                + " could be shown.");
    }

    @Test
    void a_model_whose_lead_may_be_chance_is_not_said_to_lead() {
        String rows =
                "annotator,model,character,overall\n" + rated(6, "x", 4) + rated(6, "y", 4) + "r7,x,c7,5\nr7,y,c7,4\n";
        assertThat(about("Ratings", rows))
                .isEqualTo("Overall: no difference between models could be shown (1 pair of models tested).");
    }

    @Test
    void a_design_that_is_too_small_says_so() {
        // Three annotators reach 2 / 2^3 at best.
        String rows = "annotator,model,character,overall\n" + rated(3, "x", 5) + rated(3, "y", 1);
        assertThat(about("Ratings", rows))
                .isEqualTo("Overall: no difference between models could be shown, and none could have been: with"
                        + " 3 annotators and 1 pair of models, the smallest p that can be reached after correction is 0.2500,"
                        + " not below 0.05.");
    }

    @Test
    void a_preference_is_said_from_the_side_of_the_preferred_model() {
        assertThat(about("Comparisons", compared(12, "lose")))
                .isEqualTo(
                        "y is preferred to x: 100.0 percentage points more wins than losses (100.0 … 100.0; p = 0.0005,"
                                + " clustered and corrected).");
        assertThat(about("Comparisons", compared(12, "tie")))
                .isEqualTo("No difference could be shown between x and y (0.0 … 0.0).");
        assertThat(about("Comparisons", compared(3, "win")))
                .startsWith("No preference could be shown, and none could have been:");
    }

    @Test
    void it_is_said_first_whose_judgements_they_are() {
        List<Page.Point> points = summary(
                Language.EN, "annotator,model,character,overall,origin\na,x,c1,4,synthetic\nb,x,c2,5,synthetic\n");
        assertThat(points.get(0))
                .isEqualTo(new Page.Point(
                        "Whose judgements",
                        "Ratings: made up by a program. What follows describes these rows; of models and of people it says"
                                + " nothing."));
        assertThat(points.get(1).text())
                .isEqualTo(
                        "Only x was judged in Overall, 4.50 (4.00 … 5.00, too narrow with so few clusters): there is nothing"
                                + " to compare it with.");
    }

    @Test
    void agreement_has_its_level_or_the_reason_why_there_is_none() {
        String once = "annotator,model,session,overall\na,x,1,4\nb,x,2,5\n";
        String both = "annotator,model,session,overall\na,x,1,1\nb,x,1,1\na,x,2,5\nb,x,2,5\n";
        assertThat(about("Agreement", once))
                .isEqualTo("Ratings: not estimable, since nothing was judged by two annotators.");
        assertThat(about("Agreement", both))
                .isEqualTo("Ratings: Krippendorff’s α is 1.00, at or above 0.8, which Krippendorff asks for.");
    }

    @Test
    void a_report_without_rows_has_nothing_to_say() {
        assertThat(summary(Language.EN)).isEmpty();
    }

    @Test
    void chinese_sentences_follow_each_other_without_spaces() {
        String rows = "annotator,model,character,overall\n" + rated(12, "甲", 5) + rated(12, "乙", 3);
        assertThat(summary(Language.ZH, rows))
                .contains(new Page.Point(
                        "评分",
                        "总体得分最高的是 甲：5.00（5.00 … 5.00）。它高于 乙（p 小于 0.05，按群检验并校正，且区间不含 0）。在 1 对模型之间，共有 1 对的差异得到表明。"));
    }

    @Test
    void of_proactivity_the_highest_rate_leads() {
        String rows = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> "r%d,high,c%d,h%d,1,1\nr%d,low,c%d,l%d,1,0\n".formatted(i, i, i, i, i, i))
                .collect(Collectors.joining("", "annotator,model,character,session,turn,proactivity\n", ""));
        assertThat(about("Turn errors", rows))
                .startsWith(
                        "The highest Proactivity rate is that of high, 100.0 % (100.0 … 100.0). It is higher than that of"
                                + " low (");
    }

    @Test
    void few_clusters_are_named_where_the_order_on_the_screen_seems_to_matter() {
        // Both annotators choose whatever stands first.
        String rows = """
                annotator,model_a,model_b,session,turn,outcome,shown_first
                a,x,y,s,1,win,a
                a,x,y,t,1,lose,b
                b,x,y,s,1,win,a
                b,x,y,t,1,lose,b
                """;
        assertThat(about("Order on the screen", rows))
                .isEqualTo("The reply shown first won more often than the other: 100.0 % of decided comparisons"
                        + " (100.0 … 100.0, too narrow with so few clusters).");
    }
}
