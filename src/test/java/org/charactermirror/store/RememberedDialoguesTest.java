package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Turn;
import org.junit.jupiter.api.Test;

class RememberedDialoguesTest {

    /** Each dialogue below has 2 + 3 characters. */
    private final RememberedDialogues remembered = new RememberedDialogues(10);

    @Test
    void what_was_read_is_found_until_everything_is_forgotten() {
        StudioDialogue dialogue = dialogue("你好。");

        remembered.remember("one", dialogue, remembered.forgotten());
        assertThat(remembered.find("one")).containsSame(dialogue);

        remembered.forget();
        assertThat(remembered.find("one")).isEmpty();
    }

    @Test
    void the_longest_unused_make_room_for_new_ones() {
        remembered.remember("one", dialogue("一二三"), 0);
        remembered.remember("two", dialogue("一二三"), 0);
        remembered.find("one");

        remembered.remember("three", dialogue("一二三"), 0);

        assertThat(remembered.find("two")).isEmpty();
        assertThat(remembered.find("one")).isPresent();
        assertThat(remembered.find("three")).isPresent();
    }

    @Test
    void one_that_is_too_long_for_all_the_room_takes_none() {
        remembered.remember("one", dialogue("一二三"), 0);

        remembered.remember("long", dialogue("a".repeat(9)), 0);

        assertThat(remembered.find("long")).isEmpty();
        assertThat(remembered.find("one")).isPresent();
    }

    @Test
    void what_was_read_before_everything_was_forgotten_is_not_remembered_after() {
        long before = remembered.forgotten();
        remembered.forget();

        remembered.remember("one", dialogue("一二三"), before);

        assertThat(remembered.find("one")).isEmpty();
    }

    private static StudioDialogue dialogue(String reply) {
        StudioDialogue.Plan plan = new StudioDialogue.Plan(
                new SessionId("tiny", "li-bai", "chat", 1),
                List.of("tiny"),
                Optional.empty(),
                "celebrities",
                "chat",
                1,
                "李白",
                "你",
                "");
        return new StudioDialogue(plan, List.of(Turn.notRecorded(1, "你好", reply)), List.of(), Optional.empty());
    }
}
