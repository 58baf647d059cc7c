package org.charactermirror.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuspectsTest {

    private final Suspects suspects = new Suspects();

    @Test
    void a_dialogue_that_ends_two_processes_alone_is_guilty_and_those_beside_it_are_not() {
        suspects.started("p1", "bad", false);
        suspects.started("p1", "good", false);
        assertThat(suspects.lost("p1")).as("in company nobody knows").isEmpty();
        assertThat(suspects.all()).containsExactlyInAnyOrder("bad", "good");

        suspects.started("p2", "good", true);
        suspects.ended("p2", "good");
        suspects.cleared("good");
        suspects.started("p2", "bad", true);
        assertThat(suspects.lost("p2")).as("a machine may be lost by chance").isEmpty();
        suspects.started("p3", "bad", true);
        assertThat(suspects.lost("p3")).containsExactly("bad");
        assertThat(suspects.all()).containsExactly("bad");
    }

    @Test
    void what_had_ended_when_a_process_was_lost_is_not_suspected() {
        suspects.started("p1", "done", false);
        suspects.ended("p1", "done");
        assertThat(suspects.lost("p1")).isEmpty();
        assertThat(suspects.lost("unknown")).isEmpty();
        assertThat(suspects.all()).isEmpty();
    }

    @Test
    void a_dialogue_that_broke_off_is_tried_once_more_alone() {
        assertThat(suspects.brokeOff("d", false)).isTrue();
        assertThat(suspects.contains("d")).isTrue();
        assertThat(suspects.brokeOff("d", true)).isFalse();
        assertThat(suspects.brokeOff("e", true))
                .as("it was alone from the beginning")
                .isFalse();
    }

    @Test
    void a_suspect_that_breaks_off_in_company_is_still_tried_alone() {
        suspects.started("p1", "d", false);
        suspects.started("p2", "d", false);
        suspects.lost("p1");
        suspects.ended("p2", "d");
        assertThat(suspects.brokeOff("d", false))
                .as("another may have broken it, and it was never alone")
                .isTrue();
        assertThat(suspects.brokeOff("d", true)).isFalse();
    }
}
