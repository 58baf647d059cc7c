package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.Screening;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.MetricFile;
import org.charactermirror.analysis.calibration.MetricTable;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.document.Similar;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.report.CalibrationReport;
import org.charactermirror.report.JsonCalibration;
import org.charactermirror.report.Labels;
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

/** Compares judges and metrics with people on the same items. */
@Command(
        name = "calibrate",
        footer = {
            "  charmirror judge calibrate my-run",
            "  charmirror judge calibrate my-run --bar 0.8 --judge gpt-4",
            "  charmirror judge calibrate my-run --family gpt-4=gpt --family tiny=glm",
            "  charmirror judge calibrate my-run --metrics scores.jsonl --out calibration"
        },
        exitCodeList = "3:the folder, its rows or the metrics have problems, or nothing was judged by both",
        mixinStandardHelpOptions = true,
        description = {
            "Compares judges and metrics with people on what both judged, and applies a bar.",
            "Agreement, leniency and biases come with intervals. People's scores are",
            "predicted from judges and metrics, and few scores of people are combined with",
            "many of a judge into one figure."
        })
final class JudgeCalibrateCommand implements Callable<Integer> {

    /** As in the schema of judges. */
    private static final Pattern FAMILY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = "A study's folder, or a folder with *.csv files of annotations.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path folder;

    @Option(
            names = "--human",
            paramLabel = "ORIGIN",
            description =
                    "Whose rows count as people's: human, reconstructed or synthetic (default: the first present).")
    private @Nullable Origin human;

    @Option(names = "--judge", paramLabel = "ID", description = "Compare this judge or metric only.")
    private @Nullable String judge;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Automatic scores of replies, as metrics DIR --json prints them: one JSON object a line.")
    private @Nullable Path metrics;

    @Option(
            names = "--bar",
            paramLabel = "VALUE",
            description =
                    "The alpha that the lower end of the interval must reach to pass (default: the highest that the"
                            + " judges declare, or 0.667).")
    private @Nullable Double bar;

    @Option(
            names = "--judges",
            paramLabel = "FILE",
            description =
                    "A file with the key judges, whose bars and families count in place of those in the study's file.")
    private @Nullable Path judges;

    @Option(
            names = "--family",
            paramLabel = "ID=FAMILY",
            description = "Whose make a judge or a model is, in place of what the study says; again for each.")
    private Map<String, String> families = new LinkedHashMap<>();

    @Option(
            names = "--cluster",
            paramLabel = "KIND",
            description =
                    "What intervals draw anew: annotator, character, session, both or none (default: what fits the"
                            + " rows).")
    private @Nullable ClusterKind cluster;

