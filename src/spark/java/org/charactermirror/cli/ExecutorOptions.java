package org.charactermirror.cli;

import java.io.Serializable;
import org.charactermirror.chat.glm.ComputeDevice;
import org.charactermirror.chat.glm.GlmOptions;

/**
 * How local models are run by every executor.
 *
 * @param batch dialogues at once in one process
 * @param cacheMemory in bytes; 0 for what suits the machine
 */
record ExecutorOptions(int batch, long cacheMemory, boolean speculation, ComputeDevice device) implements Serializable {

    /**
     * Returns the options in a process.
     *
     * @param cores that Spark gives it; 0 where that is not known
     */
    GlmOptions on(int cores) {
        return GlmOptions.ofDefaults()
                .withBatch(batch)
                .withCacheMemory(cacheMemory > 0 ? cacheMemory : share(cores))
                .withSpeculation(speculation)
                .withDevice(device);
    }

    /** Returns the usual part of the machine's memory; of several executors on a machine each has a part of that. */
    private static long share(int cores) {
        int processors = Runtime.getRuntime().availableProcessors();
        long all = GlmOptions.defaultCacheMemory();
        return cores > 0 && cores < processors ? all * cores / processors : all;
    }
}
