package org.charactermirror.chat.glm;

import ai.djl.ndarray.NDArray;
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
    private static final long LARGEST_BUFFER = 2L << 30;

    private static final int FEWEST = 5;
    private static final double SECONDS = 0.5;

    /** Rows, length of a row, columns: products as the network has them, and square ones. */
    private static final List<int[]> PRODUCTS =
            List.of(new int[] {256, 4096, 27392}, new int[] {1024, 4096, 4096}, new int[] {2048, 4096, 4096});

    private static final String METHODS = """
              def filled(self: __torch__.M, rows: int, columns: int, type: int) -> Tensor:
                return torch.full([rows, columns], 0.5, dtype=type)

              def sum(self: __torch__.M, numbers: Tensor) -> Tensor:
                return torch.sum(numbers)

              def product(self: __torch__.M, x: Tensor, w: Tensor) -> Tensor:
                return torch.linear(x, w, None)
            """;

    /**
     * Measures; takes some seconds.
     *
     * @param threads as many as the network uses
     * @param free bytes of memory that can be taken
     * @throws ModelUnavailableException if libtorch cannot be used
     */
    static MachineSpeed measure(Precision precision, int threads, long free) {
        try (TorchScriptModule module = DecoderProgram.compiled(METHODS)) {
            JniUtils.setNumThreads(threads);
            JniUtils.setGraphExecutorOptimize(false);
            long numbers = Math.min(LARGEST_BUFFER, free / 4) / Float.BYTES;
            return new MachineSpeed(bandwidth(module, numbers), peak(module, precision));
        }
    }

    private static double bandwidth(TorchScriptModule module, long numbers) {
        try (NDManager scope = module.manager().newSubManager()) {
            NDArray buffer = filled(module, scope, 1, numbers, Precision.F32);
            double seconds = Repeated.of(() -> run(module, "sum", buffer), FEWEST, SECONDS)
                    .best();
            return numbers * Float.BYTES / seconds;
        }
    }

    private static double peak(TorchScriptModule module, Precision precision) {
        double peak = 0;
        for (int[] product : PRODUCTS) {
            try (NDManager scope = module.manager().newSubManager()) {
                NDArray x = filled(module, scope, product[0], product[1], precision);
                NDArray w = filled(module, scope, product[2], product[1], precision);
                double seconds = Repeated.of(() -> run(module, "product", x, w), FEWEST, SECONDS)
                        .best();
                peak = Math.max(peak, 2.0 * product[0] * product[1] * product[2] / seconds);
            }
        }
        return peak;
    }

    private static NDArray filled(
            TorchScriptModule module, NDManager scope, long rows, long columns, Precision precision) {
        return module.run(scope, "filled", IValue.from(rows), IValue.from(columns), IValue.from((long)
                        precision.torchType()))
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
