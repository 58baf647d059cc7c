package org.charactermirror.chat.glm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.charactermirror.chat.ModelUnavailableException;

/**
 * A network's weights as its program takes them, each list in the layout's order.
 *
 * @param floats embedding, norms and biases
 * @param matrices what activations are multiplied with, laid out for the precision's products
 * @param scales of the matrices' rows; empty if the precision needs none
 */
record Weights(NDList floats, NDList matrices, NDList scales) {

    /** Makes the weights of a network, given its program and the manager that closes what is attached to it. */
    @FunctionalInterface
    interface Source {

        Weights load(TorchScriptModule module, NDManager manager);
    }

    Weights() {
        this(new NDList(), new NDList(), new NDList());
    }

    /**
     * Returns the source of a checkpoint's weights, which keeps them in a file where making them takes long.
     *
     * @param cache the folder of such files
     */
    static Source of(Checkpoint checkpoint, Precision precision, Path cache) {
        return precision == Precision.INT8 ? new PackedWeights(checkpoint, cache) : of(checkpoint, precision);
    }

    /** Returns the source of a checkpoint's weights, mapped one after the other and converted. */
    static Source of(Checkpoint checkpoint, Precision precision) {
        return (module, manager) -> {
            Weights weights = new Weights();
            checkpoint.tensors().forEach((name, stored) -> {
                if (CheckpointLayout.isMatrix(name)) {
                    weights.addMatrix(withMapped(
                            name, stored, manager, (tensor, bytes) -> module.run(manager, "matrix", tensor, bytes)));
                } else {
                    weights.addFloats(name, stored, module, manager, precision);
                }
            });
            return weights;
        };
    }

    /** Frees the memory. */
    void close() {
        floats.close();
        matrices.close();
        scales.close();
    }

    /** Adds all that others have. */
    void add(Weights others) {
        floats.addAll(others.floats);
        matrices.addAll(others.matrices);
        scales.addAll(others.scales);
    }

    /** Adds a matrix and, if there are any, its scales. */
    void addMatrix(NDList matrixAndScales) {
        matrices.add(matrixAndScales.get(0));
        scales.addAll(matrixAndScales.subList(1, matrixAndScales.size()));
    }

    /** Adds a tensor that is no matrix. The embedding stays as it is stored where rounding it would save nothing. */
    void addFloats(String name, StoredTensor stored, TorchScriptModule module, NDManager manager, Precision precision) {
        long type = name.equals(CheckpointLayout.EMBEDDING) && precision == Precision.INT8
                ? stored.type().torchType()
                : precision.activationType();
        floats.addAll(withMapped(
                name,
                stored,
                manager,
                (tensor, bytes) -> module.run(manager, "converted", tensor, bytes, IValue.from(type))));
    }

    /** What is done with a mapped tensor and the answer whether it is bfloat16, given as bytes. */
    @FunctionalInterface
    interface MappedTensorUse {

        NDList apply(IValue tensor, IValue isBfloat16);
    }

    private static NDList withMapped(String name, StoredTensor stored, NDManager manager, MappedTensorUse use) {
        if (stored.bytes() > Integer.MAX_VALUE) {
            throw new ModelUnavailableException(
                    stored.file() + ": " + name + ": " + stored.bytes() + " bytes are more than 2 GiB in one tensor");
        }
        return withMapped(stored, manager, use);
    }

    /** Maps a tensor of at most 2 GiB for as long as it is used. */
    static NDList withMapped(StoredTensor stored, NDManager manager, MappedTensorUse use) {
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
            return use.apply(TorchScriptModule.tensor(source), IValue.from(bytes));
        } catch (IOException e) {
            throw new ModelUnavailableException(stored.file() + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
