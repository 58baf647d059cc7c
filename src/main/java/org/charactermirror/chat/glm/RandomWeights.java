package org.charactermirror.chat.glm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.SplittableRandom;
import org.charactermirror.chat.ModelUnavailableException;

/**
 * Random weights of one layer, of the embedding and of the output layer, which here are the same, to measure with.
 *
 * <p>A seeded block of numbers fills every tensor over and over; the block's length is a prime number, so that no two
 * rows are alike.
 */
final class RandomWeights implements AutoCloseable {

    private static final int BLOCK = 65_521;

    /** Makes logits spread as wide as a trained network's: choosing a token takes the longer the more can be chosen. */
    private static final double SPREAD = 4;

    private static final String METHODS = """
              def filled(self: __torch__.M, block: Tensor, times: int, count: int, shape: List[int]) -> Tensor:
                many = torch.repeat(torch.to(block, @type@), [times])
                return torch.reshape(torch.slice(many, 0, 0, count), shape)
            """;

    private final TorchScriptModule module;
    private final Weights outside = new Weights();
    private final Weights layer = new Weights();

    /**
     * Makes the weights.
     *
     * @throws ModelUnavailableException if libtorch cannot be used
     */
    RandomWeights(ModelConfiguration sizes, Precision precision, long seed) {
        module = DecoderProgram.compile(sizes, precision, METHODS);
        NDManager manager = module.manager();
        NDArray source = manager.create(block(sizes, seed));
        CheckpointLayout.shapes(sizes.withLayers(1)).forEach((name, shape) -> {
            Weights part = name.contains(".layers.") ? layer : outside;
            boolean shared = name.endsWith("output_layer.weight") && precision != Precision.INT8;
            NDArray tensor = shared ? outside.floats().get(0) : filled(manager, source, shape);
            if (!CheckpointLayout.isMatrix(name)) {
                part.floats().add(tensor);
            } else if (precision == Precision.INT8) {
                part.addMatrix(module.run(manager, "matrix", TorchScriptModule.tensor(tensor), IValue.from(false)));
                tensor.close();
            } else {
                part.addMatrix(new NDList(tensor));
            }
        });
    }

    /** Returns the numbers that fill every tensor. */
    static float[] block(ModelConfiguration sizes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] block = new float[BLOCK];
        for (int index = 0; index < block.length; index++) {
            block[index] = (float) (random.nextGaussian() * SPREAD / Math.sqrt(sizes.hiddenSize()));
        }
        return block;
    }

    private NDArray filled(NDManager manager, NDArray block, List<Long> shape) {
        long count = shape.stream().reduce(1L, Math::multiplyExact);
        return module.run(
                        manager,
                        "filled",
                        TorchScriptModule.tensor(block),
                        IValue.from((count + BLOCK - 1) / BLOCK),
                        IValue.from(count),
                        IValue.listFrom(
                                shape.stream().mapToLong(Long::longValue).toArray()))
                .singletonOrThrow();
    }

    /** Returns how many bytes of memory they take. */
    static long memory(ModelConfiguration sizes, Precision precision) {
        long embedding = (long) sizes.vocabulary() * sizes.hiddenSize();
        long needed = new MemoryNeeds(sizes.withLayers(1), precision).weights();
        return precision == Precision.INT8
                ? needed + embedding * (TensorType.F32.bytes() - TensorType.F16.bytes())
                : needed - embedding * precision.matrixBytes();
    }

    /** Returns the weights of a network that has this layer so many times. */
    Weights of(int layers) {
        Weights all = new Weights();
        all.add(outside);
        for (int index = 0; index < layers; index++) {
            all.add(layer);
        }
        return all;
    }

    @Override
    public void close() {
        module.close();
    }
}
