package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Model.CommandSpec;

/** Says on standard error how far scoring has come, at most every few seconds; nothing of what is done at once. */
final class MetricProgress implements AutoCloseable {

    private static final long EVERY_NANOS = 5_000_000_000L;

    private final PrintWriter err;
    private final int total;
    private final AtomicInteger scored = new AtomicInteger();
    private final long start = System.nanoTime();
    private long told = start;

    MetricProgress(PrintWriter err, int total) {
        this.err = err;
        this.total = total;
    }

    static MetricProgress of(CommandSpec command, int replies) {
        return new MetricProgress(command.commandLine().getErr(), replies);
    }

    /** Counts replies; from any thread. */
    void add(int replies) {
        int now = scored.addAndGet(replies);
        tell(now);
    }

    private synchronized void tell(int now) {
        long time = System.nanoTime();
        if (time - told < EVERY_NANOS || now == total) {
            return;
        }
        told = time;
        double seconds = (time - start) / 1e9;
        err.println(String.format(
                Locale.ROOT,
                "metrics: %,d of %,d replies, %.0f s, about %.0f s left",
                now,
                total,
                seconds,
                seconds / now * (total - now)));
    }

    @Override
    public void close() {
        err.flush();
    }
}
