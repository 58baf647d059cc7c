package org.charactermirror.chat.glm;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;

/**
 * How a local model is run.
 *
 * @param precision the arithmetic
 * @param threads threads of a network step; 0 to choose by the model's size
 * @param contextLimit the most tokens of prompt and reply together; 0 for the model's own context
 * @param batch how many replies are written side by side, at least 1; fewer where the cache memory does not suffice
 * @param cacheMemory the most bytes that keys and values of all dialogues take, at least 1
 * @param speculation whether the network runs guesses of the tokens to come besides, which changes the speed and nothing else
 * @param device what the network runs on
 */
public record GlmOptions(
        Precision precision,
        int threads,
        int contextLimit,
        int batch,
        long cacheMemory,
        boolean speculation,
        ComputeDevice device) {

    /** Where nobody says it, caches may take one such part of the machine's memory. */
    private static final int PART_OF_MEMORY = 4;

    /** A machine that does not tell its memory is taken to have this much. */
    private static final long UNKNOWN_MEMORY = 4_000_000_000L;

    public GlmOptions {
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(device, "device");
        if (threads < 0 || contextLimit < 0 || batch < 1 || cacheMemory < 1) {
            throw new IllegalArgumentException("threads " + threads + ", context limit " + contextLimit + ", batch "
                    + batch + " and cache memory " + cacheMemory + " must be at least 0, 0, 1 and 1");
        }
    }

    /**
     * Runs on the processor at float32 with the model's own context, one reply at a time, with a quarter of the machine's memory for caches
     * and with speculation.
     */
    public static GlmOptions ofDefaults() {
        return new GlmOptions(Precision.F32, 0, 0, 1, defaultCacheMemory(), true, ComputeDevice.CPU);
    }

    /** Returns a quarter of the machine's memory, in bytes. */
    public static long defaultCacheMemory() {
        return (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : UNKNOWN_MEMORY)
                / PART_OF_MEMORY;
    }

    /** Returns the same with another precision. */
    public GlmOptions withPrecision(Precision other) {
        return new GlmOptions(other, threads, contextLimit, batch, cacheMemory, speculation, device);
    }

    /** Returns the same with another number of replies side by side. */
    public GlmOptions withBatch(int other) {
        return new GlmOptions(precision, threads, contextLimit, other, cacheMemory, speculation, device);
    }

    /** Returns the same with another number of threads; 0 to choose by the model's size. */
    public GlmOptions withThreads(int other) {
        return new GlmOptions(precision, other, contextLimit, batch, cacheMemory, speculation, device);
    }

    /** Returns the same with or without speculation. */
    public GlmOptions withSpeculation(boolean other) {
        return new GlmOptions(precision, threads, contextLimit, batch, cacheMemory, other, device);
    }

    /** Returns the same with another bound on the memory of caches. */
    public GlmOptions withCacheMemory(long other) {
        return new GlmOptions(precision, threads, contextLimit, batch, other, speculation, device);
    }

    /** Returns the same on another device. */
    public GlmOptions withDevice(ComputeDevice other) {
        return new GlmOptions(precision, threads, contextLimit, batch, cacheMemory, speculation, other);
    }
}
