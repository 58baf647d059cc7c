package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.CalibrationSettings;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.report.Report;
import org.charactermirror.report.ReportFolder;
import org.charactermirror.report.ReportInput;
import org.charactermirror.store.SealedStudy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the tables of a study or of a folder of annotation files. */
@Command(
        name = "report",
        subcommands = ReportCompareCommand.class,
        footer = {
            "  charmirror report my-run",
            "  charmirror report annotations/paper --out reports/paper",
            "  charmirror report compare runs/before runs/after --out reports/before-after"
        },
        exitCodeList = "3:the folder, the archive or its rows have problems; nothing was written",
        mixinStandardHelpOptions = true,
        description = "Writes the four tables as HTML, Markdown, LaTeX, CSV and JSON.")
final class ReportCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PATH",
            description = "A study's folder, an archive of study export, or a folder with *.csv files of annotations.")
    private @Nullable Path named;

    @Option(
            names = "--out",
            paramLabel = "OUT",
            description = "Where to write (default: PATH/report of a study, otherwise reports/NAME).")
    private @Nullable Path out;

    @Option(
            names = "--skip-bad-rows",
            description =
                    "Leave out rows that cannot be read, and list them; rows that contradict each other still stop.")
    private boolean skipBadRows;

    @Mixin
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private ReportOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        // Not required by the parser, which would ask for it before a command of the group, too.
        if (named == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'PATH'");
        }
        Path path = named;
        if (path.toString().endsWith(".zip") && Files.isRegularFile(path)) {
            try (ScratchFolder scratch = ScratchFolder.temporary()) {
                SealedStudy sealed = SealedStudy.open(path, scratch.path());
                return report(
                        sealed.folder(scratch.path()), out == null ? Path.of("reports", sealed.manifestName()) : out);
            }
        }
        ReportSource.checkFolder(path);
        return report(path, out == null ? ReportSource.defaultOut(path) : out);
    }

    private int report(Path folder, Path target) throws IOException {
        ReportTarget.check(folder, target);
        ReportSource source = ReportSource.of(folder, skipBadRows, options.exclusions());
        AnnotationInput input = source.input();
        PrintWriter err = spec.commandLine().getErr();
        input.warnings().forEach(err::println);
        input.leftOut().forEach(problem -> err.println("left out: " + problem));
        Analysis analysis = Analysis.of(input.annotations(), source.settings().withClusters(options.cluster()));
        Annotations kept = analysis.screening().kept(input.annotations());
        Optional<Calibration> calibration = Calibration.ofJudges(
                kept,
                calibrationSettings(folder, kept)
                        .withLengths(source.settings().lengths())
                        .withClusters(options.cluster()));
        Report report = Report.of(new ReportInput(
                        source.title(),
                        analysis,
                        input.leftOut(),
                        input.leftOutRows(),
                        source.parts(),
                        ReportStamp.of(spec),
                        options.language(),
                        InputFiles.of(folder, options.exclusions()))
                .withAutomatic(AutomaticParts.of(folder, source.parts(), options.cluster()))
                .withCalibration(calibration));
        ReportFolder.write(target, report);
        new ReportOutcome(spec, options.language(), options.json()).tell(target, analysis, input.leftOutRows(), report);
        return ExitCode.DONE;
    }

    /** Returns the bar, families and costs that hold for the judges of some rows, as {@code judge calibrate} takes them. */
    static CalibrationSettings calibrationSettings(Path folder, Annotations rows) throws IOException {
        return rows.stream().anyMatch(row -> row.origin() == Origin.JUDGE)
                ? JudgeBackground.of(folder, Optional.empty(), rows, Optional.empty(), Map.of())
                        .settings()
                : CalibrationSettings.ofDefaults();
    }
}
