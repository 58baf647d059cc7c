package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.charactermirror.chat.ContextTooLongException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueCachesTest {

    private static final int SPAN = Decoder.SPAN;
    private static final int CONTEXT = 768;
    private static final long PLENTY = 1_000_000_000;
    private static final Path FOLDER = EmbeddedModels.resolve("embedded:tiny");
    private static final ModelConfiguration SIZES = ModelConfiguration.read(FOLDER);

    /** Bytes of a span of a cache in which a reply is written: 4 layers x 2 x 2 groups x 32 numbers of 4 bytes a token. */
    private static final long SPAN_BYTES = 4 * 2 * 2 * 32 * 4 * SPAN;

    private static Decoder decoder;

    @BeforeAll
    static void load() {
        decoder = load(Precision.F32);
    }

    @AfterAll
    static void close() {
        decoder.close();
    }

    private static Decoder load(Precision precision) {
        return Decoder.load(Checkpoint.open(FOLDER, SIZES), SIZES, precision, CONTEXT, 0);
    }

    private static DialogueCaches caches(int most, long limit) {
        return new DialogueCaches(decoder, most, limit);
    }

    @Test
    void the_next_turn_of_a_dialogue_finds_all_of_it() {
        try (DialogueCaches caches = caches(1, PLENTY)) {
            int[] ids = ids(1, 200);
            run(caches, ids, 0, 200);
            run(caches, joined(ids, ids(2, 30)), 200, 300);
        }
    }

    @Test
    void another_dialogue_finds_what_both_begin_with_and_the_first_one_still_finds_its_own() {
        try (DialogueCaches caches = caches(1, PLENTY)) {
            int[] profile = ids(1, 150);
            int[] first = joined(profile, ids(2, 90));
            int[] second = joined(profile, ids(3, 100));
            run(caches, first, 0, 300);
            run(caches, second, 150, 300);
            run(caches, joined(first, ids(4, 10)), 240, 300);
            run(caches, joined(second, ids(5, 70)), 250, 400);
            // The two prompts of the first and of the second: the profile is their share, the rest is their own
            // history.
            assertThat(caches.use().promptTokens()).isEqualTo(240 + 250 + 250 + 320);
            assertThat(caches.use().cachedTokens()).isEqualTo(150 + 240 + 250);
            assertThat(caches.use().sharedTokens()).isEqualTo(150);
            assertThat(caches.use().recomputedTokens()).isZero();
            assertThat(caches.use().evictedBlocks()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, SPAN - 1, SPAN, SPAN + 1, 2 * SPAN, 3 * SPAN - 1})
    void a_prompt_that_ends_or_differs_anywhere_in_what_is_known_finds_all_before(int length) {
        try (DialogueCaches caches = caches(1, PLENTY)) {
            int[] known = ids(1, 3 * SPAN);
            run(caches, known, 0, CONTEXT);
            run(caches, ids(9, 40), 0, CONTEXT);
            // The last token of a prompt always runs: its logits are wanted.
            run(caches, Arrays.copyOf(known, length), length - 1, CONTEXT);
            run(caches, ids(9, 41), 40, CONTEXT);
            int[] other = joined(Arrays.copyOf(known, length), ids(7, 20));
            other[length] = (known[Math.min(length, known.length - 1)] + 1) % SIZES.vocabulary();
            run(caches, other, length, CONTEXT);
        }
    }

    @Test
    void a_reply_whose_last_token_is_another_when_its_text_is_read_again_loses_that_token_only() {
        try (DialogueCaches caches = caches(1, PLENTY)) {
            int[] prompt = ids(1, 100);
            int[] reply = ids(2, 20);
            run(caches, joined(prompt, reply), 0, CONTEXT);
            int[] again = joined(joined(prompt, reply), ids(3, 30));
            again[119]++;
            run(caches, ids(4, 10), 0, CONTEXT);
            run(caches, again, 119, CONTEXT);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void what_comes_back_from_blocks_gives_the_bits_of_computing_it_again(Precision precision) {
        try (Decoder network = load(precision);
                DialogueCaches caches = new DialogueCaches(network, 1, PLENTY)) {
            int[] ids = ids(1, 230);
            float[] fresh = last(network, caches, ids);
            for (int length : new int[] {1, 50, 63, 64, 65, 128, 200, 229}) {
                last(network, caches, joined(Arrays.copyOf(ids, length), ids(2, 12)));
                assertThat(Arrays.equals(last(network, caches, ids), fresh))
                        .as("after a dialogue that shares %d tokens: the same bits", length)
                        .isTrue();
            }
        }
    }

    @Test
    void random_dialogues_in_little_memory_give_the_bits_of_computing_all_again() {
        SplittableRandom random = new SplittableRandom(5);
        List<int[]> dialogues = new ArrayList<>();
        // One cache of a dialogue of 300 tokens takes 5 spans; three more are left for blocks.
        try (DialogueCaches caches = caches(2, 8 * SPAN_BYTES)) {
            for (int turn = 0; turn < 60; turn++) {
                int[] before = dialogues.isEmpty() || random.nextInt(6) == 0
                        ? ids(random.nextInt(3), 70)
                        : dialogues.get(random.nextInt(dialogues.size()));
                int[] kept = Arrays.copyOf(before, before.length - random.nextInt(10));
                int[] prompt = joined(kept, ids(100 + turn, 1 + random.nextInt(40)));
                if (prompt.length <= 300) {
                    dialogues.add(prompt);
                    float[] found = last(decoder, caches, prompt, 300);
                    try (KeyValueCache cache = decoder.newCache()) {
                        assertThat(Arrays.equals(found, decoder.lastLogits(cache, prompt)))
                                .as("turn %d", turn)
                                .isTrue();
                    }
                }
                assertThat(caches.use().peakBytes()).isLessThanOrEqualTo(8 * SPAN_BYTES);
            }
            assertThat(caches.use().evictedBlocks()).isPositive();
            assertThat(caches.use().recomputedTokens()).isPositive();
            assertThat(caches.use().cachedTokens()).isPositive();
        }
    }

    @Test
    void memory_for_a_single_reply_is_enough_and_nothing_is_kept_beside_it() {
        try (DialogueCaches caches = caches(4, 3 * SPAN_BYTES)) {
            int[] ids = ids(1, 100);
            run(caches, ids, 0, 3 * SPAN);
            assertThat(caches.hasRoom(3 * SPAN, 1)).isTrue();
            assertThat(caches.hasRoom(3 * SPAN + 1, 1)).isFalse();
            run(caches, ids(2, 3 * SPAN), 0, 3 * SPAN);
            DialogueCaches.Dialogue writing = caches.take(ids(3, 10), 10, 1);
            assertThat(caches.hasRoom(2 * SPAN, 1)).isTrue();
            assertThat(caches.hasRoom(2 * SPAN + 1, 1)).isFalse();
            caches.put(writing);
            assertThat(caches.use().peakBytes()).isEqualTo(3 * SPAN_BYTES);
        }
    }

    @Test
    void a_reply_for_which_there_will_never_be_room_is_refused() {
        try (DialogueCaches caches = caches(4, 3 * SPAN_BYTES)) {
            caches.refuse(100, 3 * SPAN, 1);
            assertThatThrownBy(() -> caches.refuse(100, 3 * SPAN + 1, 1))
                    .isInstanceOf(ContextTooLongException.class)
                    .hasMessage(
                            "the prompt's 100 tokens and up to 93 of the reply need 524288 bytes for keys and values,"
                                    + " but --cache-memory is 393216: give it at least 524288, or set max_length to 192 or less");
        }
        try (DialogueCaches caches = caches(4, 100)) {
            assertThatThrownBy(() -> caches.refuse(1, 2, 1))
                    .hasMessage(
                            "the prompt's 1 tokens and up to 1 of the reply need 131072 bytes for keys and values, but"
                                    + " --cache-memory is 100: give it at least 131072");
        }
    }

    @Test
    void the_caches_of_beams_have_their_room_while_the_reply_is_written() {
        try (DialogueCaches caches = caches(4, 7 * SPAN_BYTES)) {
            assertThat(caches.hasRoom(2 * SPAN, 3)).isTrue();
            assertThat(caches.hasRoom(2 * SPAN, 4)).isFalse();
            run(caches, ids(1, 100), 0, 2 * SPAN);
            DialogueCaches.Dialogue beams = caches.take(ids(2, 100), 2 * SPAN, 3);
            // Three caches of two spans; what the first reply left had to go, but for what one more span holds.
            assertThat(caches.hasRoom(SPAN, 1)).isTrue();
            assertThat(caches.hasRoom(SPAN + 1, 1)).isFalse();
            assertThat(caches.known(ids(1, 100))).isEqualTo(SPAN);
            caches.discard(beams);
            assertThat(caches.hasRoom(7 * SPAN, 1)).isTrue();
            assertThat(caches.use().peakBytes()).isEqualTo(7 * SPAN_BYTES);
            assertThatThrownBy(() -> caches.refuse(10, SPAN, 8))
                    .hasMessage(
                            "the prompt's 10 tokens and up to 54 of the reply need 1048576 bytes for keys and values of"
                                    + " 8 beams, but --cache-memory is 917504: give it at least 1048576");
        }
    }

    @Test
    void what_another_reply_has_computed_so_far_is_taken_from_its_cache_while_it_is_written() {
        try (DialogueCaches caches = caches(2, PLENTY)) {
            int[] profile = ids(1, 150);
            int[] first = joined(profile, ids(2, 20));
            DialogueCaches.Dialogue writing = caches.take(first, CONTEXT, 1);
            assertThat(caches.known(joined(profile, ids(3, 20)))).isZero();
            feed(decoder, writing, Arrays.copyOf(first, 130));
            assertThat(caches.known(joined(profile, ids(3, 20)))).isEqualTo(130);
            run(caches, joined(profile, ids(3, 20)), 130, CONTEXT);
            assertThat(caches.use().sharedTokens()).isEqualTo(130);
        }
    }

    @Test
    void a_cache_of_which_nobody_knows_what_it_holds_is_never_used_again() {
        try (DialogueCaches caches = caches(2, PLENTY)) {
            int[] ids = ids(1, 150);
            run(caches, Arrays.copyOf(ids, 70), 0, CONTEXT);
            DialogueCaches.Dialogue failed = caches.take(ids, CONTEXT, 1);
            feed(decoder, failed, Arrays.copyOfRange(ids, failed.length(), 140));
            caches.discard(failed);
            // What was kept before is still there, in blocks.
            run(caches, ids, 70, CONTEXT);
        }
    }

    @Test
    void a_dialogue_s_history_that_had_to_go_is_counted_when_it_is_computed_again() {
        // A cache of two spans, and one more span for blocks.
        try (DialogueCaches caches = caches(1, 3 * SPAN_BYTES)) {
            int[] ids = ids(1, 100);
            run(caches, ids, 0, 2 * SPAN);
            run(caches, ids(2, 120), 0, 2 * SPAN);
            assertThat(caches.use().evictedBlocks()).isPositive();
            run(caches, joined(ids, ids(3, 10)), 0, 2 * SPAN);
            assertThat(caches.use().recomputedTokens()).isEqualTo(100);
        }
    }

    /** Runs a prompt as a reply's and looks at how much of it was known. */
    private static void run(DialogueCaches caches, int[] prompt, int known, int length) {
        assertThat(caches.known(prompt)).isEqualTo(known);
        DialogueCaches.Dialogue dialogue = caches.take(prompt, length, 1);
        assertThat(dialogue.length()).isEqualTo(known);
        assertThat(dialogue.cache().length()).isEqualTo(known);
        assertThat(dialogue.cache().capacity()).isGreaterThanOrEqualTo(Math.min(length, CONTEXT));
        feed(decoder, dialogue, Arrays.copyOfRange(prompt, known, prompt.length));
        caches.put(dialogue);
    }

    private static float[] last(Decoder network, DialogueCaches caches, int[] prompt) {
        return last(network, caches, prompt, CONTEXT);
    }

    private static float[] last(Decoder network, DialogueCaches caches, int[] prompt, int length) {
        DialogueCaches.Dialogue dialogue = caches.take(prompt, length, 1);
        float[] logits = feed(network, dialogue, Arrays.copyOfRange(prompt, dialogue.length(), prompt.length));
        caches.put(dialogue);
        return logits;
    }

    private static float[] feed(Decoder network, DialogueCaches.Dialogue dialogue, int[] ids) {
        float[] logits = network.lastLogits(dialogue.cache(), ids);
        dialogue.append(ids);
        return logits;
    }

    private static int[] ids(long seed, int length) {
        return new SplittableRandom(seed).ints(length, 300, 2900).toArray();
    }

    private static int[] joined(int[] first, int[] second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }
}
