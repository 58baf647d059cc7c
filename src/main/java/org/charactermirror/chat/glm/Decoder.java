package org.charactermirror.chat.glm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.charactermirror.chat.ModelUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The ChatGLM2 network: turns token ids into logits, with a cache of what earlier tokens left.
 *
 * <p>The arithmetic is the resource {@code decoder.ts.txt}; a step is one call of it, for any number of sequences. The bits
 * of a sequence's result depend on its own tokens only: neither on the sequences beside it, nor on the pieces in which its
 * tokens came. Not thread-safe: inference happens on one thread at a time.
 */
final class Decoder implements AutoCloseable {

    /** The most rows of a step. More need memory that grows with them, and are no faster. */
    static final int MOST_ROWS = 256;

    /**
     * The rows of a step are filled up to a multiple of this. Matrix products round a row differently when there are few
     * rows; in multiples of sixteen its bits are the same in any number of rows.
     */
    static final int ROWS = 16;

    private static final int FEW_ROWS = 8;
    private static final int SOME_ROWS = 64;

    /** The same for the query rows of one sequence's attention, whose products are small and run on one thread. */
    static final int QUERY_ROWS = 4;

    /**
     * A token looks at the places of its cache up to the end of a span of so many. Sums over more places are rounded
     * differently, so that the number of places must depend on the token's own place and on nothing else.
     */
    static final int SPAN = 64;

    private static final double ROTARY_BASE = 10_000;
    private static final int SMALLEST_FOR_THREADS = 1024;

    /** Which logits of a sequence's new tokens are wanted. */
    enum Wanted {
        NONE,
        LAST,
        ALL
    }

    /**
     * The next tokens of one sequence.
     *
     * @param cache holds the tokens before; receives these
     * @param ids at least one
     */
    record Input(KeyValueCache cache, int[] ids, Wanted wanted) {

        Input {
            if (ids.length == 0) {
                throw new IllegalArgumentException("a step needs at least one token of every sequence");
            }
        }
    }

    private final ModelConfiguration sizes;
    private final Precision precision;
    private final int contextLimit;
    private final int threads;
    private final TorchScriptModule module;
    private final NDManager manager;
    private final Weights weights;
    private final NDArray angles;

    /** The thread whose number of native threads was set: libtorch keeps that number for each calling thread. */
    private @Nullable Thread prepared;

    private Decoder(
            ModelConfiguration sizes,
            Precision precision,
            int contextLimit,
            int threads,
            TorchScriptModule module,
            Weights.Source weights) {
        this.sizes = sizes;
        this.precision = precision;
        this.threads = threads;
        this.contextLimit = contextLimit;
        this.module = module;
        this.manager = module.manager().newSubManager();
        this.angles = manager.create(
                rotaryAngles(contextLimit, sizes.rotarySize() / 2), new Shape(contextLimit, sizes.rotarySize() / 2, 2));
        this.weights = weights.load(module, manager);
    }

    /**
     * Loads a checkpoint's weights.
     *
     * @param contextLimit the most tokens of a sequence, at most the configuration's
     * @param threads native threads of a step; 0 to choose by the model's size
     * @throws ModelUnavailableException if the weights cannot be read or libtorch cannot be used
     */
    static Decoder load(
            Checkpoint checkpoint, ModelConfiguration sizes, Precision precision, int contextLimit, int threads) {
        return of(sizes, precision, contextLimit, threads, Weights.of(checkpoint, precision));
    }

    /** Makes a network of given weights that runs on the processor; the arguments are as for loading. */
    static Decoder of(
            ModelConfiguration sizes, Precision precision, int contextLimit, int threads, Weights.Source weights) {
        return of(sizes, precision, ComputeDevice.CPU, contextLimit, threads, weights);
    }

