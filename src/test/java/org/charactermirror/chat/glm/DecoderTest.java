package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.charactermirror.chat.glm.Decoder.Wanted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

    private static Decoder decoder;

    @BeforeAll
    static void load() {
        decoder = TinyCheckpoint.load(Precision.F32);
    }

    @AfterAll
    static void close() {
        decoder.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void logits_are_the_published_implementation_s_however_the_tokens_are_fed(int pieceLength) {
        for (ExpectedLogits prompt : TinyCheckpoint.expected()) {
            int[] ids = concatenated(prompt.inputIds(), prompt.greedy());
            try (KeyValueCache cache = decoder.newCache()) {
                List<float[]> logits = new ArrayList<>();
                for (int from = 0; from < ids.length; from += pieceLength) {
                    int[] piece = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + pieceLength));
                    logits.addAll(decoder.allLogits(cache, piece));
                }
                for (int position = 0; position < prompt.inputIds().length; position++) {
                    assertClose(logits.get(position), prompt.promptLogits()[position]);
                }
                assertClose(logits.get(logits.size() - 1), prompt.finalStepLogits());
            }
        }
    }

    @Test
    void single_steps_give_the_published_implementation_s_logits() {
        for (ExpectedLogits prompt : TinyCheckpoint.expected()) {
            try (KeyValueCache cache = decoder.newCache()) {
                for (int position = 0; position < prompt.inputIds().length; position++) {
                    int[] token = {prompt.inputIds()[position]};
                    assertClose(decoder.lastLogits(cache, token), prompt.promptLogits()[position]);
                }
            }
        }
    }

    @Test
    void a_prompt_gives_the_same_bits_in_whatever_pieces_it_is_fed() {
        int[] ids = new SplittableRandom(1).ints(100, 0, 256).toArray();
        float[] whole = logitsInPieces(ids, ids.length);
        for (int piece : List.of(1, 2, 3, 7, 16, 33)) {
            assertThat(logitsInPieces(ids, piece)).as("pieces of " + piece).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_sequence_gives_the_same_bits_beside_any_others_and_token_by_token(Precision precision) {
        SplittableRandom random = new SplittableRandom(2);
        List<int[]> sequences = new ArrayList<>();
        for (int length : List.of(90, 17, 1, 64, 33, 3, 48, 100)) {
            sequences.add(random.ints(length, 0, 256).toArray());
        }
        try (Decoder network = TinyCheckpoint.load(precision)) {
            List<float[]> alone = new ArrayList<>();
            for (int[] ids : sequences) {
                try (KeyValueCache cache = network.newCache()) {
                    alone.add(network.lastLogits(cache, ids));
                }
            }
            for (int most : List.of(1, 5, 30)) {
                List<float[]> together = logitsTogether(network, sequences, most);
                for (int index = 0; index < alone.size(); index++) {
                    assertThat(Arrays.equals(together.get(index), alone.get(index)))
                            .as("sequence %d, at most %d tokens of each in a step: the same bits", index, most)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_long_prompt_gives_the_same_bits_in_whatever_pieces_it_is_fed(Precision precision) {
        Path folder = EmbeddedModels.resolve("embedded:tiny");
        ModelConfiguration sizes = ModelConfiguration.read(folder);
        int[] ids = new SplittableRandom(3).ints(700, 300, 2900).toArray();
        try (Decoder network = Decoder.load(Checkpoint.open(folder, sizes), sizes, precision, 768, 0);
                KeyValueCache cache = network.newCache()) {
            List<float[]> whole = network.allLogits(cache, ids);
            for (int length : List.of(1, 5, 16, 33, 100, 250)) {
                cache.truncate(0);
                for (int from = 0; from < ids.length; from += length) {
                    int[] piece = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + length));
                    List<float[]> logits = network.allLogits(cache, piece);
                    for (int index = 0; index < piece.length; index++) {
                        assertThat(Arrays.equals(logits.get(index), whole.get(from + index)))
                                .as("token %d, in pieces of %d: the same bits", from + index, length)
                                .isTrue();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_single_token_gives_the_same_bits_beside_single_tokens_and_pieces_of_others_at_any_place(
            Precision precision) {
        // Three heads share the keys of a group here, which is no multiple of the rows that attention is filled up to.
        Path folder = EmbeddedModels.resolve("embedded:tiny");
        ModelConfiguration sizes = ModelConfiguration.read(folder);
        int[] ids = new SplittableRandom(4).ints(600, 300, 2900).toArray();
        try (Decoder network = Decoder.load(Checkpoint.open(folder, sizes), sizes, precision, 640, 0);
                KeyValueCache cache = network.newCache()) {
            for (int place : List.of(0, 62, 63, 64, 511, 512, 575)) {
                cache.truncate(0);
                network.allLogits(cache, Arrays.copyOf(ids, place + 1));
                cache.truncate(place);
                float[] alone = network.lastLogits(cache, new int[] {ids[place]});
                for (int others : List.of(1, 15, 40)) {
                    cache.truncate(place);
                    assertThat(Arrays.equals(besides(network, cache, ids[place], others), alone))
                            .as("token %d beside %d others: the same bits", place, others)
                            .isTrue();
                }
            }
        }
    }

    /** Runs a token between others, every third of which has five tokens of a sequence of its own, and the rest one. */
    private static float[] besides(Decoder network, KeyValueCache cache, int id, int others) {
        List<Decoder.Input> inputs = new ArrayList<>();
        for (int index = 0; index < others; index++) {
            KeyValueCache other = network.newCache();
            network.lastLogits(
                    other,
                    new SplittableRandom(index).ints(1 + 7 * index, 300, 2900).toArray());
            int[] tokens = new SplittableRandom(-1 - index)
                    .ints(index % 3 == 1 ? 5 : 1, 300, 2900)
                    .toArray();
            inputs.add(new Decoder.Input(other, tokens, Wanted.NONE));
        }
        inputs.add(others / 2, new Decoder.Input(cache, new int[] {id}, Wanted.LAST));
        float[] logits = network.step(inputs).get(others / 2)[0];
        inputs.stream()
                .map(Decoder.Input::cache)
                .filter(other -> other != cache)
                .forEach(KeyValueCache::close);
        return logits;
    }

    /** Runs all sequences side by side, those with fewer tokens ending earlier. */
    private static List<float[]> logitsTogether(Decoder network, List<int[]> sequences, int most) {
        List<KeyValueCache> caches =
                sequences.stream().map(ids -> network.newCache()).toList();
        List<float[]> results = new ArrayList<>(Collections.nCopies(sequences.size(), new float[0]));
        for (int from = 0; from < 128; from += most) {
            List<Decoder.Input> inputs = new ArrayList<>();
            List<Integer> running = new ArrayList<>();
            for (int index = 0; index < sequences.size(); index++) {
                int[] ids = sequences.get(index);
                if (from < ids.length) {
                    int[] piece = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + most));
                    inputs.add(new Decoder.Input(caches.get(index), piece, Wanted.LAST));
                    running.add(index);
                }
            }
            List<float[][]> logits = inputs.isEmpty() ? List.of() : network.step(inputs);
            for (int index = 0; index < running.size(); index++) {
                results.set(running.get(index), logits.get(index)[0]);
            }
        }
        caches.forEach(KeyValueCache::close);
        return results;
    }

    private static float[] logitsInPieces(int[] ids, int length) {
        float[] logits = {};
        try (KeyValueCache cache = decoder.newCache()) {
            for (int from = 0; from < ids.length; from += length) {
                int[] piece = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + length));
                logits = decoder.lastLogits(cache, piece);
            }
        }
        return logits;
    }

    @Test
    void logits_without_a_cache_are_those_with_one() {
        ExpectedLogits prompt = TinyCheckpoint.expected().get(0);
        int[] ids = concatenated(prompt.inputIds(), prompt.greedy());
        for (int length = prompt.inputIds().length; length < ids.length; length++) {
            try (KeyValueCache cache = decoder.newCache()) {
                float[] logits = decoder.lastLogits(cache, Arrays.copyOf(ids, length));
                assertThat(likeliest(logits)).isEqualTo(ids[length]);
            }
        }
    }

    @Test
    void a_cache_that_was_cut_back_goes_on_as_if_the_rest_had_never_been() {
        ExpectedLogits prompt = TinyCheckpoint.expected().get(1);
        try (KeyValueCache cache = decoder.newCache()) {
            decoder.lastLogits(cache, prompt.inputIds());
            decoder.lastLogits(cache, new int[] {1, 2, 3, 4, 5});
            cache.truncate(4);
            int[] rest = Arrays.copyOfRange(prompt.inputIds(), 4, prompt.inputIds().length);
            List<float[]> logits = decoder.allLogits(cache, rest);
            assertClose(logits.get(logits.size() - 1), prompt.promptLogits()[prompt.inputIds().length - 1]);
        }
    }

    @Test
    void sequences_that_run_together_do_not_touch_each_other() {
        List<ExpectedLogits> prompts = TinyCheckpoint.expected();
        try (KeyValueCache first = decoder.newCache();
                KeyValueCache second = decoder.newCache()) {
            List<float[][]> logits = decoder.step(List.of(
                    new Decoder.Input(first, prompts.get(0).inputIds(), Wanted.LAST),
                    new Decoder.Input(second, prompts.get(1).inputIds(), Wanted.LAST)));
            for (int row = 0; row < 2; row++) {
                double[][] expected = prompts.get(row).promptLogits();
                assertClose(logits.get(row)[0], expected[expected.length - 1]);
            }
        }
    }

    @Test
    void an_id_outside_the_vocabulary_never_reaches_native_code() {
        try (KeyValueCache cache = decoder.newCache()) {
            assertThatThrownBy(() -> decoder.lastLogits(cache, new int[] {256}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("token id 256 is not from 0 to 255");
        }
    }

    @Test
    void more_tokens_than_the_context_never_reach_native_code() {
        try (KeyValueCache cache = decoder.newCache()) {
            assertThatThrownBy(() -> decoder.lastLogits(cache, new int[129]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("129 tokens are more than the context of 128");
        }
    }

    private static int[] concatenated(int[] first, int[] second) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static void assertClose(float[] found, double[] expected) {
        for (int id = 0; id < expected.length; id++) {
            assertThat((double) found[id]).isCloseTo(expected[id], within(1e-4));
        }
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int id = 0; id < logits.length; id++) {
            best = logits[id] > logits[best] ? id : best;
        }
        return best;
    }
}