    @Option(
            names = "--out",
            paramLabel = "OUT",
            description = "Write index.html, calibration.md, calibration.json and tables to this folder, too.")
    private @Nullable Path out;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Option(names = "--json", description = "Print all figures as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (bar != null && !(bar >= -1 && bar <= 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--bar is " + Plain.number(bar) + "; an alpha lies between -1 and 1");
        }
        if (human != null && !Calibration.isPeoples(human)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--human is " + human.word() + "; it must be human, reconstructed or synthetic");
        }
        checkFamilies();
        ReportSource.checkFolder(folder);
        if (out != null) {
            ReportTarget.check(folder, out);
        }
        Problems problems = new Problems();
        MetricTable table = metrics == null ? MetricTable.NONE : MetricFile.read(metrics, problems);
        ReportSource source;
        try {
            source = ReportSource.of(folder, false, Optional.empty());
        } catch (BadInputException e) {
            problems.addAll(e.problems());
            throw new BadInputException(problems.all());
        }
        problems.throwIfErrors();
        Annotations all = source.input().annotations();
        Annotations rows = Screening.of(all, source.settings().rules()).kept(all);
        check(rows, table);
        JudgeBackground background = JudgeBackground.of(
                folder, Optional.ofNullable(judges), compared(rows), Optional.ofNullable(bar), families);
        Calibration calibration = Calibration.of(
                rows,
                background
                        .settings(Optional.ofNullable(human), Optional.ofNullable(judge), table)
                        .withLengths(source.settings().lengths())
                        .withClusters(Optional.ofNullable(cluster)));
        if (calibration.isEmpty()) {
            throw nothingInCommon(calibration);
        }
        tell(calibration, background, source);
        return ExitCode.DONE;
    }

    /** Refuses what a study's file may not say either: GPT is another family than gpt, which names and files tell of. */
    private void checkFamilies() {
        families.forEach((id, family) -> {
            if (!FAMILY.matcher(family).matches()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--family is " + id + "=" + family
                                + "; a family is a word such as gpt, of small letters, digits, and . _ - after the first");
            }
        });
    }

    /** Returns the rows of the judges that are compared. */
    private Annotations compared(Annotations rows) {
        return judge == null
                ? rows
                : JudgeVariants.where(
                        rows,
                        row -> row.origin() != Origin.JUDGE
                                || row.subject().annotator().equals(judge));
    }

    /** Refuses rows that hold nothing to compare, saying what is missing. */
    private void check(Annotations rows, MetricTable table) {
        Problems problems = new Problems();
        String name = folder.toString();
        if (rows.stream()
                .noneMatch(row -> human == null ? Calibration.isPeoples(row.origin()) : row.origin() == human)) {
            problems.error(
                    name,
                    "has no rows " + (human == null ? "of people" : "of origin " + human.word())
                            + " to compare with; bring them with: charmirror annotate import");
        }
        List<String> judges = rows.stream()
                .filter(row -> !Calibration.isPeoples(row.origin()))
                .map(row -> row.subject().annotator())
                .distinct()
                .sorted()
                .toList();
        if (judge != null && !judges.contains(judge)) {
            problems.error(
                    name,
                    "has no rows of a judge " + judge + "; "
                            + (judges.isEmpty()
                                    ? "it has none of any judge"
                                    : "there are: " + String.join(", ", judges)));
        } else if (judges.isEmpty() && table.replies() == 0) {
            problems.error(
                    name,
                    "has no rows of judges (origin judge or automatic); let a judge judge it, or give --metrics FILE");
        }
        Set<String> named = new TreeSet<>(judges);
        rows.stream().forEach(row -> named.addAll(row.identity().models()));
        families.keySet().stream()
                .filter(id -> !named.contains(id))
                .forEach(id -> problems.error(
                        name,
                        "has no rows of a judge or a model " + id + ", which --family names; "
                                + Similar.remedy(id, named)));
        problems.throwIfErrors();
    }

    private BadInputException nothingInCommon(Calibration calibration) {
        List<String> judges = calibration.apart().stream()
                .map(one -> one.judge().id())
                .distinct()
                .toList();
        return BadInputException.of(
                folder.toString(),
                "no item was judged both by people and by "
                        + (judges.isEmpty() ? "a metric" : String.join(", ", judges))
                        + "; rows are of one item if study, session, model and turn are the same");
    }

    private void tell(Calibration calibration, JudgeBackground background, ReportSource source) throws IOException {
        PrintWriter stdout = spec.commandLine().getOut();
        PrintWriter notes = json ? spec.commandLine().getErr() : stdout;
        Labels labels = Labels.of(language.value());
        TerminalWords words = TerminalWords.of(language.value());
        if (json) {
            Map<String, Object> all = new TreeMap<>(JsonCalibration.of(calibration));
            all.putAll(background.toMap());
            stdout.print(Json.write(all));
            stdout.flush();
        } else {
            CalibrationReport.lines(calibration, labels).forEach(stdout::println);
            background.lines(words).forEach(stdout::println);
        }
        if (out == null) {
            notes.println(words.get("calibrate.nothing"));
            return;
        }
        Path target = out;
        List<ReportInput.InputFile> files = new ArrayList<>(InputFiles.of(folder, Optional.empty()));
        if (metrics != null) {
            files.add(InputFiles.of(metrics));
        }
        Report report = CalibrationReport.of(calibration, source.title(), files, ReportStamp.of(spec), labels);
        ReportFolder.write(target, report);
        Path page = target.resolve("index.html");
        long tables = report.files().keySet().stream()
                .filter(name -> name.startsWith("tables/"))
                .count();
        notes.println(words.get("calibrate.wrote", page.toString(), tables));
        notes.println(words.get("next.open", page.toString()));
    }
}
