package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is let in when, and what of prompts that begin alike is computed. */
class GenerationLoopTest {

    private static final Path FOLDER = EmbeddedModels.resolve("embedded:tiny");
    private static final ModelConfiguration SIZES = ModelConfiguration.read(FOLDER);
    private static final MemoryNeeds NEEDS = new MemoryNeeds(SIZES, Precision.F32);
    private static final int SPAN = Decoder.SPAN;
    private static final long PLENTY = 1_000_000_000;
    private static final int MOST = 8;

    /** Longer than a step, so that others could begin before it has run. */
    private static final int PROFILE = 5 * SPAN + 20;

    private static Decoder decoder;

    @BeforeAll
    static void load() {
        decoder = Decoder.load(Checkpoint.open(FOLDER, SIZES), SIZES, Precision.F32, SIZES.contextLength(), 0);
    }

    @AfterAll
    static void close() {
        decoder.close();
    }

    @Test
    void a_profile_of_replies_that_are_asked_for_at_once_is_computed_once() {
        List<int[]> prompts = prompts(8);
        try (DialogueCaches caches = caches(PLENTY)) {
            write(caches, prompts, 8);
            long all = prompts.stream().mapToLong(prompt -> prompt.length).sum();
            assertThat(caches.use().promptTokens()).isEqualTo(all);
            // The others wait for all whole blocks of the first one's profile; all that they find is shared.
            assertThat(caches.use().cachedTokens()).isGreaterThanOrEqualTo(7L * (PROFILE - 20));
            assertThat(caches.use().sharedTokens()).isEqualTo(caches.use().cachedTokens());
        }
    }

    @Test
    void replies_are_the_same_alone_at_once_and_in_memory_for_one_at_a_time() {
        List<int[]> prompts = prompts(6);
        List<String> alone = new ArrayList<>();
        for (int[] prompt : prompts) {
            try (DialogueCaches caches = caches(PLENTY)) {
                alone.addAll(write(caches, List.of(prompt), 1));
            }
        }
        assertThat(alone).doesNotHaveDuplicates();
        long least = NEEDS.cache(prompts.get(0).length + MOST);
        for (long limit : new long[] {PLENTY, 3 * least, least}) {
            try (DialogueCaches caches = caches(limit)) {
                assertThat(write(caches, prompts, 6)).isEqualTo(alone);
                assertThat(caches.use().peakBytes()).isLessThanOrEqualTo(limit);
            }
        }
    }

    @Test
    void replies_that_wait_for_a_prompt_do_not_wait_for_ever_when_its_reply_fails() {
        List<int[]> prompts = prompts(4);
        try (DialogueCaches caches = caches(PLENTY)) {
            GenerationLoop loop = new GenerationLoop(decoder, caches, 4, false);
            try (loop) {
                Generation failing = new Generation(prompts.get(0), MOST, greedy(), heard -> new ReplyAssembler() {
                    @Override
                    public Optional<StopReason> add(int token) {
                        throw new IllegalStateException("no more");
                    }

                    @Override
                    public String finish() {
                        return "";
                    }
                });
                List<Generation> others = prompts.subList(1, 4).stream()
                        .map(prompt -> drawn(prompt))
                        .toList();
                synchronized (loop) {
                    loop.submit(failing);
                    others.forEach(loop::submit);
                }
                assertThatThrownBy(() -> failing.await(TextListener.NONE)).hasMessage("no more");
                others.forEach(other ->
                        assertThat(other.await(TextListener.NONE).count()).isEqualTo(MOST));
            }
        }
    }

    private static DialogueCaches caches(long limit) {
        return new DialogueCaches(decoder, 8, limit);
    }

    /** Asks for all replies before the first of them can begin. */
    private static List<String> write(DialogueCaches caches, List<int[]> prompts, int batch) {
        GenerationLoop loop = new GenerationLoop(decoder, caches, batch, false);
        try (loop) {
            List<Generation> asked =
                    prompts.stream().map(GenerationLoopTest::drawn).toList();
            synchronized (loop) {
                asked.forEach(loop::submit);
            }
            return asked.stream()
                    .map(generation -> generation.await(TextListener.NONE).text())
                    .toList();
        }
    }

    private static Generation drawn(int[] prompt) {
        return new Generation(prompt, MOST, greedy(), heard -> TokenReplies.assembler(Set.of()));
    }

    private static Sampler greedy() {
        return new Sampler(GenerationSettings.greedy(MOST), 1, SIZES.vocabulary(), id -> true);
    }

    /** Returns prompts of one profile and different first messages of a few tokens. */
    private static List<int[]> prompts(int count) {
        int[] profile = ids(1, PROFILE);
        return IntStream.range(0, count)
                .mapToObj(number -> IntStream.concat(Arrays.stream(profile), Arrays.stream(ids(100 + number, 12)))
                        .toArray())
                .toList();
    }

    private static int[] ids(long seed, int length) {
        return new SplittableRandom(seed).ints(length, 300, 2900).toArray();
    }
}
