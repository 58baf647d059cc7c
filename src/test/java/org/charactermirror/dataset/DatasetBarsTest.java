package org.charactermirror.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charactermirror.dataset.RatedDialogues.SESSION;
import static org.charactermirror.dataset.RatedDialogues.turn;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.dataset.RatedDialogues.Outcomes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who counts as an annotator of an item, and what a number of them is held against. */
class DatasetBarsTest {

    @TempDir
    private Path folder;

    private final RatedDialogues dialogues =
            new RatedDialogues().dialogue("lamp", turn(1, "问1", "答1"), turn(2, "问2", "答2"));

    @Test
    void a_comment_without_a_score_or_a_flag_is_no_judgement() {
        dialogues.rated(SESSION, "甲").flagged(SESSION, 1, "乙", "------");

        Outcomes made = dialogues.made(folder);

        assertThat(made.summary().records()).isZero();
        assertThat(made.leftOut(DatasetKind.SUPERVISED)).isEqualTo(Map.of(Reason.NOT_JUDGED, 1));
        assertThat(made.leftOut(DatasetKind.DIALOGUE_SCORES)).isEqualTo(Map.of(Reason.NOT_JUDGED, 1));
        assertThat(made.leftOut(DatasetKind.TURN_LABELS)).isEqualTo(Map.of(Reason.NOT_JUDGED, 2));
        assertThat(made.summary().fates()).isEqualTo(Map.of(RowFate.NOTHING_JUDGED, 2));
    }

    @Test
    void a_person_who_only_comments_does_not_hide_a_judge_who_scores() {
        dialogues.origins = List.of(Origin.HUMAN, Origin.JUDGE);
        dialogues.rated(SESSION, "甲").rated(Origin.JUDGE, SESSION, "gpt", Dimension.OVERALL, 4);

        Outcomes made = dialogues.made(folder);

        assertThat(made.lines(Layout.DIALOGUE_SCORES))
                .singleElement()
                .asString()
                .contains("\"score\":4.0000", "\"origin\":\"judge\",\"annotators\":1");
        assertThat(made.summary().fates()).isEqualTo(Map.of(RowFate.USED, 1, RowFate.NOTHING_JUDGED, 1));
    }

    @Test
    void a_bad_label_needs_enough_annotators_of_the_error_itself() {
        dialogues.minimumAnnotators = 2;
        dialogues
                .flagged(SESSION, 1, "甲", "100000")
                .flagged(SESSION, 1, "乙", "-00000")
                .flagged(SESSION, 2, "甲", "100000")
                .flagged(SESSION, 2, "乙", "1----0");

        Outcomes made = dialogues.made(folder);

        // Two annotators looked at turn 1, but one alone at ooc; turn 2 has two who both saw it.
        assertThat(made.leftOut(DatasetKind.TURN_LABELS)).isEqualTo(Map.of(Reason.TOO_FEW_ANNOTATORS, 1));
        assertThat(made.lines(Layout.TURN_LABELS_TRL))
                .singleElement()
                .asString()
                .contains("\"label\":false,\"agreement\":1.0000", "\"turn\":2}}");
    }

    @Test
    void a_good_label_needs_enough_annotators_of_each_of_the_five() {
        dialogues.minimumAnnotators = 2;
        dialogues
                .flagged(SESSION, 1, "甲", "000000")
                .flagged(SESSION, 1, "乙", "0000-0")
                .flagged(SESSION, 2, "甲", "00000-")
                .flagged(SESSION, 2, "乙", "00000-");

        Outcomes made = dialogues.made(folder);

        assertThat(made.leftOut(DatasetKind.TURN_LABELS)).isEqualTo(Map.of(Reason.TOO_FEW_ANNOTATORS, 1));
        assertThat(made.lines(Layout.TURN_LABELS_TRL))
                .singleElement()
                .asString()
                .contains("\"label\":true", "\"annotators\":2", "\"turn\":2}}");
    }

