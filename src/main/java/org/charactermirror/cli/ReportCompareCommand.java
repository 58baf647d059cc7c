package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.RunComparison;
import org.charactermirror.analysis.Screening;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.report.ComparisonInput;
import org.charactermirror.report.ComparisonReport;
import org.charactermirror.report.Report;
import org.charactermirror.report.ReportFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report compare}: two runs side by side. */
@Command(
        name = "compare",
        footer = "  charmirror report compare runs/before runs/after --out reports/before-after",
        exitCodeList = "3:a folder, an archive or its rows have problems; nothing was written",
        mixinStandardHelpOptions = true,
        description = {
            "Puts two runs side by side: how far the figures of the same models differ, and which differences hold.",
            "Annotators and characters of the same name are taken to be the same in both; tests are paired by them."
        })
final class ReportCompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FIRST", description = "A study's folder, an archive, or a folder of *.csv.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path first;

    @Parameters(
            index = "1",
            paramLabel = "SECOND",
            description = "The other one; differences are its figures less the first's.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path second;

    @Option(names = "--out", paramLabel = "OUT", required = true, description = "The folder to write.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Option(
            names = "--cluster",
            paramLabel = "KIND",
            description = "What intervals draw anew: annotator, character, session, both or none (default: as report).")
    private @Nullable ClusterKind cluster;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (ScratchFolder scratch = ScratchFolder.temporary()) {
            Path one = ReportSource.folder(first, scratch.path().resolve("first"));
            Path other = ReportSource.folder(second, scratch.path().resolve("second"));
            ReportTarget.check(one, out);
            ReportTarget.check(other, out);
            ReportSource firstSource = ReportSource.of(one, false, Optional.empty());
            ReportSource secondSource = ReportSource.of(other, false, Optional.empty());
            for (ReportSource source : List.of(firstSource, secondSource)) {
                source.input().warnings().forEach(spec.commandLine().getErr()::println);
            }
            ComparisonInput.Run firstRun = run(first, firstSource);
            ComparisonInput.Run secondRun = run(second, secondSource);
            RunComparison comparison =
                    RunComparison.of(firstRun.annotations(), secondRun.annotations(), Optional.ofNullable(cluster));
            Report report = ComparisonReport.of(
                    new ComparisonInput(firstRun, secondRun, comparison, ReportStamp.of(spec), language.value()));
            ReportFolder.write(out, report);
            tell(comparison, report);
        }
        return ExitCode.DONE;
    }

    /** Takes the rows that count by the run's own rules. */
    private static ComparisonInput.Run run(Path path, ReportSource source) {
        Annotations rows = source.input().annotations();
        Screening screening = Screening.of(rows, source.settings().rules());
        List<String> excluded = screening.excluded().stream()
                .map(Screening.Exclusion::annotator)
                .distinct()
                .sorted()
                .toList();
        return new ComparisonInput.Run(path.toString(), source.title(), screening.kept(rows), excluded, source.parts());
    }

    private void tell(RunComparison comparison, Report report) {
        PrintWriter stdout = spec.commandLine().getOut();
        Map<String, Object> compared = new TreeMap<>();
        compared.put("ratings", lines(comparison.ratings()));
        compared.put("turn_errors", lines(comparison.errors()));
        compared.put("pairwise", lines(comparison.pairs()));
        if (json) {
            Map<String, Object> outcome = new TreeMap<>();
            outcome.put("format", "charmirror.report-compare/1");
            outcome.put("out", out.toString());
            outcome.put("files", report.files().keySet().stream().sorted().toList());
            outcome.put("differences", compared);
            stdout.print(Json.write(outcome));
        } else {
            TerminalWords words = TerminalWords.of(language.value());
            stdout.println(words.get(
                    "compare.compared",
                    words.count(lines(comparison.ratings()), "mean_score"),
                    words.count(lines(comparison.errors()), "rate"),
                    words.count(lines(comparison.pairs()), "advantage")));
            long charts = report.files().keySet().stream()
                    .filter(name -> name.startsWith("charts/"))
                    .count();
            String page = out.resolve("index.html").toString();
            stdout.println(words.get("compare.wrote", page, words.count(charts, "chart")));
            stdout.println(words.get("next.open", page));
        }
        stdout.flush();
    }

    private static int lines(Optional<RunComparison.Kind> kind) {
        return kind.map(found -> found.lines().size()).orElse(0);
    }
}
