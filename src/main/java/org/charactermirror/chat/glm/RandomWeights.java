package org.charactermirror.chat.glm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
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

    /** Embedding, final norm and output layer. */
    private static final int OUTSIDE_LAYERS = 3;

    private static final int BLOCK = 65_521;

    /** Makes logits spread as wide as a trained network's: choosing a token takes the longer the more can be chosen. */
    private static final double SPREAD = 4;

    // Bfloat16 can only be made inside of libtorch.
    private static final String METHODS = """
              def filled(self: __torch__.M, block: Tensor, times: int, count: int, shape: List[int]) -> Tensor:
                many = torch.repeat(torch.to(block, @type@), [times])
                return torch.reshape(torch.slice(many, 0, 0, count), shape)
            """;

    private final TorchScriptModule module;
    private final List<NDArray> tensors = new ArrayList<>();

    /**
     * Makes the weights.
     *
     * @throws ModelUnavailableException if libtorch cannot be used
     */
    RandomWeights(ModelConfiguration sizes, Precision precision, long seed) {
        module = DecoderProgram.compiled(METHODS.replace("@type@", String.valueOf(precision.torchType())));
        NDManager manager = module.manager();
        NDArray source = manager.create(block(sizes, seed));
        List<List<Long>> shapes =
                List.copyOf(CheckpointLayout.shapes(sizes.withLayers(1)).values());
        for (int index = 0; index < shapes.size(); index++) {
            boolean output = index == OUTSIDE_LAYERS - 1;
            tensors.add(output ? tensors.get(0) : filled(manager, source, shapes.get(index)));
        }
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

    /** Returns the weights of a network that has this layer so many times. */
    NDList of(int layers) {
        NDList all = new NDList(tensors.subList(0, OUTSIDE_LAYERS));
        for (int layer = 0; layer < layers; layer++) {
            all.addAll(tensors.subList(OUTSIDE_LAYERS, tensors.size()));
        }
        return all;
    }

    @Override
    public void close() {
        module.close();
    }
}
