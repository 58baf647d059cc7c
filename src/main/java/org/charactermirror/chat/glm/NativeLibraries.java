package org.charactermirror.chat.glm;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.sentencepiece.SpTokenizer;
import java.util.Arrays;
import java.util.List;
import org.charactermirror.chat.ModelUnavailableException;

/** The libraries outside of Java that local models compute with. */
public final class NativeLibraries {

    private NativeLibraries() {}

    /**
     * Loads libtorch and SentencePiece, has each do a small piece of work, and returns what they are.
     *
     * @throws ModelUnavailableException if one of them cannot be loaded or is wrong
     */
    public static String check() {
        try {
            return computed() + ", " + tokenized();
        } catch (RuntimeException | LinkageError e) {
            throw new ModelUnavailableException("cannot be used on this machine: " + e.getMessage(), e);
        }
    }

    private static String computed() {
        Engine engine = Engine.getEngine("PyTorch");
        try (NDManager manager = engine.newBaseManager()) {
            NDArray matrix = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
            float[] square = matrix.matMul(matrix).toFloatArray();
            // (1 2; 3 4)(1 2; 3 4) = (1+6 2+8; 3+12 6+16)
            if (!Arrays.equals(square, new float[] {7, 10, 15, 22})) {
                throw new IllegalStateException("a product of two matrices is " + Arrays.toString(square));
            }
        }
        return "libtorch " + engine.getVersion() + " (DJL " + Engine.getDjlVersion() + ")";
    }

    private static String tokenized() {
        String text = "你好";
        try (SpTokenizer tokenizer = new SpTokenizer(SentencePieceWriter.characterModel(List.of("你", "好")))) {
            String back =
                    tokenizer.getProcessor().decode(tokenizer.getProcessor().encode(text));
            if (!back.equals(text)) {
                throw new IllegalStateException("a text comes back as \"" + back + "\"");
            }
        }
        return "SentencePiece";
    }
}
