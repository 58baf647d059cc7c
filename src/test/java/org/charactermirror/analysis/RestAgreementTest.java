package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.charactermirror.stats.Estimate;
import org.junit.jupiter.api.Test;

class RestAgreementTest {

    private static Analysis analyse(String... rows) {
        return Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults());
    }

    private static AnnotatorQuality quality(String annotator, String... rows) {
        return analyse(rows).screening().annotators().stream()
                .filter(one -> one.annotator().equals(annotator))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void agreement_of_two_about_scores_is_their_quadratic_kappa() {
        // The first two annotators of InferenceTest, where Cohen's kappa of the two is from another implementation.
        int[][] first = {{2, 5, 4, 3, 3, 1, 4, 4, 1, 1}, {5, 2, 4, 2, 2, 4, 1, 2, 1, 1}};
        StringBuilder rows = new StringBuilder("annotator,model,session,overall\n");
        for (int item = 0; item < 10; item++) {
            rows.append("a,m,s" + item + "," + first[0][item] + "\nb,m,s" + item + "," + first[1][item] + "\n");
        }
        for (String annotator : List.of("a", "b")) {
            assertThat(quality(annotator, rows.toString())
                            .agreement()
                            .kappa()
                            .value()
                            .orElseThrow())
                    .isCloseTo(-0.06060606060606055, within(1e-12));
        }
    }

    @Test
    void agreement_is_pooled_by_adding_up_disagreement() {
        // Both columns have 2 items. overall: a 1 5, b 1 3: observed (0 + 4) / 2 = 2; expected (0 + 4 + 16 + 4) / 4 =
        // 6.
        // safety: a 2 3, b 3 2: observed 1, expected (1 + 0 + 0 + 1) / 4 = 1/2. Pooled 1 - (2 + 1) / (6 + 1/2) = 7/13.
        AnnotatorQuality a =
                quality("a", "annotator,model,session,overall,safety\na,m,s,1,2\nb,m,s,1,3\na,m,t,5,3\nb,m,t,3,2\n");
        assertThat(a.agreement().columns().get("overall")).isEqualTo(Estimate.of(1 - 2 / 6.0));
        assertThat(a.agreement().columns().get("safety")).isEqualTo(Estimate.of(-1));
        assertThat(a.agreement().kappa().value().orElseThrow()).isCloseTo(7 / 13.0, within(1e-12));
    }

    @Test
    void without_common_items_there_is_no_agreement() {
        assertThat(quality("a", "annotator,model,session,overall\na,m,s,1\nb,m,t,3\n")
                        .agreement()
                        .kappa())
                .isEqualTo(Estimate.notEstimable("nobody else judged the same items"));
    }

    @Test
    void many_dialogues_that_share_the_name_of_a_session_are_judged_one_by_one() {
        StringBuilder rows = new StringBuilder("annotator,model,session,character,overall\n");
        for (int character = 0; character < 50_000; character++) {
            int score = 1 + character % 2;
            rows.append("a,m,s,c" + character + "," + score + "\nb,m,s,c" + character + "," + score + "\n");
        }
        Analysis analysis = analyse(rows.toString());
        RestAgreement agreement = analysis.screening().annotators().get(0).agreement();
        assertThat(agreement.items()).isEqualTo(50_000);
        assertThat(agreement.kappa()).isEqualTo(Estimate.of(1));
        assertThat(analysis.inference().agreements().ratings().values())
                .extracting(Agreement::units)
                .containsExactly(50_000L);
    }
}
