package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.metric.Metric;
import org.charactermirror.metric.MetricRun;
import org.charactermirror.metric.ReplyScores;
import org.charactermirror.problem.Problems;
import org.charactermirror.report.StudyPart;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code metrics}: automatic scores of a study's replies, or what the scores are. */
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        description = {
            "Scores every reply of a study without people and without a network.",
            "Prints means per model; with --json an object per reply, one a line, null where a metric has no value."
        },
        exitCodeList = {"3:there are no dialogues, or they cannot be read", "5:the model that scores cannot be used"},
        footer = {
            "  charmirror metrics my-run",
            "  charmirror metrics my-run --json --out my-run/metrics.jsonl",
            "  charmirror metrics my-run --perplexity --model models/characterglm-6b",
            "  charmirror metrics --list --lang zh"
        })
final class MetricsCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "A study's folder, an archive of study export, or a folder with a transcripts.jsonl.")
    private @Nullable Path folder;

    @Option(names = "--list", description = "Prints what each metric is, and when not to use it, and scores nothing.")
    private boolean list;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Option(
            names = "--dialogue-language",
            paramLabel = "TAG",
            description =
                    "The language of dialogues without a record of their run, which tells it otherwise, such as zh.")
    private @Nullable String dialogueLanguage;

    @Option(names = "--json", description = "Prints JSON: an object per reply, or a list of the metrics.")
    private boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes into this file what would be printed.")
    private @Nullable Path out;

    @Option(
            names = "--cluster",
            paramLabel = "KIND",
            description = "What the intervals of the table draw anew: character (default), session or none.")
    private @Nullable ClusterKind cluster;

    @Option(
            names = "--flag",
            description = {
                "Also writes into the study which replies repeat an earlier one, as flags of origin automatic that enter the report's",
                "tables of errors under that origin."
            })
    private boolean flag;

    @Mixin
    private MetricOptions options = new MetricOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (list) {
            print(json ? MetricList.json(language.value()) : MetricList.text(language.value()));
            return ExitCode.DONE;
        }
        if (folder == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'DIR'");
        }
        if (cluster == ClusterKind.ANNOTATOR || cluster == ClusterKind.BOTH) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--cluster is annotator or both, but metrics have no annotators; use character");
        }
        if (dialogueLanguage != null && !dialogueLanguage.matches("[a-z]{2,3}(-[A-Za-z0-9]+)*")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--dialogue-language': \"" + dialogueLanguage
                            + "\"; expected a language's tag, such as zh or en");
        }
        options.check();
        checkOut(folder);
        if (flag) {
            RepetitionFlags.check(folder);
        }
        try (ScratchFolder scratch = ScratchFolder.temporary()) {
            score(MetricInput.read(folder, scratch.path(), Optional.ofNullable(dialogueLanguage)));
            if (flag) {
                RepetitionFlags.write(folder, scratch.path(), TerminalWords.of(language.value()))
                        .forEach(spec.commandLine().getErr()::println);
            }
        }
        return ExitCode.DONE;
    }

    private void score(List<MetricDialogues> parts) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        parts.forEach(part -> part.warnings().forEach(err::println));
        List<List<ReplyScores>> scored = new ArrayList<>();
        try (MetricOptions.Opened opened = options.open()) {
            MetricRun run = new MetricRun(opened.metrics());
            for (MetricDialogues part : parts) {
                try (MetricProgress progress = MetricProgress.of(spec, part.replies())) {
                    scored.add(run.of(part.conversations(), progress::add));
                }
            }
            List<ReplyScores> all = scored.stream().flatMap(List::stream).toList();
            checkTold(parts, all);
            print(json ? MetricLines.of(run.metrics(), all) : tables(run.metrics(), parts, scored));
            tell(all.size());
        }
    }

    private String tables(List<Metric> metrics, List<MetricDialogues> parts, List<List<ReplyScores>> scored) {
        MetricText text = new MetricText(language.value());
        StringBuilder tables = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            tables.append(i == 0 ? "" : "\n")
                    .append(text.table(metrics, parts.get(i), scored.get(i), Optional.ofNullable(cluster)));
        }
        return tables.toString();
    }

    /** Refuses what would write over the study itself. */
    private void checkOut(Path input) {
        if (out == null) {
            return;
        }
        Problems problems = new Problems();
        if (Files.isDirectory(out)) {
            problems.error(out.toString(), "is a folder; name a file with --out");
        } else if (out.toAbsolutePath()
                        .normalize()
                        .startsWith(input.toAbsolutePath().normalize())
                && Files.exists(out)
                && !out.getFileName().toString().startsWith("metrics")) {
            problems.error(
                    out.toString(), "is a file of the study; name another one with --out, such as metrics.jsonl");
        }
        problems.throwIfErrors();
    }

    /** Refuses two replies that nobody could tell apart by what is printed of them. */
    private static void checkTold(List<MetricDialogues> parts, List<ReplyScores> all) {
        Map<List<Object>, ReplyScores> told = new HashMap<>();
        Problems problems = new Problems();
        for (ReplyScores reply : all) {
            if (problems.hasErrors()) {
                break;
            }
            if (told.put(List.of(reply.session(), reply.model(), reply.turn()), reply) != null) {
                problems.error(
                        parts.stream()
                                .map(MetricDialogues::part)
                                .map(StudyPart::study)
                                .toList()
                                .toString(),
                        "session " + reply.session() + ", model " + reply.model() + ", turn " + reply.turn()
                                + " is in two of the studies; ask for the metrics of each study's folder by itself");
            }
        }
        problems.throwIfErrors();
    }

    private void print(String text) throws IOException {
        if (out != null) {
            @Nullable Path parent = out.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(out, text);
        } else {
            PrintWriter stdout = spec.commandLine().getOut();
            stdout.print(text);
            stdout.flush();
        }
    }

    private void tell(int replies) {
        PrintWriter to = json || out == null
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
        TerminalWords words = TerminalWords.of(language.value());
        String scored = words.count(replies, "reply");
        to.println(
                out == null
                        ? words.get("metrics.scored", scored)
                        : words.get("metrics.scored.wrote", scored, out.toString()));
        to.println(
                folder != null && (ReportSource.isStudy(folder) || Files.isRegularFile(folder))
                        ? words.get("metrics.next.report", Shell.quoted(folder))
                        : words.get("metrics.next"));
    }
}
