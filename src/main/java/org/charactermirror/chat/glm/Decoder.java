package org.charactermirror.chat.glm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.charactermirror.chat.ModelUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The ChatGLM2 network: turns token ids into logits, with a cache of what earlier tokens left.
 *
 * <p>The arithmetic is the resource {@code decoder.ts.txt}; a step is one call of it. A sequence's result depends on its
 * own tokens and cache only. Not thread-safe: inference happens on one thread at a time.
 */
final class Decoder implements AutoCloseable {

    /**
     * The next tokens of one sequence.
     *
     * @param cache holds the tokens before; receives these
     */
    record Input(KeyValueCache cache, int[] ids) {}

    private static final double ROTARY_BASE = 10_000;

    /** Longer pieces of a prompt need memory for attention that grows with their square, and are no faster. */
    private static final int LARGEST_PIECE = 256;

    /**
     * The tokens of a prompt are run in multiples of this, filled up with tokens that nothing looks back at. Matrix
     * products round a row differently when there are few rows; so filled, the bits of a result do not depend on the
     * pieces in which its tokens were fed, and a reply not on what a cache happened to hold.
     */
    private static final int ROWS = 16;

    private static final int SMALLEST_FOR_THREADS = 1024;

    private final ModelConfiguration sizes;
    private final int contextLimit;
    private final int threads;
    private final TorchScriptModule module;
    private final NDManager manager;
    private final NDList weights;
    private final NDArray angles;

    /** The thread whose number of native threads was set: libtorch keeps that number for each calling thread. */
    private @Nullable Thread prepared;

    private Decoder(
            ModelConfiguration sizes, int contextLimit, int threads, TorchScriptModule module, Checkpoint checkpoint) {
        this.sizes = sizes;
        this.threads = threads;
        this.contextLimit = contextLimit;
        this.module = module;
        this.manager = module.manager().newSubManager();
        int positions = contextLimit + ROWS;
        this.angles = manager.create(
                rotaryAngles(positions, sizes.rotarySize() / 2), new Shape(positions, sizes.rotarySize() / 2, 2));
        this.weights = new NDList();
        for (Map.Entry<String, StoredTensor> tensor : checkpoint.tensors().entrySet()) {
            weights.add(load(tensor.getKey(), tensor.getValue()));
        }
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
        if (contextLimit < 1 || contextLimit > sizes.contextLength()) {
            throw new IllegalArgumentException(
                    "context limit " + contextLimit + " is not from 1 to " + sizes.contextLength());
        }
        TorchScriptModule module = compile(methods(sizes, precision));
        try {
            return new Decoder(sizes, contextLimit, threads > 0 ? threads : threadsFor(sizes), module, checkpoint);
        } catch (RuntimeException e) {
            module.close();
            throw e;
        }
    }

    /** Threads that wait for each other cost more than the whole step of a small network. */
    private static int threadsFor(ModelConfiguration sizes) {
        return sizes.hiddenSize() < SMALLEST_FOR_THREADS
                ? 1
                : Runtime.getRuntime().availableProcessors();
    }

