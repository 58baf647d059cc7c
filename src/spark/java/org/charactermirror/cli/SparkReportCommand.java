package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.ReplyLengths;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.spark.SparkRows;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.report.Report;
import org.charactermirror.report.ReportFolder;
import org.charactermirror.report.ReportInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report} on a cluster: the tables of any number of judgements. */
@Command(
        name = "report",
        footer = {
            "  spark-submit --master local[*] charmirror-spark.jar report annotations/paper --out reports/paper",
            "  spark-submit --master spark://HOST:7077 charmirror-spark.jar report /shared/rows --out report"
        },
        exitCodeList = "3:the folder or its rows have problems; nothing was written",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the four tables as HTML, Markdown, LaTeX, CSV and JSON, as charmirror report does.",
            "Executors read the files, one task a file, and must see them under the same path as the driver."
        })
final class SparkReportCommand implements Callable<Integer> {

    /** Judges are compared with people row by row, at the driver; more rows than this it does not take. */
    static final int MOST_BESIDE_JUDGES = 2_000_000;

    @Parameters(
            paramLabel = "PATH",
            description = "A folder with *.csv files, or *.parquet files or folders, of annotations.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path folder;

    @Option(names = "--out", paramLabel = "OUT", description = "Where to write (default: reports/NAME).")
    private @Nullable Path out;

    @Mixin
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private ReportOptions options;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "How many tasks add rows up (default: three for each core, at least one for 64 MB of CSV or 16 of Parquet).")
    private @Nullable Integer partitions;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (options.cluster().equals(Optional.of(ClusterKind.NONE))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--cluster none: every row would be a cluster of its own, and the driver would hold all of them;"
                            + " say annotator, character, session or both, or use charmirror report");
        }
        if (partitions != null && partitions < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--partitions': " + partitions + " is below 1");
        }
        ReportSource.checkFolder(folder);
        if (ReportSource.isStudy(folder)) {
            throw BadInputException.of(
                    folder.toString(),
                    "a study's folder, whose report needs its database and transcripts on one machine; use charmirror"
                            + " report, or give a folder of its annotations/*.csv files");
        }
        Path target = out == null ? ReportSource.defaultOut(folder) : out;
        ReportTarget.check(folder, target);
        List<Path> files = InputRows.in(folder);
        if (files.isEmpty()) {
            throw BadInputException.of(
                    folder.toString(), "no *.csv files, and no *.parquet files or folders, of annotations");
        }
        AnalysisSettings settings = AnalysisSettings.ofDefaults()
                .withRules(DeclaredRules.ofFolder(folder, options.exclusions()))
                .withClusters(options.cluster());
        SparkConf conf = new SparkConf();
        conf.setIfMissing("spark.app.name", "charmirror report " + folder);
        takeWhole(conf);
        if (!conf.contains("spark.master")) {
            throw BadInputException.of(
                    "spark-submit", "no master is given; say --master local[*], spark://HOST:7077, yarn or k8s://...");
        }
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            report(spark, files, target, settings);
        }
        return ExitCode.DONE;
    }

    /** Lets the driver take summaries of any size: it holds the whole one in any case, and Spark's bound of 1 GB ends reports of very many rows. */
    static void takeWhole(SparkConf conf) {
        conf.setIfMissing("spark.driver.maxResultSize", "0");
    }

    private void report(JavaSparkContext spark, List<Path> files, Path target, AnalysisSettings settings)
            throws IOException {
        List<String> names = files.stream().map(Path::toString).toList();
        int tasks = partitions == null ? InputRows.tasks(files, spark.defaultParallelism()) : partitions;
        SparkRows rows = SparkRows.read(spark, names, new FileOfRows(), tasks, settings);
        PrintWriter err = spec.commandLine().getErr();
        rows.alike()
                .forEach((file, count) -> err.println(file + ": warning: "
                        + AnnotationInput.counted(count, "row")
                        + " without a session left out for repeating an earlier one; if"
                        + " they judge other dialogues, name these in a column session"));
        Analysis analysis = Analysis.of(rows, settings);
        Report report = Report.of(new ReportInput(
                        ReportTarget.nameOf(folder),
                        analysis,
                        List.of(),
                        0,
                        List.of(),
                        ReportStamp.of(spec),
                        options.language(),
                        hashed(files, rows.hashes()))
                .withCalibration(calibration(rows, analysis)));
        ReportFolder.write(target, report);
        new ReportOutcome(spec, options.language(), options.json()).tell(target, analysis, 0, report);
    }

    private List<ReportInput.InputFile> hashed(List<Path> files, List<String> hashes) throws IOException {
        List<ReportInput.InputFile> all = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            all.add(new ReportInput.InputFile(InputRows.nameOf(folder, files.get(i)), hashes.get(i)));
        }
        Optional<Path> own = options.exclusions().or(() -> DeclaredRules.fileBeside(folder));
        if (own.isPresent()) {
            all.add(InputFiles.of(own.get()));
        }
        return all;
    }

    private Optional<Calibration> calibration(SparkRows rows, Analysis analysis) throws IOException {
        if (!analysis.origins().contains(Origin.JUDGE)) {
            return Optional.empty();
        }
        int all = analysis.rows().all();
        if (all > MOST_BESIDE_JUDGES) {
            throw BadInputException.of(
                    folder.toString(),
                    all + " rows, judges' among them; judges are compared with people at the driver, which takes "
                            + MOST_BESIDE_JUDGES + " rows: put judges' files into a folder of their own, or compare"
                            + " fewer with charmirror judge calibrate");
        }
        Annotations kept = analysis.screening().kept(rows.collected());
        return Calibration.ofJudges(
                kept,
                ReportCommand.calibrationSettings(folder, kept)
                        .withLengths(ReplyLengths.NONE)
                        .withClusters(options.cluster()));
    }
}
