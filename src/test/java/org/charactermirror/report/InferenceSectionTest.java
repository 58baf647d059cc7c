package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.Rows;
import org.junit.jupiter.api.Test;

class InferenceSectionTest {

    private static Page.Section section(String... rows) {
        return InferenceSection.of(
                Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults()).inference(), Labels.of(Language.EN));
    }

    private static String header() {
        return "annotator,model,character,overall\n";
    }

    /** Twelve annotators who all give a model the same score. */
    private static String rated(String model, int score) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(annotator -> "r" + annotator + "," + model + ",c" + annotator + "," + score + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void differences_that_every_annotator_shares_separate_models() {
        Page.Section section = section(header() + rated("high", 5) + rated("low", 3));
        assertThat(section.paragraphs())
                .contains(
                        "Ratings: drawn anew are annotators; there are 12 annotators and 12 characters.",
                        "Ratings: Overall: significant differences between models: 1 of 1.");
        assertThat(section.tables().get(0).groups().get(0).rows())
                .containsExactly(
                        Page.Row.of("high", "5.00", "5.00 … 5.00", "a", "12"),
                        Page.Row.of("low", "3.00", "3.00 … 3.00", "b", "12"));
    }

    @Test
    void a_design_that_can_show_nothing_says_so_and_marks_its_intervals() {
        // Three annotators reach 2 / 2^3 at best.
        Page.Section section = section(header() + "a,x,c1,4\nb,x,c2,5\nc,x,c3,3\na,y,c1,2\nb,y,c2,3\nc,y,c3,1\n");
        assertThat(section.paragraphs())
                .contains("Ratings: Overall: significant differences between models: none of 1, and none could be: with"
                        + " so few clusters and so many pairs the smallest corrected p is 0.2500.");
        assertThat(section.tables().get(0).groups().get(0).rows().get(0))
                .isEqualTo(Page.Row.of("x", "4.00", "3.00 … 5.00 *", "a", "3"));
    }

    @Test
    void pairs_have_their_advantage_and_a_model_without_losses_has_no_rank() {
        Page.Section section = section(
                "annotator,model_a,model_b,session,turn,character,outcome\na,x,y,s,1,c1,win\nb,x,y,s,2,c2,win\n");
        assertThat(section.tables().get(0).groups().get(0).rows())
                .extracting(row -> row.cells().get(0).text())
                .containsExactly("100.0");
        assertThat(section.paragraphs())
                .contains("There is no ranking, since the likelihood has no maximum; report.json says which comparisons"
                        + " are missing.");
    }

    @Test
    void without_rows_there_is_nothing_to_infer() {
        Page.Section section = section();
        assertThat(section.paragraphs())
                .isEqualTo(List.of("There are no judgements from which anything could be inferred."));
        assertThat(section.tables()).isEmpty();
    }

    @Test
    void rows_that_a_program_made_say_so_beside_their_intervals() {
        Page.Section section =
                section("annotator,model,character,overall,origin\na,x,c1,4,synthetic\nb,x,c2,5,synthetic\n");
        assertThat(section.paragraphs())
                .contains(
                        "Rows of this origin were made by a program (synthetic): their intervals, tests and agreement show"
                                + " how the program spread them, and say nothing of models or of people.");
        assertThat(section.tables().get(0).caption()).isEqualTo("Mean of Overall with its 95 % interval (synthetic)");
        assertThat(section(header() + "a,x,c1,4\n").paragraphs())
                .noneMatch(paragraph -> paragraph.contains("made by a program"));
    }
}
