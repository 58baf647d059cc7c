package org.charactermirror.chat.glm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.charactermirror.chat.ModelUnavailableException;

/**
 * Measures how fast a model would run here, without its weights.
 *
 * <p>A network with one layer, and one with two, of exactly the model's sizes and with random weights, runs the steps
 * that a model runs. What a layer costs is the difference; the other layers of the model cost as much each.
 */
public final class SpeedTest {

    /** The larger network's layers; all have the same weights, so that they need no memory of their own. */
    private static final int LAYERS = 2;

    private static final long SEED = 20_231_128;
    private static final int ROUNDS = 2;
    private static final int FEWEST_STEPS = 2;
    private static final double SECONDS_OF_STEPS = 0.2;

    /**
     * The time of a step of the whole model, in seconds.
     *
     * @param faster of two measurements
     * @param slower of two measurements
     */
    public record Timing(double faster, double slower) {}

    /**
     * What was measured.
     *
     * @param context tokens before those of a step
     * @param promptTokens tokens of a prompt's step
     * @param prompt a step of a prompt
     * @param single a step of one reply, a token of it, with choosing the next
     * @param batch how many replies the step of many has
     * @param together a step of many replies
     * @param layers of the network that was measured
     * @param threads of the network
     */
    public record Result(
            int context,
            int promptTokens,
            Timing prompt,
            Timing single,
            int batch,
            Timing together,
            int layers,
            int threads) {}

    private final ModelConfiguration sizes;
    private final Precision precision;
    private final int batch;
    private final int context;
    private final int promptTokens;

    private SpeedTest(ModelConfiguration sizes, Precision precision, int batch, int context) {
        this.sizes = sizes;
        this.precision = precision;
        this.batch = Math.min(batch, Decoder.MOST_ROWS);
        this.context = Math.max(1, Math.min(context, sizes.contextLength() / 2));
        this.promptTokens = Math.min(Decoder.MOST_ROWS, this.context);
    }

    /** Returns how many bytes of memory measuring takes. */
    public static long memory(ModelConfiguration sizes, Precision precision, int batch, int context) {
        SpeedTest test = new SpeedTest(sizes, precision, batch, context);
        MemoryNeeds needs = new MemoryNeeds(sizes.withLayers(Math.min(LAYERS, sizes.layers())), precision);
        return RandomWeights.memory(sizes, precision)
                + test.batch * needs.cache(test.context + 1)
                + needs.step(test.batch, test.context + 1);
    }

    /**
     * Measures; takes some seconds.
     *
     * @param context tokens before those of a step; at most half the model's own context is taken
     * @throws ModelUnavailableException if libtorch cannot be used
     */
    public static Result run(ModelConfiguration sizes, Precision precision, int batch, int context) {
        return new SpeedTest(sizes, precision, batch, context).run();
    }

    private Result run() {
        int most = Math.min(LAYERS, sizes.layers());
        List<double[]> small = new ArrayList<>();
        List<double[]> large = new ArrayList<>();
        int threads;
        try (RandomWeights weights = new RandomWeights(sizes, precision, SEED);
                Decoder one = decoder(weights, 1);
                Decoder some = decoder(weights, most)) {
            threads = one.threads();
            for (int round = 0; round < ROUNDS; round++) {
                small.add(measured(one));
                large.add(most == 1 ? small.get(round) : measured(some));
            }
        }
        return new Result(
                context,
                promptTokens,
                timing(small, large, 0, most),
                timing(small, large, 1, most),
                batch,
                timing(small, large, 2, most),
                most,
                threads);
    }

    private Decoder decoder(RandomWeights weights, int layers) {
        return Decoder.of(
                sizes.withLayers(layers), precision, sizes.contextLength(), 0, (module, manager) -> weights.of(layers));
    }

    private Timing timing(List<double[]> small, List<double[]> large, int kind, int most) {
        double[] of = IntStream.range(0, ROUNDS)
                .mapToDouble(round -> whole(small.get(round)[kind], large.get(round)[kind], most, sizes.layers()))
                .sorted()
                .toArray();
        return new Timing(of[0], of[of.length - 1]);
    }

    /** Returns what a step of all layers takes, from what it takes with one and with some of them. */
    static double whole(double one, double some, int most, int layers) {
        double layer = most == 1 ? 0 : Math.max(0, some - one) / (most - 1);
        return one + (layers - 1) * layer;
    }

    /** Returns the seconds of a step of a prompt, of one reply and of many. */
    private double[] measured(Decoder decoder) {
        NetworkTimer timer = new NetworkTimer(decoder, SEED, FEWEST_STEPS, SECONDS_OF_STEPS);
        return new double[] {
            timer.step(1, context - promptTokens, promptTokens).best(),
            timer.step(1, context, 1).best(),
            timer.step(batch, context, 1).best()
        };
    }
}