    /** Makes a network of given weights; the arguments are as for loading. */
    static Decoder of(
            ModelConfiguration sizes,
            Precision precision,
            ComputeDevice device,
            int contextLimit,
            int threads,
            Weights.Source weights) {
        if (contextLimit < 1 || contextLimit > sizes.contextLength()) {
            throw new IllegalArgumentException(
                    "context limit " + contextLimit + " is not from 1 to " + sizes.contextLength());
        }
        TorchScriptModule module = DecoderProgram.compile(sizes, precision, device);
        try {
            return new Decoder(
                    sizes, precision, contextLimit, threads > 0 ? threads : threadsFor(sizes), module, weights);
        } catch (RuntimeException e) {
            module.close();
            throw e;
        }
    }

    /** Threads that wait for each other cost more than the whole step of a small network. */
    static int threadsFor(ModelConfiguration sizes) {
        return sizes.hiddenSize() < SMALLEST_FOR_THREADS
                ? 1
                : Runtime.getRuntime().availableProcessors();
    }

    /** Returns an empty cache for a new sequence. */
    KeyValueCache newCache() {
        return new KeyValueCache(module, contextLimit);
    }

    /** Returns an empty cache that has room for so many tokens, but for no more than the context, in whole spans. */
    KeyValueCache newCache(int tokens) {
        return new KeyValueCache(module, contextLimit, spanned(Math.min(contextLimit, tokens)));
    }

    /** Returns what memory it takes. */
    MemoryNeeds needs() {
        return new MemoryNeeds(sizes, precision);
    }

    ModelConfiguration sizes() {
        return sizes;
    }

    /** Returns the manager under which every step opens, and closes, one of its own. */
    NDManager manager() {
        return manager;
    }

    int threads() {
        return threads;
    }

    /**
     * Runs one step.
     *
     * @param inputs together at most {@link #MOST_ROWS} tokens, each sequence with a cache of its own
     * @return for each sequence the logits that it wants, in the order of its tokens
     * @throws ModelUnavailableException if libtorch fails; what the caches hold is not known then
     */
    List<float[][]> step(List<Input> inputs) {
        Step step = new Step(inputs);
        if (!Thread.currentThread().equals(prepared)) {
            JniUtils.setNumThreads(threads);
            // Specialising the program for shapes that change at every step costs more than it gains.
            JniUtils.setGraphExecutorOptimize(false);
            prepared = Thread.currentThread();
        }
        for (Input input : inputs) {
            input.cache().reserve(input.ids().length);
        }
        try (NDManager scope = manager.newSubManager()) {
            NDArray logits = module.run(
                            scope,
                            "logits",
                            TorchScriptModule.tensor(scope.create(step.ids)),
                            TorchScriptModule.tensor(scope.create(step.positions)),
                            IValue.listFrom(longs(step.counts)),
                            IValue.listFrom(longs(step.starts)),
                            TorchScriptModule.tensor(scope.create(step.wanted)),
                            TorchScriptModule.tensor(angles),
                            TorchScriptModule.list(step.caches.stream()
                                    .map(KeyValueCache::content)
                                    .toList()),
                            TorchScriptModule.list(weights.floats()),
                            TorchScriptModule.list(weights.matrices()),
                            TorchScriptModule.list(weights.scales()))
                    .singletonOrThrow();
            for (Input input : inputs) {
                input.cache().advance(input.ids().length);
            }
            return step.split(logits.toFloatArray());
        } catch (EngineException e) {
            throw new ModelUnavailableException("libtorch failed in a step of the network: " + e.getMessage(), e);
        }
    }

    /** Runs the next tokens of one sequence, however many, and returns the logits after the last of them. */
    float[] lastLogits(KeyValueCache cache, int[] ids) {
        List<float[]> last = pieces(cache, ids, Wanted.LAST);
        return last.get(last.size() - 1);
    }

    /** Runs the next tokens of one sequence, however many, and returns the logits after each of them. */
    List<float[]> allLogits(KeyValueCache cache, int[] ids) {
        return pieces(cache, ids, Wanted.ALL);
    }

