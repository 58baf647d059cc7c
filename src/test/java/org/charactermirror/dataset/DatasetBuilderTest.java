package org.charactermirror.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charactermirror.dataset.RatedDialogues.SESSION;
import static org.charactermirror.dataset.RatedDialogues.pairTurn;
import static org.charactermirror.dataset.RatedDialogues.turn;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.chat.StopReason;
import org.charactermirror.dataset.RatedDialogues.Outcomes;
import org.charactermirror.problem.Problem;
import org.charactermirror.scenario.ProbeDimension;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetBuilderTest {

    @TempDir
    private Path folder;

    private final RatedDialogues dialogues = new RatedDialogues();

    @Test
    void what_is_no_preference_makes_no_pair_and_is_counted_by_reason() {
        dialogues
                .pair(
                        pairTurn(1, "甲", "乙"),
                        pairTurn(2, "甲", "乙"),
                        pairTurn(3, "甲", "乙"),
                        pairTurn(4, "同", " 同"),
                        pairTurn(5, "", "乙"),
                        pairTurn(6, "甲", "乙"))
                .compared(1, "甲", Outcome.TIE)
                .compared(2, "甲", Outcome.BOTH_BAD)
                .compared(3, "甲", Outcome.WIN)
                .compared(3, "乙", Outcome.LOSE)
                .compared(4, "甲", Outcome.WIN)
                .compared(5, "甲", Outcome.LOSE)
                .compared(6, "甲", Outcome.LOSE)
                .compared(7, "甲", Outcome.LOSE)
                .compared(null, "甲", Outcome.LOSE);

        Outcomes made = dialogues.made(folder);

        assertThat(made.leftOut(DatasetKind.PREFERENCES))
                .isEqualTo(Map.of(
                        Reason.TIE, 1,
                        Reason.BOTH_BAD, 1,
                        Reason.NO_MAJORITY, 1,
                        Reason.SAME_REPLIES, 1,
                        Reason.EMPTY_REPLY, 1));
        assertThat(made.lines(Layout.PREFERENCES_TRL))
                .singleElement()
                .asString()
                .contains("\"turn\":6", "\"chosen_model\":\"tinier\"");
        assertThat(made.summary().fates()).isEqualTo(Map.of(RowFate.USED, 7, RowFate.NO_SUCH_REPLY, 2));
    }

    @Test
    void a_chosen_reply_that_was_cut_off_makes_no_pair_and_a_rejected_one_does() {
        var whole = turn(1, MessageSource.SCRIPT, "甲", StopReason.NEWLINE);
        var cut = turn(1, MessageSource.SCRIPT, "乙", StopReason.LENGTH);
        dialogues.pair(new PairTurn(whole, cut, PairSide.A)).compared(1, "甲", Outcome.LOSE);
        assertThat(dialogues.made(folder).leftOut(DatasetKind.PREFERENCES)).isEqualTo(Map.of(Reason.CHOSEN_CUT_OFF, 1));

        dialogues.rows.clear();
        dialogues.compared(1, "甲", Outcome.WIN);
        assertThat(dialogues.made(folder).records(DatasetKind.PREFERENCES)).isEqualTo(1);
    }

    @Test
    void agreement_and_the_number_of_annotators_are_bars_that_a_pair_must_reach() {
        dialogues.minimumAgreement = new BigDecimal("0.75");
        dialogues.minimumAnnotators = 2;
        dialogues
                .pair(pairTurn(1, "甲", "乙"), pairTurn(2, "甲", "乙"), pairTurn(3, "甲", "乙"))
                .compared(1, "甲", Outcome.WIN)
                .compared(2, "甲", Outcome.WIN)
                .compared(2, "乙", Outcome.WIN)
                .compared(2, "丙", Outcome.LOSE);
        for (String annotator : List.of("甲", "乙", "丙")) {
            dialogues.compared(3, annotator, Outcome.WIN);
        }
        dialogues.compared(3, "丁", Outcome.BOTH_BAD);

        Outcomes made = dialogues.made(folder);

        // Turn 1 has one annotator; in turn 2 two of three agree, in turn 3 three of four, which is the bar.
        assertThat(made.leftOut(DatasetKind.PREFERENCES))
                .isEqualTo(Map.of(Reason.TOO_FEW_ANNOTATORS, 1, Reason.AGREEMENT_TOO_LOW, 1));
        assertThat(made.lines(Layout.PREFERENCES_TRL).get(0)).contains("\"agreement\":0.7500,");
    }

    @Test
    void a_reply_is_labelled_by_what_most_annotators_say_of_the_five_errors() {
        dialogues
                .dialogue("lamp", turn(1, "问1", "答1"), turn(2, "问2", "答2"), turn(3, "问3", "答3"), turn(4, "问4", "答4"))
                .flagged(SESSION, 1, "甲", "000001")
                .flagged(SESSION, 1, "乙", "100000")
                .flagged(SESSION, 1, "丙", "00000-")
                .flagged(SESSION, 2, "甲", "1----0")
                .flagged(SESSION, 3, "甲", "0000--")
                .flagged(SESSION, 4, "甲", "010000")
                .flagged(SESSION, 4, "乙", "000000");

        Outcomes made = dialogues.made(folder);

        assertThat(made.leftOut(DatasetKind.TURN_LABELS))
                .isEqualTo(Map.of(Reason.FLAG_MISSING, 1, Reason.NO_MAJORITY, 1));
        List<String> lines = made.lines(Layout.TURN_LABELS_TRL);
        assertThat(lines).hasSize(2);
        // Two of three do not see ooc, all agree on the rest: the least is 2/3. Proactivity: one of two, a tie that
        // decides nothing.
        assertThat(lines.get(0))
                .contains(
                        "{\"role\":\"user\",\"content\":\"问1\"}],\"completion\":[{\"role\":\"assistant\",\"content\":\"答1\"}],"
                                + "\"label\":true,\"agreement\":0.6667,\"flags\":["
                                + "{\"flag\":\"ooc\",\"judged\":3,\"flagged\":1,\"share\":0.3333,\"majority\":\"no\"},"
                                + "{\"flag\":\"contradiction\",\"judged\":3,\"flagged\":0,\"share\":0.0000,\"majority\":\"no\"},",
                        "{\"flag\":\"proactivity\",\"judged\":2,\"flagged\":1,\"share\":0.5000,\"majority\":\"tie\"}]");
        assertThat(lines.get(1))
                .contains(
                        "\"label\":false,\"agreement\":1.0000,\"flags\":[{\"flag\":\"ooc\",\"judged\":1,",
                        "\"turn\":2}}");
        assertThat(made.lines(Layout.TURN_LABELS_LLAMA_FACTORY).get(0))
                .startsWith(
                        "{\"conversations\":[{\"from\":\"human\",\"value\":\"问1\"},{\"from\":\"gpt\",\"value\":\"答1\"}],")
                .contains("\"kto_tag\":true,\"agreement\":0.6667,");
    }

    @Test
    void scores_are_the_mean_or_the_median_and_a_dimension_that_nobody_judged_is_not_there() {
        dialogues
                .dialogue("lamp", turn(1, "问1", "答1"))
                .rated(SESSION, "甲", Dimension.OVERALL, 5, Dimension.SAFETY, 5)
                .rated(SESSION, "乙", Dimension.OVERALL, 4)
                .rated(SESSION, "丙", Dimension.OVERALL, 1)
                .rated(SESSION, "丁", Dimension.OVERALL, 4);

        // (5 + 4 + 1 + 4) / 4 = 3.5; 4 and 4 lie within one point of it, 5 and 1 do not.
        assertThat(dialogues.made(folder).lines(Layout.DIALOGUE_SCORES))
                .singleElement()
                .asString()
                .contains("\"scores\":[{\"dimension\":\"overall\",\"judged\":4,\"score\":3.5000,\"lowest\":1.0000,"
                        + "\"highest\":5.0000,\"agreement\":0.5000},"
                        + "{\"dimension\":\"safety\",\"judged\":1,\"score\":5.0000,\"lowest\":5.0000,\"highest\":5.0000,"
                        + "\"agreement\":1.0000}],\"meta\"");
        dialogues.aggregate = Aggregate.MEDIAN;
        // 1 4 4 5: the two in the middle are 4; 4, 4 and 5 lie within one point.
        assertThat(dialogues.made(folder).lines(Layout.DIALOGUE_SCORES).get(0))
                .contains("\"score\":4.0000,\"lowest\":1.0000,\"highest\":5.0000,\"agreement\":0.7500}");
    }

    @Test
    void a_dialogue_is_imitated_only_if_it_reaches_the_scores_without_rounding() {
        dialogues.minimumScores = Map.of(Dimension.OVERALL, new BigDecimal("3.6667"));
        dialogues.dialogue("lamp", turn(1, "问1", "答1")).dialogue("clock", turn(1, "问1", "答1"));
        int score = 3;
        for (String annotator : List.of("甲", "乙", "丙")) {
            dialogues.rated(SESSION, annotator, Dimension.OVERALL, score);
            score = 4;
        }
        dialogues.rated("tiny.clock.walk.1", "甲", Dimension.SAFETY, 5);

        // 11/3 is less than 3.6667, which it rounds to.
        assertThat(dialogues.made(folder).leftOut(DatasetKind.SUPERVISED))
                .isEqualTo(Map.of(Reason.SCORE_TOO_LOW, 1, Reason.SCORE_MISSING, 1));
        dialogues.minimumScores = Map.of(Dimension.OVERALL, new BigDecimal("3.6666"));
        assertThat(dialogues.made(folder).records(DatasetKind.SUPERVISED)).isEqualTo(1);
        dialogues.minimumAgreement = BigDecimal.ONE;
        assertThat(dialogues.made(folder).records(DatasetKind.SUPERVISED)).isEqualTo(1);
    }

    @Test
    void a_dialogue_is_imitated_up_to_the_first_reply_that_is_not_known_to_be_free_of_a_flag() {
        dialogues.withoutFlags = Set.of(TurnFlag.OOC);
        dialogues
                .dialogue("lamp", turn(1, "问1", "答1"), turn(2, "问2", "答2"), turn(3, "问3", "答3"))
                .flagged(SESSION, 1, "甲", "001000")
                .flagged(SESSION, 2, "甲", "-00000")
                .flagged(SESSION, 3, "甲", "000000")
                .dialogue("clock", turn(1, "问1", "答1"))
                .flagged("tiny.clock.walk.1", 1, "甲", "100000");

        Outcomes made = dialogues.made(folder);

        assertThat(made.lines(Layout.SUPERVISED_SESSION_META))
                .singleElement()
                .asString()
                .contains("\"history\":[[\"\",\"你来了。\"],[\"问1\",\"答1\"]]", "\"turns\":1,\"played_turns\":3}}");
        assertThat(made.leftOut(DatasetKind.SUPERVISED)).isEqualTo(Map.of(Reason.NOTHING_USABLE, 1));
    }

    @Test
    void a_dialogue_is_imitated_up_to_its_first_reply_that_is_empty_or_cut_off() {
        dialogues
                .dialogue(
                        "lamp",
                        turn(1, MessageSource.SCRIPT, "答1", StopReason.NEWLINE),
                        turn(2, MessageSource.SCRIPT, "答", StopReason.LENGTH),
                        turn(3, MessageSource.SCRIPT, "答3", StopReason.NEWLINE))
                .rated(SESSION, "甲", Dimension.OVERALL, 4)
                .dialogue("clock", turn(1, "问1", " "))
                .rated("tiny.clock.walk.1", "甲", Dimension.OVERALL, 4);

        Outcomes made = dialogues.made(folder);

        assertThat(made.lines(Layout.SUPERVISED_MESSAGES))
                .singleElement()
                .asString()
                .contains("\"turns\":1,\"played_turns\":3}}");
        assertThat(made.leftOut(DatasetKind.SUPERVISED)).isEqualTo(Map.of(Reason.NOTHING_USABLE, 1));
        assertThat(made.records(DatasetKind.DIALOGUE_SCORES)).isEqualTo(2);
    }

    @Test
    void origins_are_never_pooled_and_the_one_named_first_counts() {
        dialogues
                .dialogue("lamp", turn(1, "问1", "答1"))
                .rated(Origin.JUDGE, SESSION, "gpt", Dimension.OVERALL, 1)
                .rated(Origin.SYNTHETIC, SESSION, "s01", Dimension.OVERALL, 2)
                .rated(SESSION, "甲", Dimension.OVERALL, 5);

        Outcomes people = dialogues.made(folder);
        assertThat(people.lines(Layout.DIALOGUE_SCORES).get(0))
                .contains("\"score\":5.0000", "\"origin\":\"human\",\"annotators\":1");
        assertThat(people.summary().fates()).isEqualTo(Map.of(RowFate.USED, 1, RowFate.OTHER_ORIGIN, 2));
        dialogues.origins = List.of(Origin.JUDGE, Origin.HUMAN);
        Outcomes judges = dialogues.made(folder);
        assertThat(judges.lines(Layout.DIALOGUE_SCORES).get(0))
                .contains("\"score\":1.0000", "\"origin\":\"judge\",\"annotators\":1");
        assertThat(judges.summary().fates())
                .isEqualTo(Map.of(RowFate.USED, 1, RowFate.LATER_ORIGIN, 1, RowFate.OTHER_ORIGIN, 1));
    }

    @Test
    void dialogues_that_may_not_be_used_are_counted_by_their_first_reason() {
        dialogues.unfinished("lamp", turn(1, "问1", "答1"), turn(2, "问2", "答2"));
        dialogues.dialogue("stranger", turn(1, "问1", "答1"));
        dialogues.dialogue(
                "clock", turn(1, new MessageSource.Probe(ProbeDimension.CONSISTENCY), "答1", StopReason.NEWLINE));
        for (String character : List.of("lamp", "stranger", "clock")) {
            dialogues.rated("tiny." + character + ".walk.1", "甲", Dimension.OVERALL, 5);
        }

        Outcomes made = dialogues.made(folder);

        assertThat(made.files()).isEmpty();
        assertThat(made.leftOut(DatasetKind.SUPERVISED))
                .isEqualTo(Map.of(Reason.UNFINISHED, 1, Reason.PROBES, 1, Reason.NO_PROFILE, 1));
        assertThat(made.leftOut(DatasetKind.TURN_LABELS))
                .isEqualTo(Map.of(Reason.UNFINISHED, 2, Reason.PROBES, 1, Reason.NO_PROFILE, 1));
    }

    @Test
    void what_people_typed_is_used_only_when_asked_for() {
        dialogues
                .dialogue("lamp", turn(1, new MessageSource.Person(), "答1", StopReason.NEWLINE))
                .rated(SESSION, "甲", Dimension.OVERALL, 5);
        assertThat(dialogues.made(folder).leftOut(DatasetKind.SUPERVISED)).isEqualTo(Map.of(Reason.TYPED, 1));
        dialogues.typed = true;
        assertThat(dialogues.made(folder).lines(Layout.SUPERVISED_MESSAGES).get(0))
                .contains("\"user_by\":\"person\"");
    }

    @Test
    void a_licence_must_be_stated_and_be_allowed() {
        dialogues.dialogue("lamp", turn(1, "问1", "答1")).rated(SESSION, "甲", Dimension.OVERALL, 5);
        dialogues.licences = List.of("apache-2.0", "CC0-1.0", "MIT");
        assertThat(dialogues.made(folder).records(DatasetKind.SUPERVISED)).isEqualTo(1);
        dialogues.licences = List.of("Apache-2.0", "MIT");
        assertThat(dialogues.made(folder).leftOut(DatasetKind.SUPERVISED))
                .isEqualTo(Map.of(Reason.LICENCE_NOT_ALLOWED, 1));
        dialogues.licences = List.of();
        dialogues.modelLicence = "unknown: ask its authors";
        assertThat(dialogues.made(folder).leftOut(DatasetKind.SUPERVISED)).isEqualTo(Map.of(Reason.LICENCE_UNKNOWN, 1));
        dialogues.licences = List.of("unknown");
        assertThat(dialogues.made(folder).lines(Layout.SUPERVISED_MESSAGES).get(0))
                .contains("\"model_licence\":\"unknown\"");
    }

    @Test
    void no_annotator_and_no_remark_of_theirs_is_in_any_file() {
        dialogues
                .dialogue("lamp", turn(1, "问1", "答1"))
                .pair(pairTurn(1, "甲1", "乙1"))
                .rated(SESSION, "陈静雯", Dimension.OVERALL, 5)
                .flagged(SESSION, 1, "陈静雯", "000000")
                .compared(1, "陈静雯", Outcome.WIN);
        assertThat(String.join(
                        "\n",
                        dialogues.made(folder).files().values().stream()
                                .flatMap(List::stream)
                                .toList()))
                .contains("答1")
                .doesNotContain("陈静雯", "王小明", "证据");
    }

    @Test
    void an_annotator_who_judges_the_same_item_twice_under_two_names_of_it_is_told() {
        dialogues.dialogue("lamp", turn(1, "问1", "答1")).rated(SESSION, "甲", Dimension.OVERALL, 5);
        var first = (Rating) dialogues.rows.get(0);
        dialogues.rows.add(new Rating(
                new Place("again.csv", 9),
                new Subject("s", SESSION, "甲", "lamp", null, null),
                "tiny",
                first.scores(),
                null,
                Origin.HUMAN,
                Map.of()));
        assertThat(dialogues.made(folder).problems().all())
                .extracting(Problem::toString)
                .containsExactly(
                        "again.csv:9: judges what rows.csv:2 judges, too (study s, session tiny.lamp.walk.1, annotator 甲,"
                                + " model tiny, character lamp); leave one of the two rows out");
    }

    @Test
    void records_and_reasons_add_up_to_what_there_is_whatever_is_asked_for() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            RatedDialogues some = new RatedDialogues()
                    .dialogue("lamp", turn(1, "问1", "答1"), turn(2, "问2", random.nextBoolean() ? "" : "答2"))
                    .pair(pairTurn(1, "甲", "乙"), pairTurn(2, "甲", "甲"), pairTurn(3, "甲", "乙"));
            some.minimumAnnotators = 1 + random.nextInt(2);
            some.minimumAgreement = BigDecimal.valueOf(random.nextInt(11), 1);
            some.withoutFlags = random.nextBoolean() ? Set.of() : Set.of(TurnFlag.REPETITION);
            for (String annotator : List.of("甲", "乙", "丙")) {
                some.rated(SESSION, annotator, Dimension.OVERALL, 1 + random.nextInt(5));
                for (int turn = 1; turn <= 3; turn++) {
                    some.compared(turn, annotator, List.of(Outcome.values()).get(random.nextInt(4)));
                    some.flagged(SESSION, turn, annotator, random.nextBoolean() ? "000000" : "0-1000");
                }
            }

            Outcomes made = some.made(folder);

            Map<DatasetKind, Integer> items = Map.of(
                    DatasetKind.SUPERVISED, 1,
                    DatasetKind.DIALOGUE_SCORES, 1,
                    DatasetKind.TURN_LABELS, 2,
                    DatasetKind.PREFERENCES, 3);
            made.summary()
                    .kinds()
                    .forEach((kind, counts) -> assertThat(counts.records() + counts.out())
                            .as(kind.word())
                            .isEqualTo(items.get(kind)));
            assertThat(made.summary().fates()).isEqualTo(Map.of(RowFate.USED, 18, RowFate.NO_SUCH_REPLY, 3));
        }
    }
}
