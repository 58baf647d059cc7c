package org.charactermirror.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.charactermirror.dataset.SharedTexts.Overlap;
import org.charactermirror.dataset.SharedTexts.Role;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.junit.jupiter.api.Test;

class SharedTextsTest {

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
}
