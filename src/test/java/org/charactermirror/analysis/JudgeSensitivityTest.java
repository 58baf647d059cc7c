package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.charactermirror.analysis.ExclusionEffect.Conclusion;
import org.charactermirror.analysis.ExclusionEffect.Figure;
import org.charactermirror.analysis.ExclusionEffect.Verdict;
import org.charactermirror.annotation.Annotations;
import org.junit.jupiter.api.Test;

class JudgeSensitivityTest {

    private static final JudgeVariant ALONE =
            new JudgeVariant(JudgeVariant.What.ALONE, "strict", Map.of("wording", "2"), Annotations.none());

    private static Figure figure(String model, String column, double all, OptionalDouble kept) {
        return new Figure("ratings", model, "", column, OptionalDouble.of(all), 4, kept, 2);
    }

    private static Figure figure(String model, String column, double all, double kept) {
        return figure(model, column, all, OptionalDouble.of(kept));
    }

    private static JudgeSensitivity.Variant variant(List<Figure> figures, List<Conclusion> conclusions) {
        return new JudgeSensitivity.Variant(ALONE, new ExclusionEffect(figures, conclusions));
    }

    @Test
    void models_are_ordered_otherwise_where_one_passes_another_or_draws_level() {
        JudgeSensitivity.Variant variant = variant(
                List.of(
                        // The same order with other means.
                        figure("x", "overall", 4, 2),
                        figure("y", "overall", 3, 1),
                        // The other order.
                        figure("x", "safety", 4, 2),
                        figure("y", "safety", 3, 5),
                        // Level, and not before.
                        figure("x", "quality", 4, 3),
                        figure("y", "quality", 3, 3),
                        // One model was not judged: nothing to compare.
                        figure("x", "engagement", 4, 3),
                        figure("y", "engagement", 3, OptionalDouble.empty()),
                        // A comparison of pairs is no column of models.
                        new Figure(
                                "pairwise", "x", "y", "advantage", OptionalDouble.of(1), 1, OptionalDouble.of(-1), 1)),
                List.of());

        assertThat(variant.columns()).isEqualTo(3);
        assertThat(variant.reordered()).isEqualTo(2);
    }

    @Test
    void only_conclusions_that_can_be_tested_both_ways_are_compared() {
        Conclusion kept = new Conclusion("ratings", "x", "y", "overall", Verdict.FIRST_HIGHER, Verdict.FIRST_HIGHER);
        Conclusion lost = new Conclusion("ratings", "x", "y", "safety", Verdict.FIRST_HIGHER, Verdict.NO_DIFFERENCE);
        Conclusion untested = new Conclusion("ratings", "x", "y", "quality", Verdict.FIRST_HIGHER, Verdict.NOT_TESTED);

        JudgeSensitivity.Variant variant = variant(List.of(), List.of(kept, lost, untested));

        assertThat(variant.compared()).containsExactly(kept, lost);
        assertThat(variant.changed()).containsExactly(lost);
    }

    private static final String COLUMNS = "session,turn,annotator,model_a,model_b,outcome,origin\n";
    private static final String OF_JUDGE = COLUMNS + "s1,1,J,x,y,win,judge\n";

    /** What a judge said with the first reply first, also of pairs that both orders came to nothing for. */
    private static List<Figure> figures(String ofPeople) {
        JudgeVariant order = new JudgeVariant(
                JudgeVariant.What.A_FIRST, "", Map.of(), Rows.of(OF_JUDGE + "s2,1,J,z,x,lose,judge\n"));
        AnalysisSettings settings = new AnalysisSettings(List.of("x", "y", "z"), null)
                .withJudged(new JudgedRows(Rows.of(OF_JUDGE), List.of(order)));
        return Analysis.of(Rows.of(OF_JUDGE, COLUMNS + ofPeople), settings)
                .sensitivity()
                .orElseThrow()
                .variants()
                .get(0)
                .effect()
                .figures();
    }

    @Test
    void a_pair_of_models_of_which_only_a_choice_has_rows_has_figures_of_this_choice() {
        Figure both =
                new Figure("pairwise", "x", "y", "advantage", OptionalDouble.of(100), 1, OptionalDouble.of(100), 1);
        // x stands first in the study, and won.
        Figure one =
                new Figure("pairwise", "x", "z", "advantage", OptionalDouble.empty(), 0, OptionalDouble.of(100), 1);

        assertThat(figures("s2,1,h,x,z,win,human\n"))
                .as("people have rows of it")
                .containsExactly(both, one);
        assertThat(figures("s1,1,h,x,y,win,human\n"))
                .as("nobody has rows of it")
                .containsExactly(both, one);
    }
}
