package org.charactermirror.chat.glm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.charactermirror.chat.ModelUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of 8-bit weights: made from a checkpoint once and kept in a file, from which every later start takes them.
 *
 * <p>The file's name is the checkpoint's hash, so that one of other weights is never taken. What is in it is checked while
 * it is loaded; a damaged file is made anew. Where no file can be written the weights are made in memory.
 */
final class PackedWeights implements Weights.Source {

    /** Changes with how weights are rounded or laid out in the file. */
    private static final String VERSION = "int8-1";

    private static final Logger LOG = LoggerFactory.getLogger(PackedWeights.class);

    private final Checkpoint checkpoint;
    private final Path folder;

    PackedWeights(Checkpoint checkpoint, Path cache) {
        this.checkpoint = checkpoint;
        this.folder = cache.resolve("weights");
    }

    @Override
    public Weights load(TorchScriptModule module, NDManager manager) {
        Path file = folder.resolve(WeightHashes.in(folder).of(checkpoint.files()) + "-" + VERSION + ".weights");
        try {
            Optional<PackedWeightsFile> kept = PackedWeightsFile.open(file);
            if (kept.isPresent()) {
                try {
                    return from(kept.get(), module, manager);
                } catch (PackedWeightsFile.DamagedException e) {
                    LOG.warn("{}: {}; it is made anew", file, e.getMessage());
                }
            }
            Files.createDirectories(folder);
            PackedWeightsFile.write(file, checkpoint, module);
            return from(PackedWeightsFile.open(file).orElseThrow(), module, manager);
        } catch (IOException e) {
            LOG.warn(
                    "{}: the weights as 8-bit integers cannot be kept there ({}); every start will make them anew."
                            + " Set CHARMIRROR_CACHE to a folder with room for them.",
                    file,
                    e.toString());
            return Weights.of(checkpoint, Precision.INT8).load(module, manager);
        } catch (PackedWeightsFile.DamagedException e) {
            throw new ModelUnavailableException(file + ": " + e.getMessage() + ", right after it was written", e);
        } catch (EngineException e) {
            throw new ModelUnavailableException("libtorch failed while the weights were packed: " + e.getMessage(), e);
        }
    }

    private Weights from(PackedWeightsFile file, TorchScriptModule module, NDManager manager)
            throws IOException, PackedWeightsFile.DamagedException {
        Weights weights = new Weights();
        ExecutorService threads = threads();
        try {
            Map<String, Future<NDList>> matrices = new HashMap<>();
            checkpoint.tensors().forEach((name, stored) -> {
                if (CheckpointLayout.isMatrix(name)) {
                    matrices.put(name, threads.submit(() -> packed(file, name, stored, module, manager)));
                }
            });
            for (var entry : checkpoint.tensors().entrySet()) {
                Future<NDList> matrix = matrices.get(entry.getKey());
                if (matrix != null) {
                    weights.addMatrix(result(matrix));
                } else {
                    weights.addFloats(entry.getKey(), entry.getValue(), module, manager, Precision.INT8);
                }
            }
            return weights;
        } catch (IOException | PackedWeightsFile.DamagedException | RuntimeException e) {
            weights.close();
            throw e;
        } finally {
            end(threads);
        }
    }

    /** Laying out a matrix uses one core; so there are as many at the same time as there are cores. */
    private static ExecutorService threads() {
        return Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                task -> new Thread(
                        () -> {
                            JniUtils.setNumThreads(1);
                            task.run();
                        },
                        "packing"));
    }

    /** Waits for those that are in native code, which must not be freed before they have left it. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static NDList result(Future<NDList> matrix) throws IOException, PackedWeightsFile.DamagedException {
        try {
            return matrix.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the model was being loaded when the program was interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof PackedWeightsFile.DamagedException damaged) {
                throw damaged;
            }
            throw new ModelUnavailableException("the weights cannot be laid out: " + cause, e);
        }
    }

    private static NDList packed(
            PackedWeightsFile file, String name, StoredTensor stored, TorchScriptModule module, NDManager manager)
            throws IOException, PackedWeightsFile.DamagedException {
        PackedWeightsFile.Matrix matrix = file.matrix(name, stored.shape());
        try (NDManager scope = manager.newSubManager()) {
            Shape shape = new Shape(matrix.scales().length, matrix.columns());
            NDArray integers = scope.create(matrix.integers(), shape, DataType.INT8);
            NDList packed = module.run(manager, "packed", TorchScriptModule.tensor(integers));
            packed.add(manager.create(matrix.scales()));
            return packed;
        }
    }
}
