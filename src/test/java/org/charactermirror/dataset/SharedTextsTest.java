package org.charactermirror.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.dataset.SharedTexts.Overlap;
import org.charactermirror.dataset.SharedTexts.Role;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedTextsTest {

    @TempDir
    private Path folder;

    private static Transcript transcript(String... messages) {
        List<Turn> turns = new ArrayList<>();
        for (String message : messages) {
            turns.add(RatedDialogues.turn(turns.size() + 1, message, "答"));
        }
        return new Transcript("s", new SessionId("m", "c", "walk", 1), "x", "chat", "灯", "舟", "", turns);
    }

    @Test
    void different_texts_that_are_in_two_splits_are_counted_by_what_they_are() {
        SharedTexts texts = new SharedTexts(List.of("train", "validation", "test"));
        texts.add("train", transcript("早", "晚", "晚"), List.of(List.of("一"), List.of("二"), List.of("三")));
        texts.add("test", transcript("晚", " 早 ", "午"), List.of(List.of("一"), List.of("四"), List.of("一")));

        // Of 晚, 早 and 午 two are in train; the first reply is 一 in both; 四 and 一 are not among the later ones of train.
        assertThat(texts.overlaps())
                .containsExactly(
                        new Overlap(Role.USER_MESSAGE, "train", "test", 2, 3),
                        new Overlap(Role.FIRST_REPLY, "train", "test", 1, 1));
    }

    @Test
    void many_texts_that_repeat_take_their_place_once() {
        SharedTexts texts = new SharedTexts(List.of("train", "test"));
        for (int i = 0; i < 10_000; i++) {
            texts.add("train", transcript("问" + i % 3000), List.of(List.of("a" + i)));
            texts.add("test", transcript("问" + (i % 3000 + 1000)), List.of(List.of("b" + i)));
        }
        // 0 to 2999 and 1000 to 3999 have 2000 in common.
        assertThat(texts.overlaps()).containsExactly(new Overlap(Role.USER_MESSAGE, "train", "test", 2000, 3000));
    }

    @Test
    void only_what_is_in_records_is_counted() {
        RatedDialogues dialogues = new RatedDialogues()
                .dialogue(
                        "lamp",
                        RatedDialogues.turn(1, "早", "一"),
                        RatedDialogues.turn(2, "晚", ""),
                        RatedDialogues.turn(3, "午", "三"))
                .dialogue("clock", RatedDialogues.turn(1, "早", "二"), RatedDialogues.turn(2, "午", "三"))
                .rated("tiny.lamp.walk.1", "甲", Dimension.OVERALL, 5)
                .rated("tiny.clock.walk.1", "甲", Dimension.OVERALL, 5);
        dialogues.kinds = Set.of(DatasetKind.SUPERVISED);
        dialogues.splits = new Splits(
                Map.of("train", new BigDecimal("0.5"), "test", new BigDecimal("0.5")),
                1,
                Map.of("lamp", "train", "clock", "test"));

        // The dialogue of lamp ends after its first turn, so that 午 and 三 are in test alone. Both have one greeting.
        assertThat(dialogues.made(folder).summary().overlaps())
                .extracting(Overlap::role, Overlap::shared)
                .containsExactly(tuple(Role.GREETING, 1), tuple(Role.USER_MESSAGE, 1));
    }

    @Test
    void of_two_replies_that_became_no_pair_only_the_one_that_was_said_counts() {
        RatedDialogues dialogues = new RatedDialogues()
                .pair(
                        RatedDialogues.pairTurn(1, "甲一", "乙一"),
                        RatedDialogues.pairTurn(2, "甲二", "乙二"),
                        RatedDialogues.pairTurn(3, "丙", "丁"))
                .dialogue(
                        "clock",
                        RatedDialogues.turn(1, "问", "甲一"),
                        RatedDialogues.turn(2, "早", "甲二"),
                        RatedDialogues.turn(3, "午", "丙"))
                .compared(2, "甲", Outcome.WIN)
                .rated("tiny.clock.walk.1", "甲", Dimension.OVERALL, 5);
        dialogues.splits = new Splits(
                Map.of("train", new BigDecimal("0.5"), "test", new BigDecimal("0.5")),
                1,
                Map.of("lamp", "train", "clock", "test"));

        // Turn 1 went on with 乙一, turn 3 is in no record: of the replies of test only 甲二 is in train, and the greeting.
        assertThat(dialogues.made(folder).summary().overlaps())
                .extracting(Overlap::role, Overlap::shared)
                .containsExactly(tuple(Role.GREETING, 1), tuple(Role.REPLY, 1));
    }
}
