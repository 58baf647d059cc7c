package org.charactermirror.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.charactermirror.chat.glm.TorchScriptModule;

/**
 * A ChatGLM2 decoder in training: weights, AdamW state and one call a step.
 *
 * <p>AdamW: Loshchilov and Hutter (2019), betas 0.9 and 0.98, decay 0.1 on matrices only, gradients clipped to norm 1.
 */
final class TrainingNetwork implements AutoCloseable {

    private static final double ROTARY_BASE = 10_000;

    private final NetworkShape shape;
    private final TorchScriptModule module;
    private final NDManager manager;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final List<NDArray> firstMoments = new ArrayList<>();
    private final List<NDArray> secondMoments = new ArrayList<>();
    private final List<NDArray> steps = new ArrayList<>();

    TrainingNetwork(NetworkShape shape, RandomGenerator random) {
        this.shape = shape;
        this.module = TorchScriptModule.compile(script());
        this.manager = module.manager().newSubManager();
        shape.tensors().forEach((name, dimensions) -> {
            Shape tensorShape = new Shape(dimensions);
            weights.put(name, listed("p", manager.create(initial(name, dimensions, random), tensorShape)));
            firstMoments.add(listed("m", manager.zeros(tensorShape)));
            secondMoments.add(listed("v", manager.zeros(tensorShape)));
            steps.add(listed("steps", manager.create(0f)));
        });
    }

    /** Sets the number of threads for all calculations of this process. */
    static void useThreads(int threads) {
        Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(threads);
    }

    /**
     * Takes one optimiser step.
     *
     * @return the mean cross-entropy of the batch in nats a token, before the step
     */
    float step(TrainingBatch batch, float learningRate) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDList arguments = new NDList(
                    scope.create(batch.ids(), new Shape(batch.rows(), batch.length())),
                    scope.create(batch.at()),
                    scope.create(batch.targets()),
                    angles(scope, batch.length()),
                    scope.create(learningRate),
                    scope.create(shape.heads()));
            arguments.addAll(weights.values());
            arguments.addAll(firstMoments);
            arguments.addAll(secondMoments);
            arguments.addAll(steps);
            try (NDArray result = module.forward(arguments).singletonOrThrow()) {
                return result.toFloatArray()[0];
            }
        }
    }

    /** Rounds the weights to half precision, as a checkpoint does, and forgets what the optimiser knows. */
    void beginAnew() {
        for (NDArray weight : weights.values()) {
            try (NDArray half = weight.toType(DataType.FLOAT16, true);
                    NDArray rounded = half.toType(DataType.FLOAT32, true)) {
                weight.set(rounded.toFloatArray());
            }
        }
        for (List<NDArray> state : List.of(firstMoments, secondMoments, steps)) {
            state.forEach(tensor -> tensor.set(new float[(int) tensor.size()]));
        }
    }

    /** Returns the weights by their checkpoint names; they belong to this network. */
    Map<String, NDArray> weights() {
        return Collections.unmodifiableMap(weights);
    }

    /** Names a tensor so that DJL passes it as a member of a list argument. */
    private static NDArray listed(String list, NDArray tensor) {
        tensor.setName(list + "[]");
        return tensor;
    }

    private NDArray angles(NDManager scope, int length) {
        int pairs = shape.headSize() / 4;
        float[] values = new float[length * pairs * 2];
        for (int position = 0; position < length; position++) {
            for (int pair = 0; pair < pairs; pair++) {
                double angle = position / Math.pow(ROTARY_BASE, 2.0 * pair / (2.0 * pairs));
                int at = (position * pairs + pair) * 2;
                values[at] = (float) Math.cos(angle);
                values[at + 1] = (float) Math.sin(angle);
            }
        }
        return scope.create(values, new Shape(length, 1, pairs, 2));
    }

    private float[] initial(String name, long[] dimensions, RandomGenerator random) {
        int count = 1;
        for (long dimension : dimensions) {
            count = Math.toIntExact(count * dimension);
        }
        float[] values = new float[count];
        if (name.endsWith("layernorm.weight")) {
            Arrays.fill(values, 1f);
        } else if (!name.endsWith("bias")) {
            // Matrices that add to the residual stream start smaller, the deeper the network is (GPT-2).
            boolean residual = name.endsWith("self_attention.dense.weight") || name.endsWith("dense_4h_to_h.weight");
            double deviation = residual ? 0.02 / Math.sqrt(2.0 * shape.layers()) : 0.02;
            for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextGaussian(0, deviation);
            }
        }
        return values;
    }

    private static String script() {
        try (InputStream in = TrainingNetwork.class.getResourceAsStream("training-network.ts.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
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
