package org.charactermirror.chat.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void requests_are_spread_evenly_over_the_minute() {
        Pace pace = new Pace(30);

        List<Long> waits = new ArrayList<>();
        for (int request = 0; request < 4; request++) {
            waits.add(pace.reserve(1, 5 * SECOND));
        }

        // 30 in a minute are one every two seconds.
        assertThat(waits).containsExactly(0L, 2 * SECOND, 4 * SECOND, 6 * SECOND);
    }

    @Test
    void time_in_which_nothing_was_asked_is_not_saved_up() {
        Pace pace = new Pace(60);
        pace.reserve(1, 0);

        assertThat(pace.reserve(1, 100 * SECOND)).isZero();
        assertThat(pace.reserve(1, 100 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void what_was_reserved_too_much_is_given_back_and_what_was_too_little_is_made_up_for() {
        Pace pace = new Pace(600);
        pace.reserve(100, 0);

        // 100 tokens are 10 seconds at 600 a minute; 40 would have been 4.
        pace.settle(100, 40);
        assertThat(pace.reserve(10, 0)).isEqualTo(4 * SECOND);

        pace.settle(10, 30);
        assertThat(pace.reserve(1, 0)).isEqualTo(7 * SECOND);
    }

    @Test
    void a_change_of_the_pace_holds_for_those_that_wait_too() {
        Pace pace = new Pace(60);
        pace.take(1, 0);
        double second = pace.take(1, 0);
        double third = pace.take(1, 0);
        assertThat(pace.wait(third, 0)).isEqualTo(2 * SECOND);

        // Half a second later half a unit is missing, and from now on one is given in two seconds.
        pace.change(30, SECOND / 2);
        assertThat(pace.wait(second, SECOND / 2)).isEqualTo(SECOND);
        assertThat(pace.wait(third, SECOND / 2)).isEqualTo(3 * SECOND);

        // At one second a quarter of a unit is missing. Others may have had the pace of a unit in a second until now:
        // it
        // begins after the two seconds that a unit takes, in which one more is given, at 2.5 s.
        pace.change(60, SECOND);
        assertThat(pace.wait(second, SECOND)).isEqualTo(SECOND / 2);
        assertThat(pace.wait(third, SECOND)).isEqualTo(2 * SECOND + SECOND / 4);
        assertThat(pace.wait(third, 3 * SECOND)).isEqualTo(SECOND / 4);
    }

    @Test
    void a_first_call_under_a_part_of_a_limit_waits_as_long_as_its_units_take() {
        Pace pace = new Pace(6000);
        pace.change(600, 0);

        // 600 a minute are one in 100 ms.
        assertThat(pace.reserve(40, 0)).isEqualTo(4 * SECOND);
        assertThat(pace.reserve(10, 0)).isEqualTo(8 * SECOND);
    }

    @Test
    void one_that_begins_or_rested_waits_as_long_as_a_unit_takes() {
        Pace pace = new Pace(60);
        pace.change(30, 0);
        assertThat(pace.reserve(1, 0)).isEqualTo(2 * SECOND);

        pace.change(60, 100 * SECOND);
        assertThat(pace.reserve(1, 100 * SECOND)).isEqualTo(2 * SECOND);
        assertThat(pace.reserve(1, 102 * SECOND)).isEqualTo(SECOND);
    }

    /**
     * Processes with a part of one limit each that come, go and die at any time and ask as much as they may. Without a change
     * there are never more in a minute than the limit. A change can shift when each of them is due, so that all begin one
     * at the minute's beginning and one at its end; however many changes there are, it is never more than that.
     */
    @Test
    void changing_parts_of_a_pace_never_exceed_the_whole() {
        SplittableRandom random = new SplittableRandom(5);
        int quiet = 0;
        for (int trial = 0; trial < 40; trial++) {
            int limit = 2 + random.nextInt(60);
            Simulated played = simulated(limit, random);
            for (long begin : played.begun) {
                long end = begin + 60 * SECOND;
                long within = played.begun.stream()
                        .filter(time -> time >= begin && time < end)
                        .count();
                boolean changed = played.changes.stream().anyMatch(time -> time > begin - 120 * SECOND && time < end);
                assertThat(within)
                        .as("limit " + limit + " in trial " + trial)
                        .isLessThanOrEqualTo(changed ? limit + played.most - 1 : limit);
                quiet += changed ? 0 : 1;
            }
            assertThat(played.begun.size()).as("limit " + limit).isBetween(3 * limit, 10 * limit);
        }
        assertThat(quiet).isGreaterThan(1000);
    }

    /** What began when, when parts changed, and how many processes there were at most. */
    private record Simulated(List<Long> begun, List<Long> changes, int most) {}

    private static Simulated simulated(int limit, SplittableRandom random) {
        long step = SECOND / 10;
        List<Pace> paces = new ArrayList<>(List.of(divided(limit, 1, 0, 0)));
        List<Double> taken = new ArrayList<>(List.of(paces.get(0).take(1, 0)));
        List<Long> begun = new ArrayList<>();
        List<Long> changes = new ArrayList<>();
        int most = 1;
        for (long now = 0; now < 600 * SECOND; now += step) {
            if (random.nextInt(600) == 0) {
                int of = paces.size();
                if (of > 1 && random.nextBoolean()) {
                    int lost = random.nextInt(of);
                    paces.remove(lost);
                    taken.remove(lost);
                    divide(paces, limit, now, of - 1);
                    changes.add(now);
                } else if (of < limit) {
                    divide(paces, limit, now, of + 1);
                    Pace added = divided(limit, of + 1, of, now);
                    paces.add(added);
                    taken.add(added.take(1, now));
                    changes.add(now);
                }
                most = Math.max(most, paces.size());
            }
            for (int index = 0; index < paces.size(); index++) {
                long wait = paces.get(index).wait(taken.get(index), now);
                if (wait < step) {
                    begun.add(now + wait);
                    taken.set(index, paces.get(index).take(1, now + wait));
                }
            }
        }
        return new Simulated(begun, changes, most);
    }

    private static void divide(List<Pace> paces, int limit, long now, int of) {
        for (int rank = 0; rank < paces.size(); rank++) {
            paces.get(rank).change(part(limit, of, rank), now);
        }
    }

    private static Pace divided(int limit, int of, int rank, long now) {
        Pace pace = new Pace(limit);
        pace.change(part(limit, of, rank), now);
        return pace;
    }

    private static int part(int limit, int of, int rank) {
        return limit / of + (rank < limit % of ? 1 : 0);
    }
}
