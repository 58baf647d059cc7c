package org.charactermirror.cli;

import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.charactermirror.chat.glm.EmbeddedModels;

/**
 * {@code bench --studio}: how long annotators wait until a click is kept, when many click at once.
 *
 * <p>The server is a process of its own on this machine, and does all that it does for people; the clicks come from this
 * process. In the end the server is killed amid clicks, and every click that it has acknowledged is looked for in the database.
 */
final class StudioBench {

    /** Clicks of each annotator on a server that has just started, and those that follow until all of it is compiled. */
    private static final int COLD = 10;

    private static final int WARMING = 60;

    private static final long APART = 1_000_000_000L;
    private static final long AMID = 500_000_000L;

    private final int annotators;
    private final int clicks;
    private final PrintWriter err;

    /**
     * Prepares the measurement.
     *
     * @param annotators who click, at least 1
     * @param clicks of each annotator in each of the two parts, at least 1
     */
    StudioBench(int annotators, int clicks, PrintWriter err) {
        this.annotators = annotators;
        this.clicks = clicks;
        this.err = err;
    }

    /** Times until clicks were kept, in milliseconds. */
    record Times(int number, double median, double high, double most) {

        /** Makes it of nanoseconds; percentiles are the smallest time that so many of the clicks did not exceed. */
        static Times of(List<Long> nanoseconds) {
            List<Long> sorted = new ArrayList<>(nanoseconds);
            Collections.sort(sorted);
            return new Times(sorted.size(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
        }

        private static double at(List<Long> sorted, double share) {
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
        }

        private Map<String, Object> asMap() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("clicks", number);
            all.put("median_milliseconds", median);
            all.put("p99_milliseconds", high);
            all.put("most_milliseconds", most);
            return all;
        }

        private String line() {
            return String.format(Locale.ROOT, "%,8.1f %,8.1f %,8.1f   of %,d clicks", median, high, most, number);
        }
    }

    /**
     * What was measured.
     *
     * @param cold everybody again as soon as the last click is kept, on a server that has just started
     * @param bursts everybody at the same moment, once a second
     * @param steady everybody again as soon as the last click is kept
     * @param perSecond clicks that were kept in a second while steady
     * @param refused clicks that were not kept, by the status of the answer
     */
    record Measured(
            int annotators,
            Times cold,
            Times bursts,
            Times steady,
            double perSecond,
            Map<Integer, Integer> refused,
            KeptClicks kept) {

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d annotators, a server on this machine; milliseconds until a click is kept",
                    annotators));
            lines.add("                                 median      99 %     most");
            lines.add("  just after the start         " + cold.line());
            lines.add("  all at the same moment       " + bursts.line() + ", a second apart");
            lines.add("  all as fast as they can      " + steady.line()
                    + String.format(Locale.ROOT, ", %,.0f a second", perSecond));
            lines.add(String.format(
                    Locale.ROOT,
                    "  lost after a kill            %,d of %,d clicks, %,d of %,d judgements handed in",
                    kept.lostClicks(),
                    kept.clicks(),
                    kept.lostJudgements(),
                    kept.judgements()));
            refused.forEach((status, number) ->
                    lines.add(String.format(Locale.ROOT, "  refused with status %d      %,d clicks", status, number)));
            return lines;
        }

        Map<String, Object> asMap() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("format", "charmirror.studio-bench/1");
            all.put("annotators", annotators);
            all.put("just_started", cold.asMap());
            all.put("at_the_same_moment", bursts.asMap());
            all.put("as_fast_as_they_can", steady.asMap());
            all.put("clicks_per_second", perSecond);
            all.put("refused", refused);
            all.put("acknowledged_clicks", kept.clicks());
            all.put("lost_clicks", kept.lostClicks());
            all.put("acknowledged_judgements", kept.judgements());
            all.put("lost_judgements", kept.lostJudgements());
            return all;
        }
    }

    /** Makes a study, serves it, clicks, kills the server, and compares. */
    Measured measure() {
        try (ScratchFolder scratch = ScratchFolder.beneath(EmbeddedModels.cacheFolder());
                Interrupts interrupts = Interrupts.listen(() -> ScratchFolder.interrupted(err, scratch))) {
            Path folder = scratch.path().resolve("study");
            err.println("bench: playing a study");
            List<StudioBenchStudy.Annotator> people =
                    StudioBenchStudy.make(scratch.path().resolve("studio.yaml"), folder, annotators);
            err.println("bench: starting the server");
            try (ServerProcess server =
                    ServerProcess.start(folder, scratch.path().resolve("server.log"))) {
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                List<ClickingBrowser> browsers = people.stream()
                        .map(person -> new ClickingBrowser(client, server.address(), person))
                        .toList();
                browsers.forEach(ClickingBrowser::open);
                return measure(browsers, server, folder);
            }
        }
    }

    private Measured measure(List<ClickingBrowser> browsers, ServerProcess server, Path folder) {
        err.println("bench: just after the start");
        Times cold = Times.of(steady(browsers, COLD));
        err.println("bench: warming up");
        steady(browsers, WARMING);
        err.println("bench: all at the same moment");
        Times bursts = Times.of(bursts(browsers));
        err.println("bench: all as fast as they can");
        long start = System.nanoTime();
        List<Long> times = steady(browsers, clicks);
        double seconds = (System.nanoTime() - start) / 1e9;
        Times steady = Times.of(times);
        err.println("bench: killing the server");
        killAmidClicks(browsers, server);
        Map<Integer, Integer> refused = new TreeMap<>();
        browsers.forEach(
                browser -> browser.refused().forEach((status, number) -> refused.merge(status, number, Integer::sum)));
        return new Measured(
                browsers.size(),
                cold,
                bursts,
                steady,
                times.size() / seconds,
                refused,
                KeptClicks.of(folder, browsers));
    }

    private List<Long> bursts(List<ClickingBrowser> browsers) {
        List<Long> times = new ArrayList<>();
        for (int burst = 0; burst < clicks; burst++) {
            long next = System.nanoTime() + APART;
            List<CompletableFuture<Long>> all =
                    browsers.stream().map(browser -> browser.click(true)).toList();
            all.forEach(click -> times.add(click.join()));
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
        return times;
    }

    private static List<Long> steady(List<ClickingBrowser> browsers, int many) {
        List<CompletableFuture<List<Long>>> all = new ArrayList<>();
        for (ClickingBrowser browser : browsers) {
            CompletableFuture<List<Long>> times = CompletableFuture.completedFuture(new ArrayList<>());
            for (int click = 0; click < many; click++) {
                times = times.thenCompose(before -> browser.click(true).thenApply(time -> {
                    before.add(time);
                    return before;
                }));
            }
            all.add(times);
        }
        return all.stream().flatMap(times -> times.join().stream()).toList();
    }

    /** Clicks on until the server is gone; what it has not acknowledged then may be kept or not. */
    private static void killAmidClicks(List<ClickingBrowser> browsers, ServerProcess server) {
        List<CompletableFuture<Void>> all =
                browsers.stream().map(StudioBench::untilItFails).toList();
        LockSupport.parkNanos(AMID);
        server.kill();
        all.forEach(clicking -> clicking.handle((nothing, failure) -> failure).join());
    }

    private static CompletableFuture<Void> untilItFails(ClickingBrowser browser) {
        return browser.click(false).thenComposeAsync(time -> untilItFails(browser));
    }
}
