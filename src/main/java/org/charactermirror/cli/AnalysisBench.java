package org.charactermirror.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.report.Language;
import org.charactermirror.report.Report;
import org.charactermirror.report.ReportFolder;
import org.charactermirror.report.ReportInput;
import org.charactermirror.report.Stamp;

/** {@code bench --analysis}: what importing many judgements and reporting on them take, beside reading them once. */
final class AnalysisBench {

    private static final MadeUpJudgements JUDGEMENTS = new MadeUpJudgements(200, 240, 13, 7);

    private final int rows;
    private final PrintWriter err;

    /**
     * Prepares the measurement.
     *
     * @param rows of ratings, and as many of preferences; at least 1
     */
    AnalysisBench(int rows, PrintWriter err) {
        this.rows = rows;
        this.err = err;
    }

    /** Returns how many rows of each kind there can be. */
    static int most() {
        return Math.toIntExact(JUDGEMENTS.most());
    }

    /** What was measured. */
    record Measured(int rows, double plain, double imported, double reported, long heap) {

        List<String> lines() {
            return List.of(
                    String.format(
                            Locale.ROOT,
                            "%,d ratings and %,d preferences, 200 annotators x 240 characters x 13 models",
                            rows,
                            rows),
                    String.format(
                            Locale.ROOT, "  plain mean of every column      %.2f s, reading both files once", plain),
                    String.format(
                            Locale.ROOT,
                            "  import, checked and stored      %.1f s, %.1f times as long",
                            imported,
                            imported / plain),
                    String.format(
                            Locale.ROOT,
                            "  full report                     %.1f s, %.1f times as long",
                            reported,
                            reported / plain),
                    String.format(Locale.ROOT, "  heap allowed                    %,.0f MiB", heap / 1024.0 / 1024));
        }

        Map<String, Object> asMap() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("format", "charmirror.analysis-bench/1");
            all.put("rows_of_each_kind", rows);
            all.put("plain_seconds", plain);
            all.put("import_seconds", imported);
            all.put("import_ratio", imported / plain);
            all.put("report_seconds", reported);
            all.put("report_ratio", reported / plain);
            all.put("heap_bytes", heap);
            return all;
        }
    }

    /** Makes judgements up, reads them plainly, imports them and reports on them. */
    Measured measure() {
        try (ScratchFolder scratch = ScratchFolder.beneath(EmbeddedModels.cacheFolder());
                Interrupts interrupts = Interrupts.listen(() -> ScratchFolder.interrupted(err, scratch))) {
            Path ratings = scratch.path().resolve("ratings.csv");
            Path preferences = scratch.path().resolve("preferences.csv");
            err.println("bench: making judgements up");
            JUDGEMENTS.ratings(ratings, rows);
            JUDGEMENTS.preferences(preferences, rows);
            List<Path> files = List.of(ratings, preferences);
            Path study = scratch.path().resolve("study");
            // The files are in the system's cache by now; once more, so that the loop is compiled too.
            files.forEach(AnalysisBench::means);
            double plain = seconds("reading plainly", () -> files.forEach(AnalysisBench::means));
            double imported = seconds("importing", () -> AnnotationImport.into(study, files, false));
            double reported =
                    seconds("reporting", () -> report(study, scratch.path().resolve("report")));
            return new Measured(
                    rows, plain, imported, reported, Runtime.getRuntime().maxMemory());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private double seconds(String what, Work work) {
        err.println("bench: " + what);
        long start = System.nanoTime();
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void report(Path study, Path out) throws IOException {
        ReportSource source = ReportSource.of(study, false, Optional.empty());
        Analysis analysis = Analysis.of(source.input().annotations(), source.settings());
        Stamp stamp = new Stamp("", Version.current(), "charmirror bench --analysis");
        ReportFolder.write(
                out,
                Report.of(new ReportInput(source.title(), analysis, List.of(), 0, source.parts(), stamp, Language.EN)));
    }

    /**
     * Returns the mean of each column of a file without quotes, read as simply as can be; a win counts 1, a loss -1, and a
     * word that is neither 0.
     */
    static double[] means(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            double[] means = new double[reader.readLine().split(",", -1).length];
            int read = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                for (int column = 0; column < means.length; column++) {
                    means[column] += points(cells[column]);
                }
                read++;
            }
            for (int column = 0; column < means.length; column++) {
                means[column] /= read;
            }
            return means;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double points(String cell) {
        if (cell.length() == 1 && Character.isDigit(cell.charAt(0))) {
            return cell.charAt(0) - '0';
        }
        return cell.equals("win") ? 1 : cell.equals("lose") ? -1 : 0;
    }
}
