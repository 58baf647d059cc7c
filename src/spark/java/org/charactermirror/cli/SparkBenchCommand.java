package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.spark.SparkRows;
import org.charactermirror.problem.BadInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench} on a cluster: what analysing very many judgements takes. */
@Command(
        name = "bench",
        footer = "  spark-submit --master local[2] charmirror-spark.jar bench --analysis --rows 1000000 --folder"
                + " /shared/made-up",
        mixinStandardHelpOptions = true,
        description = {
            "Makes judgements up, whose origin says synthetic, and measures how long their analysis takes.",
            "Half of them are ratings and half preferences: 200 annotators, 60 characters, 8 models and 3 topics, over"
                    + " and over."
        })
final class SparkBenchCommand implements Callable<Integer> {

    private static final MadeUpJudgements JUDGEMENTS = new MadeUpJudgements(200, 60, 8, 7);
    private static final int ROWS_OF_A_FILE = 250_000;

    @Option(names = "--analysis", required = true, description = "Measures the analysis of judgements.")
    private boolean analysis;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "1000000", description = "How many (default: 1000000).")
    private long rows;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            required = true,
            description =
                    "Where executors write the files, on a path that all see; those of the same number of rows are"
                            + " used again.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path folder;

    @Option(names = "--partitions", paramLabel = "N", description = "How many tasks add rows up.")
    private @Nullable Integer partitions;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!analysis) {
            throw new ParameterException(spec.commandLine(), "--analysis is what can be measured here");
        }
        if (rows < 2 || rows > Integer.MAX_VALUE) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--rows': " + rows + " is not from 2 to " + Integer.MAX_VALUE);
        }
        SparkConf conf = new SparkConf();
        conf.setIfMissing("spark.app.name", "charmirror bench --analysis");
        SparkReportCommand.takeWhole(conf);
        if (!conf.contains("spark.master")) {
            throw BadInputException.of(
                    "spark-submit", "no master is given; say --master local[*], spark://HOST:7077, yarn or k8s://...");
        }
        Path own = Files.createDirectories(folder.resolve("made-up-" + rows));
        PrintWriter err = spec.commandLine().getErr();
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            err.println("bench: making judgements up");
            long start = System.nanoTime();
            List<String> files = files(own);
            String target = own.toString();
            long half = rows / 2;
            spark.parallelize(IntStream.range(0, files.size()).boxed().toList(), files.size())
                    .foreach(number -> make(Path.of(target), number, half));
            double made = seconds(start);
            err.println("bench: analysing");
            start = System.nanoTime();
            List<Path> paths = files.stream().map(Path::of).toList();
            int tasks = partitions == null ? InputRows.tasks(paths, spark.defaultParallelism()) : partitions;
            SparkRows read = SparkRows.read(spark, files, new FileOfRows(), tasks, AnalysisSettings.ofDefaults());
            double added = seconds(start);
            Analysis done = Analysis.of(read, AnalysisSettings.ofDefaults());
            tell(files, tasks, spark, made, added, seconds(start), done);
        }
        return ExitCode.DONE;
    }

    private List<String> files(Path own) {
        int ofEach = Math.toIntExact((rows / 2 + ROWS_OF_A_FILE - 1) / ROWS_OF_A_FILE);
        return Stream.of("preferences", "ratings")
                .flatMap(kind -> IntStream.range(0, ofEach)
                        .mapToObj(part -> own.resolve(String.format(Locale.ROOT, "%s-%05d.csv", kind, part))
                                .toString()))
                .toList();
    }

    private static void make(Path own, int number, long half) throws IOException {
        int ofEach = Math.toIntExact((half + ROWS_OF_A_FILE - 1) / ROWS_OF_A_FILE);
        int part = number % ofEach;
        boolean ratings = number >= ofEach;
        Path file = own.resolve(String.format(Locale.ROOT, "%s-%05d.csv", ratings ? "ratings" : "preferences", part));
        if (Files.exists(file)) {
            return;
        }
        long from = (long) part * ROWS_OF_A_FILE;
        int count = Math.toIntExact(Math.min(ROWS_OF_A_FILE, half - from));
        Path partial = own.resolve(
                file.getFileName() + ".partial-" + ProcessHandle.current().pid());
        if (ratings) {
            JUDGEMENTS.ratings(partial, from, count);
        } else {
            JUDGEMENTS.preferences(partial, from, count);
        }
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void tell(
            List<String> files,
            int tasks,
            JavaSparkContext spark,
            double made,
            double added,
            double all,
            Analysis done) {
        long bytes = files.stream().mapToLong(SparkBenchCommand::size).sum();
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("format", "charmirror.spark-analysis-bench/1");
        outcome.put("rows", done.rows().all());
        outcome.put("files", files.size());
        outcome.put("bytes", bytes);
        outcome.put("cores", spark.defaultParallelism());
        outcome.put("partitions", tasks);
        outcome.put("make_seconds", made);
        outcome.put("read_and_add_up_seconds", added);
        outcome.put("analysis_seconds", all);
        outcome.put("rows_per_second", done.rows().all() / all);
        outcome.put("driver_heap_bytes", runtime.totalMemory() - runtime.freeMemory());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(outcome));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%,d rows that were made up (origin synthetic), in %,d files of %,.0f MB, %d cores, %d"
                            + " partitions%n",
                    done.rows().all(),
                    files.size(),
                    bytes / 1e6,
                    spark.defaultParallelism(),
                    tasks);
            out.printf(Locale.ROOT, "  making them up                  %.1f s%n", made);
            out.printf(Locale.ROOT, "  reading and adding up           %.1f s%n", added);
            out.printf(Locale.ROOT, "  all, with the driver's figures  %.1f s%n", all);
            out.printf(
                    Locale.ROOT,
                    "  rows per second                 %,.0f%n",
                    done.rows().all() / all);
        }
        out.flush();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long size(String file) {
        try {
            return Files.size(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
