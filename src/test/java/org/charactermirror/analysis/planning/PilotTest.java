package org.charactermirror.analysis.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.charactermirror.analysis.Rows;
import org.charactermirror.annotation.Origin;
import org.charactermirror.scenario.StudyKind;
import org.junit.jupiter.api.Test;

/** Expected components: mean squares of R 4.2's anova of the same differences, set equal to what they are expected to be. */
class PilotTest {

    /** Two models, five annotators, four characters and two dialogues with each. */
    private static String ratings() {
        StringBuilder csv = new StringBuilder("annotator,model,character,session,overall\n");
        for (int m = 0; m < 2; m++) {
            for (int a = 1; a <= 5; a++) {
                for (int c = 1; c <= 4; c++) {
                    for (int s = 1; s <= 2; s++) {
                        int score = 1 + m * (a % 3) + (1 - m) * (c % 2) + (a * c + s * c * (m + 1) + 2 * a * s) % 3;
                        csv.append(String.format(
                                Locale.ROOT, "甲%d,模型%d,角色%d,m%d.c%d.chat.%d,%d%n", a, m, c, m, c, s, score));
                    }
                }
            }
        }
        return csv.toString();
    }

    @Test
    void ratings_tell_annotators_characters_and_dialogues_apart() {
        Pilot pilot = Pilot.of(Rows.of(ratings()), StudyKind.RATING, "overall").orElseThrow();
        assertThat(pilot.pairs()).isEqualTo(1);
        assertThat(pilot.rows()).isEqualTo(40);
        assertThat(pilot.variances().get(Factor.ANNOTATOR)).isCloseTo(1.19285714285714, within(1e-9));
        assertThat(pilot.variances().get(Factor.CHARACTER)).isCloseTo(0.503333333333334, within(1e-9));
        assertThat(pilot.variances().get(Factor.DIALOGUE)).isCloseTo(0.0310714285714284, within(1e-9));
        assertThat(pilot.residual().orElseThrow()).isCloseTo(1.04464285714286, within(1e-9));
        assertThat(pilot.reasons())
                .containsOnlyKeys(Factor.JUDGEMENT)
                .containsEntry(Factor.JUDGEMENT, "they cannot be told apart from single rows");
        assertThat(pilot.level()).isEmpty();
    }

    @Test
    void rows_are_paired_whatever_the_names_of_sessions_that_annotators_had_to_themselves() {
        // With the second model the names stand in the other order; the topic tells which dialogues belong together.
        String csv = """
                annotator,model,character,topic,session,overall
                a,x,c1,chat,1,5
                b,x,c1,chat,2,4
                a,x,c1,love,3,2
                a,y,c1,chat,6,3
                b,y,c1,chat,5,1
                a,y,c1,love,4,2
                """;
        PilotRows rows = new PilotRows();
        Rows.of(csv)
                .ratings()
                .forEach(row -> rows.add(
                        row.model(),
                        row.subject(),
                        null,
                        row.scores().values().iterator().next().doubleValue()));
        PilotRows.Observations paired = rows.difference("x", "y");
        assertThat(paired.values()).containsExactly(2, 3, 0);
        assertThat(paired.annotators()).containsExactly(0, 1, 0);
        assertThat(paired.dialogues()).containsExactly(0, 1, 2);
    }

    @Test
    void flags_tell_the_rate_and_what_annotators_disagree_about_in_single_dialogues() {
        StringBuilder csv = new StringBuilder("annotator,model,character,session,turn,ooc,origin\n");
        for (int m = 1; m <= 2; m++) {
            for (int a = 1; a <= 4; a++) {
                for (int c = 1; c <= 3; c++) {
                    for (int t = 1; t <= 5; t++) {
                        int flag = (a * t + 3 * c * m + t * c + a * m * m) % 4 == 0 ? 1 : 0;
                        csv.append(String.format(
                                Locale.ROOT, "a%d,m%d,c%d,m%d.c%d,%d,%d,synthetic%n", a, m, c, m, c, t, flag));
                    }
                }
            }
        }
        Pilot pilot =
                Pilot.of(Rows.of(csv.toString()), StudyKind.TURN_ERRORS, "ooc").orElseThrow();
        assertThat(pilot.origin()).isEqualTo(Origin.SYNTHETIC);
        assertThat(pilot.variances().get(Factor.ANNOTATOR)).isCloseTo(144.444444444444, within(1e-9));
        assertThat(pilot.variances().get(Factor.CHARACTER)).isCloseTo(-33.3333333333338, within(1e-9));
        assertThat(pilot.variances().get(Factor.JUDGEMENT)).isCloseTo(-1100, within(1e-9));
        assertThat(pilot.reasons()).containsEntry(Factor.DIALOGUE, "they cannot be told apart from characters");
        // 41 of 120 replies are flagged.
        assertThat(pilot.level().orElseThrow()).isCloseTo(100 * 41 / 120.0, within(1e-12));
        assertThat(Pilot.of(Rows.of(csv.toString()), StudyKind.TURN_ERRORS, "repetition"))
                .isEmpty();
        assertThat(Pilot.of(Rows.of(csv.toString()), StudyKind.RATING, "overall"))
                .isEmpty();
    }

    @Test
    void comparisons_are_differences_already_whichever_model_stands_first() {
        String csv = """
                annotator,model_a,model_b,character,session,turn,outcome
                a,x,y,c1,s1,1,win
                a,y,x,c2,s2,1,lose
                b,x,y,c1,s1,1,tie
                b,x,y,c2,s2,1,both_bad
                """;
        Pilot pilot = Pilot.of(Rows.of(csv), StudyKind.PAIRWISE, "outcome").orElseThrow();
        // Points 100, 100, 0, 0: between annotators 10,000 of squares, nothing else; 10,000 = 2 * variance of
        // annotators.
        assertThat(pilot.variances().get(Factor.ANNOTATOR)).isCloseTo(5_000, within(1e-9));
        assertThat(pilot.variances().get(Factor.CHARACTER)).isCloseTo(0, within(1e-9));
        assertThat(pilot.residual().orElseThrow()).isCloseTo(0, within(1e-9));
        assertThat(pilot.level()).hasValue(50);
    }

    @Test
    void what_cannot_be_estimated_has_a_reason() {
        String alone = """
                annotator,model,character,session,overall
                a,x,c1,x1,4
                a,x,c2,x2,3
                a,y,c1,y1,2
                a,y,c2,y2,3
                """;
        Pilot one = Pilot.of(Rows.of(alone), StudyKind.RATING, "overall").orElseThrow();
        assertThat(one.variances()).isEmpty();
        assertThat(one.reasons())
                .containsEntry(Factor.ANNOTATOR, "there is only 1")
                .containsEntry(Factor.CHARACTER, "they cannot be told apart from single rows");
        Pilot apart = Pilot.of(
                        Rows.of("annotator,model,character,overall\na,x,c1,4\nb,y,c1,2\n"), StudyKind.RATING, "overall")
                .orElseThrow();
        assertThat(apart.pairs()).isZero();
        assertThat(apart.residual()).isEmpty();
        assertThat(apart.reasons())
                .containsEntry(Factor.ANNOTATOR, "no two models were judged on the same things by one annotator");
        Pilot unnamed = Pilot.of(
                        Rows.of("annotator,model,session,overall\na,x,s1,4\na,y,s2,2\n"), StudyKind.RATING, "overall")
                .orElseThrow();
        assertThat(unnamed.charactersNamed()).isFalse();
        assertThat(unnamed.residual()).isEmpty();
    }
}