    /** Returns an empty cache for a new sequence. */
    KeyValueCache newCache() {
        return new KeyValueCache(module, contextLimit, 2 * ROWS);
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
     * Runs a part of sequences' prompts. The result is the same to the bit in whatever parts a prompt is fed.
     *
     * @return for each sequence the logits after its last token
     */
    List<float[]> promptLogits(List<Input> inputs) {
        List<float[]> results = new ArrayList<>();
        for (Input input : inputs) {
            float[] logits = {};
            for (int from = 0; from < input.ids().length; from += LARGEST_PIECE) {
                int to = Math.min(input.ids().length, from + LARGEST_PIECE);
                logits = run("last_logits", input.cache(), Arrays.copyOfRange(input.ids(), from, to), true);
            }
            results.add(logits);
        }
        return results;
    }

    /**
     * Runs one generated token of each sequence: twice as fast as {@link #promptLogits} in a small network, but rounded
     * differently, so that a cache is to be cut back to the prompt before it is used for another one.
     *
     * @return for each sequence the logits after that token
     */
    List<float[]> stepLogits(List<Input> inputs) {
        return inputs.stream()
                .map(input -> run("last_logits", input.cache(), input.ids(), false))
                .toList();
    }

    /** Runs the next tokens of a sequence and returns the logits after each of them. */
    List<float[]> allLogits(Input input) {
        List<float[]> results = new ArrayList<>();
        for (int from = 0; from < input.ids().length; from += LARGEST_PIECE) {
            int to = Math.min(input.ids().length, from + LARGEST_PIECE);
            float[] flat = run("all_logits", input.cache(), Arrays.copyOfRange(input.ids(), from, to), true);
            for (int row = 0; row < to - from; row++) {
                float[] logits = new float[sizes.vocabulary()];
                System.arraycopy(flat, row * sizes.vocabulary(), logits, 0, logits.length);
                results.add(logits);
            }
        }
        return results;
    }

    private float[] run(String method, KeyValueCache cache, int[] ids, boolean fill) {
        int count = ids.length;
        if (!fill && count != 1) {
            throw new IllegalArgumentException("a step is of one token, not of " + count);
        }
        long[] piece = new long[fill ? (count + ROWS - 1) / ROWS * ROWS : count];
        for (int index = 0; index < count; index++) {
            // An id out of range would read foreign memory.
            if (ids[index] < 0 || ids[index] >= sizes.vocabulary()) {
                throw new IllegalArgumentException(
                        "token id " + ids[index] + " is not from 0 to " + (sizes.vocabulary() - 1));
            }
            piece[index] = ids[index];
        }
        if (!Thread.currentThread().equals(prepared)) {
            JniUtils.setNumThreads(threads);
            // Specialising the program for shapes that change at every step costs more than it gains.
            JniUtils.setGraphExecutorOptimize(false);
            prepared = Thread.currentThread();
        }
        cache.reserve(count, piece.length + ROWS);
        try (NDManager scope = manager.newSubManager()) {
            NDArray input = scope.create(piece, new Shape(1, piece.length));
            NDArray logits = module.run(
                            scope,
                            method,
                            TorchScriptModule.tensor(input),
                            IValue.from((long) count),
                            IValue.from((long) cache.length()),
                            TorchScriptModule.tensor(angles),
                            TorchScriptModule.tensor(cache.content()),
                            TorchScriptModule.list(weights))
                    .singletonOrThrow();
            cache.advance(count);
            return logits.toFloatArray();
        } catch (EngineException e) {
            throw new ModelUnavailableException("libtorch failed in a step of the network: " + e.getMessage(), e);
        }
    }

    private NDArray load(String name, StoredTensor stored) {
        if (stored.bytes() > Integer.MAX_VALUE) {
            throw new ModelUnavailableException(
                    stored.file() + ": " + name + ": " + stored.bytes() + " bytes are more than 2 GiB in one tensor");
        }
        try (NDManager scope = manager.newSubManager()) {
            ByteBuffer mapped = stored.map();
            // libtorch's bfloat16 cannot be made from Java; its bytes can, two for each number of the last axis.
            boolean bytes = stored.type() == TensorType.BF16;
            long[] shape = stored.shape().stream().mapToLong(Long::longValue).toArray();
            shape[shape.length - 1] *= bytes ? 2 : 1;
            DataType type = switch (stored.type()) {
                case F32 -> DataType.FLOAT32;
                case F16 -> DataType.FLOAT16;
                case BF16 -> DataType.UINT8;
            };
            NDArray source = scope.create(mapped, new Shape(shape), type);
            return module.run(manager, "converted", TorchScriptModule.tensor(source), IValue.from(bytes))
                    .singletonOrThrow();
        } catch (IOException e) {
            throw new ModelUnavailableException(stored.file() + ": cannot be read: " + e.getMessage(), e);
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

    private static TorchScriptModule compile(String methods) {
        try {
            return TorchScriptModule.compile(methods);
        } catch (RuntimeException | LinkageError e) {
            throw new ModelUnavailableException(
                    "libtorch cannot be used on this machine: " + e.getMessage()
                            + "; only Linux on x86-64 is tested, and the native libraries need 0.5 GB in the"
                            + " folder .djl.ai of the home folder (or in DJL_CACHE_DIR)",
                    e);
        }
    }

    private static String methods(ModelConfiguration sizes, Precision precision) {
        Map<String, Object> values = Map.ofEntries(
                Map.entry("layers", sizes.layers()),
                Map.entry("hidden", sizes.hiddenSize()),
                Map.entry("feed_forward", sizes.feedForwardSize()),
                Map.entry("heads", sizes.heads()),
                Map.entry("groups", sizes.groups()),
                Map.entry("heads_a_group", sizes.heads() / sizes.groups()),
                Map.entry("heads_and_groups", sizes.heads() + sizes.groups()),
                Map.entry("heads_and_groups_twice", sizes.heads() + 2 * sizes.groups()),
                Map.entry("head_size", sizes.headSize()),
                Map.entry("rows", ROWS),
                Map.entry("rows_less_one", ROWS - 1),
                Map.entry("rotary", sizes.rotarySize()),
                Map.entry("pairs", sizes.rotarySize() / 2),
                Map.entry("epsilon", String.format(Locale.ROOT, "%.17e", sizes.normEpsilon())),
                Map.entry("type", precision.torchType()));
        String text = resource()
                .lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
        }
        return text;
    }

    private static String resource() {
        try (InputStream in = Decoder.class.getResourceAsStream("decoder.ts.txt")) {
            if (in == null) {
                throw new IllegalStateException("decoder.ts.txt is not in the program's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        manager.close();
        module.close();
    }
}
