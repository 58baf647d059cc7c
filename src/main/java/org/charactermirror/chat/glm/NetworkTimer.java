package org.charactermirror.chat.glm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.charactermirror.chat.GenerationSettings;

/** Measures the steps that a network runs, with random tokens and with choosing the next ones. */
final class NetworkTimer {

    private final Decoder decoder;
    private final long seed;
    private final int fewest;
    private final double seconds;

    /**
     * Makes a timer.
     *
     * @param fewest how often each kind of step is measured at least
     * @param seconds for how long at least
     */
    NetworkTimer(Decoder decoder, long seed, int fewest, double seconds) {
        this.decoder = decoder;
        this.seed = seed;
        this.fewest = fewest;
        this.seconds = seconds;
    }

    /** Measures a whole prompt, in the pieces in which a model runs it, up to the first token of a reply. */
    Repeated prompt(int tokens) {
        int[] ids = ids(tokens);
        Sampler sampler = sampler(0);
        try (KeyValueCache cache = decoder.newCache()) {
            return Repeated.of(
                    () -> {
                        sampler.next(decoder.lastLogits(cache, ids), id -> false);
                        cache.truncate(0);
                    },
                    fewest,
                    seconds);
        }
    }

    /**
     * Measures a step of some dialogues.
     *
     * @param before tokens that each of them has already
     * @param tokens of each of them in the step
     */
    Repeated step(int dialogues, int before, int tokens) {
        List<Decoder.Input> inputs = new ArrayList<>();
        try {
            begin(inputs, dialogues, before, tokens);
            List<Sampler> samplers =
                    IntStream.range(0, dialogues).mapToObj(this::sampler).toList();
            return Repeated.of(() -> step(inputs, samplers, before), fewest, seconds);
        } finally {
            inputs.forEach(input -> input.cache().close());
        }
    }

    /** Returns what is in memory after a step of some dialogues. */
    Optional<ProcessMemory> resident(int dialogues, int before) {
        List<Decoder.Input> inputs = new ArrayList<>();
        try {
            begin(inputs, dialogues, before, 1);
            step(inputs, IntStream.range(0, dialogues).mapToObj(this::sampler).toList(), before);
            return ProcessMemory.now();
        } finally {
            inputs.forEach(input -> input.cache().close());
        }
    }

    private void begin(List<Decoder.Input> inputs, int dialogues, int before, int tokens) {
        int[] ids = ids(tokens);
        for (int index = 0; index < dialogues; index++) {
            KeyValueCache cache = decoder.newCache();
            inputs.add(new Decoder.Input(cache, ids, Decoder.Wanted.LAST));
            // What is in a cache does not change how long it takes to look at it.
            cache.reserve(before + tokens);
            cache.advance(before);
        }
    }

    private void step(List<Decoder.Input> inputs, List<Sampler> samplers, int before) {
        List<float[][]> logits = decoder.step(inputs);
        for (int index = 0; index < inputs.size(); index++) {
            samplers.get(index).next(logits.get(index)[0], id -> false);
            inputs.get(index).cache().truncate(before);
        }
    }

    private int[] ids(int count) {
        return new SplittableRandom(seed)
                .ints(count, 0, decoder.sizes().vocabulary())
                .toArray();
    }

    private Sampler sampler(int dialogue) {
        return new Sampler(
                GenerationSettings.ofDefaults(), dialogue, decoder.sizes().vocabulary(), id -> true);
    }
}
