package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.store.BareTransactions;

/** {@code bench --harness}: what planning, playing and keeping a study take when the model takes nothing. */
final class HarnessBench {

    private static final int BARE_TRANSACTIONS = 500;

    private final int turns;
    private final int latencyMilliseconds;
    private final int concurrency;
    private final PrintWriter err;

    /**
     * Prepares the measurement.
     *
     * @param turns to be played, at least 1
     * @param latencyMilliseconds of every reply; 0 for an instant model
     * @param concurrency sessions played at once
     */
    HarnessBench(int turns, int latencyMilliseconds, int concurrency, PrintWriter err) {
        this.turns = turns;
        this.latencyMilliseconds = latencyMilliseconds;
        this.concurrency = concurrency;
        this.err = err;
    }

    /** What was measured. */
    record Measured(
            int turns,
            int latencyMilliseconds,
            int concurrency,
            double turnsPerSecond,
            double bareBefore,
            double bareAfter,
            List<Long> heap,
            double resumeSeconds,
            double exportSeconds,
            double busy) {

        List<String> lines() {
            return List.of(
                    String.format(
                            Locale.ROOT,
                            "%,d turns of a model that takes %s, %d sessions at once",
                            turns,
                            latencyMilliseconds == 0 ? "no time" : latencyMilliseconds + " ms",
                            concurrency),
                    String.format(Locale.ROOT, "  turns a second, each durable   %,.0f", turnsPerSecond),
                    String.format(
                            Locale.ROOT,
                            "  bare transactions a second     %,.0f before, %,.0f after (one turn each, one thread)",
                            bareBefore,
                            bareAfter),
                    "  heap in use, MB                "
                            + heap.stream()
                                    .map(bytes -> String.format(Locale.ROOT, "%.1f", bytes / 1e6))
                                    .collect(Collectors.joining(", "))
                            + " (after each quarter of the turns)",
                    String.format(
                            Locale.ROOT,
                            "  resuming                       %.2f s from the call to the first new turn",
                            resumeSeconds),
                    String.format(
                            Locale.ROOT, "  exports                        %.2f s after the last turn", exportSeconds),
                    String.format(
                            Locale.ROOT,
                            "  model busy                     %.1f %% of %d places, while there were sessions for all",
                            busy * 100,
                            concurrency));
        }

        Map<String, Object> asMap() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("format", "charmirror.harness/1");
            all.put("turns", turns);
            all.put("latency_milliseconds", latencyMilliseconds);
            all.put("concurrency", concurrency);
            all.put("turns_per_second", turnsPerSecond);
            all.put("bare_transactions_per_second_before", bareBefore);
            all.put("bare_transactions_per_second_after", bareAfter);
            all.put("heap_bytes", heap);
            all.put("resume_seconds", resumeSeconds);
            all.put("export_seconds", exportSeconds);
            all.put("busy_share", busy);
            return all;
        }
    }

    /** Plays a study nearly to its end, and then the rest of it as a run of its own. */
    Measured measure() {
        try (ScratchFolder scratch = ScratchFolder.beneath(EmbeddedModels.cacheFolder());
                Interrupts interrupts = Interrupts.listen(() -> ScratchFolder.interrupted(err, scratch))) {
            Path file = scratch.path().resolve("harness.yaml");
            int planned =
                    BenchStudy.ofTurns(file, "harness", "rating", turns).plan().turns();
            int most = Math.min(turns, planned - 1);
            err.println("bench: bare transactions");
            double before = BareTransactions.measure(folder(scratch.path(), "before"), BARE_TRANSACTIONS);
            err.println(String.format(Locale.ROOT, "bench: %,d turns", most));
            Path out = scratch.path().resolve("study");
            HarnessRun first = play(file, out, most);
            err.println("bench: resuming");
            HarnessRun second = play(file, out, 1);
            double exports = second.secondsSinceLastTurn();
            double after = BareTransactions.measure(folder(scratch.path(), "after"), BARE_TRANSACTIONS);
            return new Measured(
                    first.turns(),
                    latencyMilliseconds,
                    concurrency,
                    first.turnsPerSecond(),
                    before,
                    after,
                    first.heap(),
                    second.secondsToFirstTurn(),
                    exports,
                    first.busy());
        }
    }

    private HarnessRun play(Path study, Path out, int most) {
        HarnessModel model = new HarnessModel(latencyMilliseconds * 1_000_000L);
        HarnessRun run = new HarnessRun(model, concurrency, most);
        LoadedStudy loaded = LoadedStudy.load(Installation.current(), study.toString());
        new StudyRun(loaded, spec -> model, concurrency).run(out, run, run::stopRequested);
        return run;
    }

    private static Path folder(Path parent, String name) {
        try {
            return Files.createDirectory(parent.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
