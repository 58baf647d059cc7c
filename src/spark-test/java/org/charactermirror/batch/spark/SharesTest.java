package org.charactermirror.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.LimitedModel;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static final Map<String, Integer> WAITING = Map.of("m", 0);

    @Test
    void the_parts_of_a_limit_add_up_to_it_whatever_it_is() {
        for (int limit = 1; limit <= 30; limit++) {
            for (int of = 1; of <= 40; of++) {
                long sum = 0;
                for (int rank = 0; rank < of; rank++) {
                    sum += new Share(rank, of, true).part(limit);
                }
                assertThat(sum).as(limit + " among " + of).isEqualTo(limit);
            }
        }
    }

    @Test
    void a_share_has_its_part_of_every_limit_and_all_of_the_patience() {
        CallLimits limits = new CallLimits(OptionalInt.of(60), OptionalLong.of(1001), OptionalInt.of(7), 90, 4, 5);

        assertThat(new Share(0, 2, true).of(limits))
                .isEqualTo(new CallLimits(OptionalInt.of(30), OptionalLong.of(501), OptionalInt.of(4), 90, 4, 5));
        assertThat(new Share(1, 2, true).of(limits))
                .isEqualTo(new CallLimits(OptionalInt.of(30), OptionalLong.of(500), OptionalInt.of(3), 90, 4, 5));
        assertThat(new Share(7, 8, true).allows(limits))
                .as("7 places for 8 processes")
                .isFalse();
        assertThat(new Share(6, 8, true).allows(limits)).isTrue();
        assertThat(new Share(0, 8, true).of(CallLimits.ofDefaults())).isEqualTo(CallLimits.ofDefaults());
    }

    @Test
    void one_that_comes_waits_until_the_others_have_taken_less() {
        Shares shares = new Shares();
        assertThat(shares.of("a", WAITING)).containsEntry("m", new Share(0, 1, true));
        assertThat(shares.of("a", Map.of("m", 1))).containsEntry("m", new Share(0, 1, true));

        assertThat(shares.of("b", WAITING)).containsEntry("m", new Share(1, 2, false));
        assertThat(shares.of("a", Map.of("m", 1))).containsEntry("m", new Share(0, 2, true));
        assertThat(shares.of("b", WAITING))
                .as("a has heard of it, and not yet said that it did it")
                .containsEntry("m", new Share(1, 2, false));
        assertThat(shares.of("a", Map.of("m", 2))).containsEntry("m", new Share(0, 2, true));
        assertThat(shares.of("b", WAITING)).containsEntry("m", new Share(1, 2, true));
    }

    @Test
    void those_that_stay_share_what_others_leave() {
        Shares shares = new Shares();
        shares.of("a", WAITING);
        shares.of("b", WAITING);
        shares.of("c", WAITING);
        shares.of("a", Map.of("m", 3));
        shares.of("b", WAITING);
        shares.of("b", Map.of("m", 3));
        assertThat(shares.of("c", WAITING)).containsEntry("m", new Share(2, 3, true));

        shares.lost("a");
        assertThat(shares.of("b", Map.of())).isEmpty();
        assertThat(shares.of("c", Map.of("m", 3))).containsEntry("m", new Share(0, 1, true));
    }

    /** Processes that come, go, die and take what they are given, each in its own time: the sum is looked at all the time. */
    @Test
    void no_limit_is_ever_exceeded() {
        SplittableRandom random = new SplittableRandom(3);
        int whole = 0;
        for (int trial = 0; trial < 300; trial++) {
            int limit = 1 + random.nextInt(12);
            CallLimits limits =
                    new CallLimits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.of(limit), 1, 1, 1);
            Shares shares = new Shares();
            Map<String, DividedModel> processes = new HashMap<>();
            Map<String, Limit> taken = new HashMap<>();
            int most = 0;
            for (int step = 0; step < 200; step++) {
                String process = "p" + random.nextInt(6);
                Limit own = taken.computeIfAbsent(process, first -> new Limit());
                DividedModel model = processes.computeIfAbsent(process, first -> inUse(limits, own));
                switch (random.nextInt(14)) {
                    case 0 -> {
                        processes.remove(process);
                        taken.remove(process);
                        shares.lost(process);
                    }
                    case 1 -> {
                        model.rest();
                        own.reset();
                        model.use();
                    }
                    case 2, 3, 4, 5 -> model.take();
                    default ->
                        shares.of(process, Map.of("m", model.applied()))
                                .values()
                                .forEach(model::announce);
                }
                int sum = taken.values().stream()
                        .mapToInt(limited -> limited.concurrency)
                        .sum();
                assertThat(sum).as("limit " + limit + " in step " + step).isLessThanOrEqualTo(limit);
                most = Math.max(most, sum);
            }
            whole += most == limit ? 1 : 0;
        }
        assertThat(whole)
                .as("in most of 300 trials all of it was given at times")
                .isGreaterThan(200);
    }

    private static DividedModel inUse(CallLimits limits, Limit limit) {
        DividedModel model = new DividedModel(limits, limit);
        model.use();
        return model;
    }

    @Test
    void what_was_offered_before_a_rest_is_not_taken_after_it() {
        Limit limit = new Limit();
        DividedModel model =
                inUse(new CallLimits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.of(4), 1, 1, 1), limit);
        assertThat(model.announce(new Share(0, 1, true))).isTrue();
        limit.meanwhile = () -> {
            model.rest();
            model.use();
        };

        model.take();
        assertThat(model.isReady()).isFalse();
        assertThat(model.applied()).isZero();

        model.rest();
        assertThat(model.announce(new Share(0, 1, true))).as("it needs nothing").isFalse();
    }

    /** A model of which only the limit matters that it goes by. */
    private static final class Limit implements LimitedModel {

        private int concurrency;
        private Runnable meanwhile = () -> {};

        void reset() {
            concurrency = 0;
        }

        @Override
        public void limit(CallLimits limits) {
            concurrency = limits.concurrency().orElseThrow();
            meanwhile.run();
        }

        @Override
        public ModelDescription description() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