    private List<float[]> pieces(KeyValueCache cache, int[] ids, Wanted wanted) {
        List<float[]> results = new ArrayList<>();
        for (int from = 0; from < ids.length; from += MOST_ROWS) {
            int[] piece = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + MOST_ROWS));
            results.addAll(
                    Arrays.asList(step(List.of(new Input(cache, piece, wanted))).get(0)));
        }
        return results;
    }

    /** Returns how many rows a step of so many tokens has. */
    int filled(int rows) {
        return filled(rows, precision);
    }

    /** Returns how many rows these are when they are filled up. */
    static int filled(int rows, Precision precision) {
        // Every number of rows needs a kernel of its own; where any will do, there are few different ones all the same.
        int multiple = Math.max(precision.rows(), rows <= FEW_ROWS ? 1 : rows <= SOME_ROWS ? FEW_ROWS : ROWS);
        return (rows + multiple - 1) / multiple * multiple;
    }

    /** Returns how many places these are in whole spans. */
    static int spanned(int places) {
        return (places + SPAN - 1) / SPAN * SPAN;
    }

    private static long[] longs(List<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).toArray();
    }

    /** The arguments of one call of the network, checked: an id out of range would read foreign memory. */
    private final class Step {

        private final List<Input> inputs;
        private final long[] ids;
        private final long[] positions;
        private final List<KeyValueCache> caches = new ArrayList<>();
        private final List<Integer> counts = new ArrayList<>();
        private final List<Integer> starts = new ArrayList<>();
        private final long[] wanted;

        Step(List<Input> inputs) {
            this.inputs = inputs;
            int rows = inputs.stream().mapToInt(input -> input.ids().length).sum();
            if (rows == 0 || rows > MOST_ROWS) {
                throw new IllegalArgumentException("a step has 1 to " + MOST_ROWS + " tokens, not " + rows);
            }
            ids = new long[filled(rows)];
            positions = new long[filled(rows)];
            int[] last = new int[rows];
            int row = 0;
            int results = 0;
            for (Input input : inputs) {
                addRuns(input);
                int start = input.cache().length();
                for (int index = 0; index < input.ids().length; index++, row++) {
                    ids[row] = checked(input.ids()[index]);
                    positions[row] = (long) start + index;
                    boolean atEnd = index == input.ids().length - 1;
                    if (input.wanted() == Wanted.ALL || (input.wanted() == Wanted.LAST && atEnd)) {
                        last[results++] = row;
                    }
                }
            }
            wanted = new long[filled(Math.max(1, results))];
            for (int index = 0; index < results; index++) {
                wanted[index] = last[index];
            }
        }

        /** Adds a sequence's tokens, cut where a span ends. */
        private void addRuns(Input input) {
            int start = input.cache().length();
            int end = start + input.ids().length;
            while (start < end) {
                int next = Math.min(end, spanned(start + 1));
                caches.add(input.cache());
                starts.add(start);
                counts.add(next - start);
                start = next;
            }
        }

        private long checked(int id) {
            if (id < 0 || id >= sizes.vocabulary()) {
                throw new IllegalArgumentException("token id " + id + " is not from 0 to " + (sizes.vocabulary() - 1));
            }
            return id;
        }

        List<float[][]> split(float[] logits) {
            List<float[][]> results = new ArrayList<>();
            int row = 0;
            for (Input input : inputs) {
                float[][] own = new float
                        [switch (input.wanted()) {
                            case NONE -> 0;
                            case LAST -> 1;
                            case ALL -> input.ids().length;
                        }]
                        [];
                for (int index = 0; index < own.length; index++, row++) {
                    own[index] = Arrays.copyOfRange(logits, row * sizes.vocabulary(), (row + 1) * sizes.vocabulary());
                }
                results.add(own);
            }
            return results;
        }
    }

    /** Cosine and sine of position times frequency; frequencies fall from 1 as powers of the base (RoFormer). */
    private static float[] rotaryAngles(int positions, int pairs) {
        float[] angles = new float[positions * pairs * 2];
        int next = 0;
        for (int position = 0; position < positions; position++) {
            for (int pair = 0; pair < pairs; pair++) {
                double angle = position / Math.pow(ROTARY_BASE, (double) pair / pairs);
                angles[next++] = (float) StrictMath.cos(angle);
                angles[next++] = (float) StrictMath.sin(angle);
            }
        }
        return angles;
    }

    @Override
    public void close() {
        manager.close();
        module.close();
    }
}
