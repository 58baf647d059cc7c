package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.metric.Repetition;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
            "Plays the demo study with the embedded model, flags repetition, imports sample annotations and reports.",
            "The same command again goes on where the last one stopped, and repeats nothing."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String STUDY = "demo";

    private final Installation installation;
    private final ChatModelFactory models;

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

    DemoCommand() {
        // A user's own characters must not change the demonstration, wherever it is run.
        this(Installation.current().shippedOnly(), new LocalModels());
    }

    DemoCommand(Installation installation, ChatModelFactory models) {
        this.installation = installation;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        LoadedStudy study = LoadedStudy.load(installation, STUDY);
        List<Path> samples = samples();

        err.println(String.format(
                Locale.ROOT,
                "1/4 Playing the study %s: %,d replies.",
                STUDY,
                study.study().replies()));
        RunSummary summary = RunCommand.play(study, out, models, spec);
        if (summary.interrupted()) {
            err.println("Stopped. To go on: " + again());
            return ExitCode.INTERRUPTED;
        }
        err.println("2/4 Flagging replies that repeat an earlier one.");
        String flagged = flagRepetition();
        err.println("3/4 Importing sample annotations, which are synthetic: made by a program, not by people.");
        AnnotationImport.into(out, samples, false);
        err.println("4/4 Writing the report.");
        int reported = report();
        if (reported != ExitCode.DONE) {
            return reported;
        }
        tell(summary, flagged);
        return RunCommand.exitCode(summary);
    }

    private List<Path> samples() throws IOException {
        Path folder =
                installation.home().orElse(Path.of("")).resolve("annotations").resolve(STUDY);
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

    private void tell(RunSummary summary, String flagged) {
        PrintWriter stdout = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        stdout.println(String.format(
                Locale.ROOT,
                "%d of %d dialogues are complete, %,d replies (%,d new). %s",
                summary.done(),
                summary.sessions(),
                summary.turns(),
                summary.newTurns(),
                flagged));
        if (!summary.failed().isEmpty()) {
            err.println(summary.failed().size() + " dialogues failed; to try them again: " + again());
        }
        Path folder = out.toAbsolutePath().normalize();
        stdout.println("Open in a browser:  " + folder.resolve("report").resolve("index.html"));
        stdout.println("As plain text:      " + folder.resolve("report").resolve("report.md"));
        stdout.println("Every word said:    " + folder.resolve(TranscriptWriter.FILE_NAME));
        stdout.println("Next: charmirror chat, or put your own scores in with charmirror annotate import "
                + Shell.quoted(out) + " FILE...");
    }

    private String again() {
        return "charmirror demo --out " + Shell.quoted(out);
    }
}