    @Test
    void who_judged_nothing_but_the_merit_is_no_annotator_of_a_label() {
        dialogues
                .flagged(SESSION, 1, "甲", "000001")
                .flagged(SESSION, 1, "乙", "-----0")
                .flagged(SESSION, 2, "乙", "-----0");

        Outcomes made = dialogues.made(folder);

        assertThat(made.leftOut(DatasetKind.TURN_LABELS)).isEqualTo(Map.of(Reason.NOT_JUDGED, 1));
        assertThat(made.lines(Layout.TURN_LABELS_TRL).get(0))
                .contains(
                        "{\"flag\":\"proactivity\",\"judged\":2,\"flagged\":1,\"share\":0.5000,\"majority\":\"tie\"}",
                        "\"annotators\":1,");
    }

    @Test
    void a_dimension_that_too_few_scored_is_not_in_the_scores() {
        dialogues.minimumAnnotators = 2;
        dialogues
                .rated(SESSION, "甲", Dimension.OVERALL, 5, Dimension.SAFETY, 5)
                .rated(SESSION, "乙", Dimension.OVERALL, 4)
                .rated(SESSION, "丙", Dimension.QUALITY, 2);

        assertThat(dialogues.made(folder).lines(Layout.DIALOGUE_SCORES))
                .singleElement()
                .asString()
                .contains(
                        "\"scores\":[{\"dimension\":\"overall\",\"judged\":2,\"score\":4.5000,\"lowest\":4.0000,"
                                + "\"highest\":5.0000,\"agreement\":1.0000}],",
                        "\"annotators\":2,");
        dialogues.minimumAnnotators = 3;
        assertThat(dialogues.made(folder).leftOut(DatasetKind.DIALOGUE_SCORES))
                .isEqualTo(Map.of(Reason.TOO_FEW_ANNOTATORS, 1));
    }

    @Test
    void a_scenario_that_is_not_as_it_was_leaves_its_dialogues_out_also_where_licences_may_be_unknown() {
        dialogues.rated(SESSION, "甲", Dimension.OVERALL, 5);
        dialogues.licences = List.of("unknown");
        dialogues.lostScenarios = Set.of("walk");
        assertThat(dialogues.made(folder).leftOut(DatasetKind.SUPERVISED)).isEqualTo(Map.of(Reason.NO_SCENARIO, 1));
    }

    @Test
    void a_licence_of_several_lines_is_one_line_of_words() {
        dialogues.rated(SESSION, "甲", Dimension.OVERALL, 5);
        dialogues.modelLicence = " Research\n  only ";
        dialogues.licences = List.of("research only", "Apache-2.0", "CC0-1.0");
        assertThat(dialogues.made(folder).lines(Layout.DIALOGUE_SCORES).get(0))
                .contains("\"model_licence\":\"Research only\"");
    }

    @Test
    void a_reply_is_imitated_only_if_enough_of_enough_annotators_say_that_it_is_free() {
        dialogues.withoutFlags = Set.of(TurnFlag.OOC);
        dialogues.minimumAgreement = new BigDecimal("0.75");
        for (String annotator : List.of("甲", "乙", "丙", "丁")) {
            // Three of four in turn 1, which is the bar; two of three in turn 2.
            dialogues.flagged(SESSION, 1, annotator, annotator.equals("丁") ? "100000" : "000000");
            dialogues.flagged(
                    SESSION,
                    2,
                    annotator,
                    annotator.equals("丁") ? "-00000" : annotator.equals("丙") ? "100000" : "000000");
        }
        assertThat(dialogues.made(folder).lines(Layout.SUPERVISED_MESSAGES))
                .singleElement()
                .asString()
                .contains("\"turns\":1,\"played_turns\":2}}");
        dialogues.minimumAnnotators = 5;
        assertThat(dialogues.made(folder).leftOut(DatasetKind.SUPERVISED))
                .isEqualTo(Map.of(Reason.TOO_FEW_ANNOTATORS, 1));
    }
}
