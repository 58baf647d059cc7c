package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.BaseNDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs ten thousand steps of the loop over sessions that come and go, with histories that lose their beginning, replies
 * that nobody waits for any more and replies that fail. It takes minutes and is no part of the default build: {@code
 * ./mvnw -Psoak test}.
 */
class GenerationSoak {

    private static final int STEPS = 10_000;
    private static final int BATCH = 8;
    /** A step gives every reply at most one token, so that these are at least so many steps. */
    private static final long TOKENS = (long) STEPS * BATCH;

    private static final int PARTS = 20;
    private static final int WARM_UP = 4;
    private static final int CONTEXT = 512;
    private static final int LONGEST_REPLY = 60;
    private static final long MOST_GROWTH = 32L << 20;

    /** What dialogues leave is kept until this is full, soon after the beginning, and given up from then on. */
    private static final long CACHE_MEMORY = 24L << 20;

    private final AtomicLong tokens = new AtomicLong();
    private final AtomicLong replies = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    @ParameterizedTest
    @EnumSource(Precision.class)
    void memory_stays_flat_over_ten_thousand_steps_of_sessions_that_come_and_go(Precision precision) throws Exception {
        assumeThat(ProcessMemory.now())
                .as("this system tells what is in memory")
                .isPresent();
        Path folder = EmbeddedModels.resolve("embedded:tiny");
        ModelConfiguration sizes = ModelConfiguration.read(folder);
        List<Long> resident = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(BATCH);
        try (Decoder decoder = Decoder.load(Checkpoint.open(folder, sizes), sizes, precision, CONTEXT, 0);
                DialogueCaches caches = new DialogueCaches(decoder, BATCH, CACHE_MEMORY);
                GenerationLoop loop = new GenerationLoop(decoder, caches, BATCH, true)) {
            int tensors = tensors(decoder);
            System.out.println("precision      tokens  replies  abandoned  failed  resident MiB");
            for (int part = 1; part <= PARTS; part++) {
                long until = TOKENS * part / PARTS;
                List<Future<?>> running = new ArrayList<>();
                for (int session = 0; session < BATCH; session++) {
                    long seed = (long) part * BATCH + session;
                    running.add(threads.submit(() -> {
                        SplittableRandom random = new SplittableRandom(seed);
                        while (tokens.get() < until) {
                            dialogue(loop, random, sizes.vocabulary());
                        }
                    }));
                }
                for (Future<?> session : running) {
                    session.get();
                }
                resident.add(ProcessMemory.now().orElseThrow().anonymous());
                System.out.printf(
                        Locale.ROOT,
                        "%-9s %11d %8d %10d %7d %13.1f%n",
                        precision.word(),
                        tokens.get(),
                        replies.get(),
                        abandoned.get(),
                        failed.get(),
                        resident.get(resident.size() - 1) / 1048576.0);
            }
            loop.close();
            caches.close();
            assertThat(tensors(decoder))
                    .as("tensors of the network after the last step")
                    .isEqualTo(tensors);
        } finally {
            threads.shutdownNow();
        }
        assertThat(List.of(replies.get(), abandoned.get(), failed.get())).doesNotContain(0L);
        // Were a step's tensors kept, about 100 kB, ten thousand steps would take a gigabyte.
        List<Long> warm = resident.subList(WARM_UP, PARTS);
        assertThat(warm.get(warm.size() - 1)).isLessThan(warm.get(0) + MOST_GROWTH);
        assertThat(warm.stream().mapToLong(Long::longValue).max().orElseThrow()).isLessThan(warm.get(0) + MOST_GROWTH);
    }

    private static int tensors(Decoder decoder) {
        return ((BaseNDManager) decoder.manager()).getManagedArrays().size();
    }

    /** Plays one dialogue of one of a few characters, in which anything may happen. */
    private void dialogue(GenerationLoop loop, SplittableRandom random, int vocabulary) {
        int character = random.nextInt(5);
        int[] profile = ids(new SplittableRandom(character), 40 + 20 * character, vocabulary);
        int[] history = {};
        int rounds = 1 + random.nextInt(6);
        for (int round = 0; round < rounds; round++) {
            history = joined(history, ids(random, 1 + random.nextInt(60), vocabulary));
            if (profile.length + history.length > CONTEXT - LONGEST_REPLY) {
                history = Arrays.copyOfRange(history, history.length / 2, history.length);
            }
            Reply reply = new Reply(random.nextInt(50) == 0 ? 1 + random.nextInt(5) : Integer.MAX_VALUE);
            int leaveAfter = random.nextInt(10) == 0 ? 1 + random.nextInt(10) : Integer.MAX_VALUE;
            Sampler sampler = new Sampler(GenerationSettings.ofDefaults(), random.nextLong(), vocabulary, id -> true);
            Generation generation = new Generation(
                    joined(profile, history), 1 + random.nextInt(LONGEST_REPLY), sampler, reply::heardBy);
            loop.submit(generation);
            AtomicLong heard = new AtomicLong();
            try {
                generation.await(piece -> {
                    tokens.incrementAndGet();
                    if (heard.incrementAndGet() == leaveAfter) {
                        Thread.currentThread().interrupt();
                    }
                });
                replies.incrementAndGet();
            } catch (CancellationException e) {
                abandoned.incrementAndGet();
                return;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessage("this reply was to fail");
                failed.incrementAndGet();
                return;
            } finally {
                // An interruption that came with the last token is not the next reply's.
                Thread.interrupted();
            }
            history = joined(history, reply.ids());
        }
    }

    private static int[] ids(SplittableRandom random, int count, int vocabulary) {
        return random.ints(count, 0, vocabulary).toArray();
    }

    private static int[] joined(int[] first, int[] second) {
        return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
    }

    /** Tells its listener of every token, and fails at one of them. */
    private static final class Reply implements ReplyAssembler {

        private final int failingAt;
        private final List<Integer> ids = new ArrayList<>();
        private TextListener listener = TextListener.NONE;

        Reply(int failingAt) {
            this.failingAt = failingAt;
        }

        Reply heardBy(TextListener heard) {
            listener = heard;
            return this;
        }

        @Override
        public synchronized Optional<StopReason> add(int token) {
            ids.add(token);
            if (ids.size() == failingAt) {
                throw new IllegalArgumentException("this reply was to fail");
            }
            listener.onText("x");
            return Optional.empty();
        }

        @Override
        public String finish() {
            return "";
        }

        synchronized int[] ids() {
            return ids.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
