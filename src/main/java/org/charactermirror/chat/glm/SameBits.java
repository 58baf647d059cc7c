package org.charactermirror.chat.glm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.charactermirror.chat.ModelUnavailableException;

/** Finds out whether a network gives the same bits on this processor whatever runs beside a dialogue. */
public final class SameBits {

    private static final long SEED = 20_231_128;
    /** How many others there are, and how many tokens run at once. */
    private static final int[][] WAYS = {{0, 1}, {2, 7}, {16, 7}};

    private static final int LENGTH = 90;

    private SameBits() {}

    /**
     * Runs a model's network over a sequence by itself, beside others, and in pieces, at every precision that
     * this machine computes fast.
     *
     * @return where the bits differ; nothing if they never do
     * @throws ModelUnavailableException if the model cannot be loaded
     */
    public static Optional<String> difference(Path model) {
        ModelConfiguration sizes = ModelConfiguration.read(model);
        Checkpoint checkpoint = Checkpoint.open(model, sizes);
        int length = Math.min(LENGTH, sizes.contextLength());
        int[] ids =
                new SplittableRandom(SEED).ints(length, 0, sizes.vocabulary()).toArray();
        for (Precision precision : Precision.ofThisMachine()) {
            try (Decoder decoder = Decoder.load(checkpoint, sizes, precision, length, 0)) {
                float[] alone = together(decoder, ids, 0, length);
                for (int[] way : WAYS) {
                    if (!Arrays.equals(together(decoder, ids, way[0], way[1]), alone)) {
                        return Optional.of("at " + precision.word() + " beside " + way[0] + " others and in pieces of "
                                + way[1] + " tokens");
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the last logits of a sequence that runs in pieces beside others, which begin later in the same tokens. */
    private static float[] together(Decoder decoder, int[] ids, int others, int piece) {
        List<KeyValueCache> caches = new ArrayList<>();
        for (int index = 0; index <= others; index++) {
            caches.add(decoder.newCache());
        }
        float[] last = {};
        try {
            for (int from = 0; from < ids.length; from += piece) {
                int[] own = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + piece));
                List<Decoder.Input> inputs = new ArrayList<>();
                for (int index = 0; index < caches.size(); index++) {
                    // The one that counts stands in the middle; a neighbour has one token of the piece, or all of them.
                    boolean counts = index == others / 2;
                    int[] tokens = counts || index % 2 == 0 ? own : new int[] {own[0]};
                    inputs.add(new Decoder.Input(caches.get(index), tokens, Decoder.Wanted.LAST));
                }
                last = decoder.step(inputs).get(others / 2)[0];
            }
            return last;
        } finally {
            caches.forEach(KeyValueCache::close);
        }
    }
}
