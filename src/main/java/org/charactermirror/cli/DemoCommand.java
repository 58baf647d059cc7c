package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.metric.Repetition;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole way from scenarios to a report, with what the program ships. */
@Command(
        name = "demo",
        footer = {"  charmirror demo", "  charmirror demo --out my-demo"},
        exitCodeList = {
            "3:the folder holds something else, or the installation is incomplete",
            "4:finished with failed dialogues",
            "5:the embedded model cannot be used",
            "130:stopped by Ctrl-C; the same command goes on"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Plays the demo study with both embedded models, one after the other and then together on one context,",
            "flags repetition, imports sample annotations and reports.",
            "The same command again goes on where the last one stopped, and repeats nothing."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String STUDY = "demo";
    private static final String PAIRS = "demo-pairwise";

    /** The folder of the pairwise part in that of the whole. */
    private static final String PAIRS_FOLDER = "pairwise";

    private final Installation installation;
    private final Function<GlmOptions, ChatModelFactory> models;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "demo-run",
            description = "The study's folder (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Mixin
    private BatchOption batch = new BatchOption();

    @Mixin
    private SpeculationOption speculation = new SpeculationOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Mixin
    private CacheMemoryOption cacheMemory = new CacheMemoryOption();

    DemoCommand() {
        // A user's own characters must not change the demonstration, wherever it is run.
        this(Installation.current().shippedOnly(), LocalModels::new);
    }

    /**
     * Makes the command.
     *
     * @param models opens models, given how local ones are run
     */
    DemoCommand(Installation installation, Function<GlmOptions, ChatModelFactory> models) {
        this.installation = installation;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        LoadedStudy study = LoadedStudy.load(installation, STUDY);
        LoadedStudy pairs = LoadedStudy.load(installation, PAIRS);
        List<Path> samples = samples(STUDY);
        List<Path> pairSamples = samples(PAIRS);
        Path pairsOut = out.resolve(PAIRS_FOLDER);

        RunSummary summary = play("1/5 Playing the study", study, out);
        if (summary.interrupted()) {
            return stopped();
        }
        RunSummary pairsSummary = play("2/5 Playing both models on one context: the study", pairs, pairsOut);
        if (pairsSummary.interrupted()) {
            return stopped();
        }
        err.println("3/5 Flagging replies that repeat an earlier one.");
        String flagged = flagRepetition();
        err.println("4/5 Importing sample annotations, which are synthetic: made by a program, not by people.");
        AnnotationImport.into(out, samples, false);
        AnnotationImport.into(pairsOut, pairSamples, false);
        err.println("5/5 Writing the report.");
        int reported = report();
        if (reported != ExitCode.DONE) {
            return reported;
        }
        tell("Rating: ", summary, flagged);
        tell("Pairwise: ", pairsSummary, "Every message has two replies.");
        tellNext(summary.failed().size() + pairsSummary.failed().size());
        return Math.max(RunCommand.exitCode(summary), RunCommand.exitCode(pairsSummary));
    }

    private RunSummary play(String what, LoadedStudy study, Path folder) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(String.format(
                Locale.ROOT,
                "%s %s: %,d replies.",
                what,
                study.study().id(),
                study.study().replies()));
        GlmOptions options = GlmOptions.ofDefaults()
                .withBatch(batch.value())
                .withCacheMemory(cacheMemory.bytes())
                .withSpeculation(speculation.value())
                .withDevice(device.value());
        RunSummary summary = RunCommand.play(
                        study,
                        folder,
                        models.apply(options),
                        batch.value(),
                        study.study().budget(),
                        spec)
                .summary();
        CacheUses.lines(summary.caches()).forEach(err::println);
        return summary;
    }

    private int stopped() {
        spec.commandLine().getErr().println("Stopped. To go on: " + again());
        return ExitCode.INTERRUPTED;
    }

    private List<Path> samples(String study) throws IOException {
        Path folder =
                installation.home().orElse(Path.of("")).resolve("annotations").resolve(study);
        if (!Files.isDirectory(folder)) {
            throw BadInputException.of(
                    folder.toString(), "no such folder: the installation is incomplete; get the program's files again");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private String flagRepetition() {
        try (StudyFolder folder = StudyFolder.open(out)) {
            Annotations flags = AutomaticFlags.repetition(new SqliteRunStore(folder.database()).transcripts());
            new AnnotationStore(folder.database()).merge(flags.turnErrors());
            long repeating = flags.turnErrors().stream()
                    .map(TurnError::flags)
                    .filter(row -> row.getOrDefault(TurnFlag.REPETITION, false))
                    .count();
            return String.format(
                    Locale.ROOT,
                    "%,d of %,d replies repeat an earlier one (%s).",
                    repeating,
                    flags.turnErrors().size(),
                    Repetition.ANNOTATOR);
        }
    }

    private int report() {
        CommandLine report = Main.commandLine();
        // What the report command says to its own user would only repeat what is said at the end here.
        report.setOut(new PrintWriter(Writer.nullWriter()));
        report.setErr(spec.commandLine().getErr());
        return report.execute("report", out.toString());
    }

    private void tell(String part, RunSummary summary, String more) {
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%s%d of %d dialogues are complete, %,d turns (%,d new). %s",
                        part,
                        summary.done(),
                        summary.sessions(),
                        summary.turns(),
                        summary.newTurns(),
                        more));
    }

    private void tellNext(int failed) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (failed > 0) {
            spec.commandLine().getErr().println(failed + " dialogues failed; to try them again: " + again());
        }
        Path folder = out.toAbsolutePath().normalize();
        stdout.println("Open in a browser:  " + folder.resolve("report").resolve("index.html"));
        stdout.println("As plain text:      " + folder.resolve("report").resolve("report.md"));
        stdout.println("Every word said:    " + folder.resolve(TranscriptWriter.FILE_NAME));
        stdout.println("On one context:     " + folder.resolve(PAIRS_FOLDER).resolve(TranscriptWriter.FILE_NAME));
        stdout.println("Next: charmirror chat, or put your own scores in with charmirror annotate import "
                + Shell.quoted(out) + " FILE...");
    }

    private String again() {
        return "charmirror demo --out " + Shell.quoted(out);
    }
}
