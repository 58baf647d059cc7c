package org.charactermirror.chat.glm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.charactermirror.chat.ModelUnavailableException;

/**
 * What the machine can do at best, measured with the libraries that the network uses.
 *
 * @param bandwidth bytes read from memory in a second
 * @param matrixPeak operations of large matrix products in a second, a multiplication and an addition counted as two
 */
public record MachineSpeed(double bandwidth, double matrixPeak) {

    /** Last-level caches have up to hundreds of megabytes. */
    private static final long LARGEST_BUFFER = 1L << 30;

    private static final long ROUGH_BUFFER = LARGEST_BUFFER / 4;

    /** How often each figure is measured at least, unless it may be rough. */
    static final int FEWEST = 5;

    /** Rows, length of a row, columns: products as the network has them, and square ones. */
    private static final List<int[]> PRODUCTS =
            List.of(new int[] {256, 4096, 27392}, new int[] {1024, 4096, 4096}, new int[] {2048, 4096, 4096});

    private static final String METHODS = """
              def filled(self: __torch__.M, rows: int, columns: int, type: int) -> Tensor:
                return torch.full([rows, columns], 1, dtype=type)

              def sum(self: __torch__.M, numbers: Tensor) -> Tensor:
                return torch.sum(numbers)

              def multiplied(self: __torch__.M, x: Tensor, m: Tensor, s: Tensor) -> Tensor:
            """;

    private static final String OF_FLOATS = """
                return torch.linear(x, m, None)
            """;

    private static final String OF_INTEGERS = """
                return ops.onednn.qlinear_pointwise(x, 1., 128, m, s, torch.zeros([1], dtype=3), None, 1., 0, 6, "none", annotate(List[Optional[number]], []), "")
            """;

    private static final int FLOAT32 = 6;
    private static final int UNSIGNED_BYTE = 0;

    /**
     * Measures; takes some seconds.
     *
     * @param sizes of the network, whose program knows how the precision's matrices are laid out
     * @param threads as many as the network uses
     * @param free bytes of memory that can be taken
     * @param fewest how often each figure is measured at least; where once will do, with one product and a smaller buffer
     * @param seconds for how long at least
     * @throws ModelUnavailableException if libtorch cannot be used
     */
    static MachineSpeed measure(
            ModelConfiguration sizes, Precision precision, int threads, long free, int fewest, double seconds) {
        String methods = METHODS + (precision == Precision.INT8 ? OF_INTEGERS : OF_FLOATS);
        try (TorchScriptModule module = DecoderProgram.compile(sizes, precision, methods)) {
            JniUtils.setNumThreads(threads);
            JniUtils.setGraphExecutorOptimize(false);
            long numbers = Math.min(fewest == 1 ? ROUGH_BUFFER : LARGEST_BUFFER, free / 4) / Float.BYTES;
            return new MachineSpeed(
                    bandwidth(module, numbers, fewest, seconds), peak(module, precision, fewest, seconds));
        }
    }

    private static double bandwidth(TorchScriptModule module, long numbers, int fewest, double least) {
        try (NDManager scope = module.manager().newSubManager()) {
            NDArray buffer = filled(module, scope, 1, numbers, FLOAT32);
            double seconds =
                    Repeated.of(() -> run(module, "sum", buffer), fewest, least).best();
            return numbers * Float.BYTES / seconds;
        }
    }

    private static double peak(TorchScriptModule module, Precision precision, int fewest, double least) {
        int type = precision == Precision.INT8 ? UNSIGNED_BYTE : precision.activationType();
        double peak = 0;
        for (int[] product : fewest == 1 ? PRODUCTS.subList(1, 2) : PRODUCTS) {
            try (NDManager scope = module.manager().newSubManager()) {
                NDArray x = filled(module, scope, product[0], product[1], type);
                NDArray numbers = filled(module, scope, product[2], product[1], FLOAT32);
                NDList matrix = module.run(scope, "matrix", TorchScriptModule.tensor(numbers), IValue.from(false));
                NDArray w = matrix.get(0);
                NDArray scales = matrix.get(matrix.size() - 1);
                double seconds = Repeated.of(() -> run(module, "multiplied", x, w, scales), fewest, least)
                        .best();
                peak = Math.max(peak, 2.0 * product[0] * product[1] * product[2] / seconds);
            }
        }
        return peak;
    }

    private static NDArray filled(TorchScriptModule module, NDManager scope, long rows, long columns, long type) {
        return module.run(scope, "filled", IValue.from(rows), IValue.from(columns), IValue.from(type))
                .singletonOrThrow();
    }

    private static void run(TorchScriptModule module, String method, NDArray... arguments) {
        try (NDManager scope = module.manager().newSubManager()) {
            IValue[] values = new IValue[arguments.length];
            for (int index = 0; index < arguments.length; index++) {
                values[index] = TorchScriptModule.tensor(arguments[index]);
            }
            module.run(scope, method, values);
        }
    }
}
