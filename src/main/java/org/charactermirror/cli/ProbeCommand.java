package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.batch.SessionState;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.probe.AnswerChecker;
import org.charactermirror.probe.ProbeCheck;
import org.charactermirror.probe.ProbeResult;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Study;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code probe}: checks the answers to questions whose right answers a profile or an earlier turn fixes. */
@Command(
        name = "probe",
        footer = {"  charmirror run probes --out my-probes", "  charmirror probe my-probes"},
        mixinStandardHelpOptions = true,
        description = {
            "Checks what models answered to probes, in a study that was run with the key probes.",
            "Right and wrong answers become automatic flags beside the study's other judgements; what is neither is"
                    + " counted and flags nothing."
        },
        exitCodeList = {
            "0:all answers are checked",
            "3:there is no study with probes, or it was played with other messages; nothing was written",
            "4:some dialogues are not played to their end; what there is was checked"
        })
final class ProbeCommand implements Callable<Integer> {

    private static final String TABLE = "probes.csv";
    private static final String SUMMARY = "probes.json";

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of a study that was run with probes: all.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path folder;

    @Option(names = "--json", description = "Print the scores as JSON.")
    private boolean json;

    private final Installation installation;

    ProbeCommand() {
        this(Installation.current());
    }

    /** Makes the command for an installation. */
    ProbeCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException {
        StudyProbes probed = probed();
        Study study = probed.plan().study();
        List<ProbeResult> results;
        List<Path> written = new ArrayList<>();
        boolean complete;
        try (StudyFolder kept = StudyFolder.openBeside(folder)) {
            SqliteRunStore store = new SqliteRunStore(kept.database());
            Map<String, SessionState> states = store.states();
            Problems problems = new Problems();
            results = new ProbeCheck(probed.probes(), study.language(), AnswerChecker.NONE)
                    .results(probed.plan().sessions(), store.transcripts(), endings(probed, states), problems);
            problems.throwIfErrors();
            complete = probed.plan().sessions().stream()
                    .allMatch(session -> states.get(session.id().toString()) instanceof SessionState.Done);
            AnnotationStore annotations = new AnnotationStore(kept.database());
            annotations.replace(ProbeRows.ANNOTATOR, ProbeRows.flags(study.id(), results));
            annotations.whileNobodyWrites(
                    annotations.version(),
                    annotations.annotations(),
                    rows -> written.addAll(AnnotationExport.write(folder, rows)));
        }
        ProbeReport report = new ProbeReport(probed, results);
        AtomicFile.write(folder.resolve(TABLE), ProbeRows.csv(study.id(), results));
        AtomicFile.write(folder.resolve(SUMMARY), Json.write(report.toMap()));
        written.addAll(List.of(folder.resolve(TABLE), folder.resolve(SUMMARY)));
        tell(report, written, complete);
        return complete ? ExitCode.DONE : ExitCode.FAILED_SESSIONS;
    }

    private StudyProbes probed() {
        Path file = folder.resolve("study.yaml");
        if (!Files.exists(file) || !Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            throw BadInputException.of(
                    folder.toString(),
                    "is no study's folder; run a study with probes first: charmirror run probes --out DIR");
        }
        Study study = LoadedStudy.load(installation, file.toString()).study();
        if (!study.probes()) {
            throw BadInputException.of(
                    file.toString(),
                    "asks no probes; add the line \"probes: all\" to the study and run it into another folder");
        }
        return StudyProbes.of(installation, study);
    }

    private static Map<SessionId, ProbeCheck.Ending> endings(StudyProbes probed, Map<String, SessionState> states) {
        Map<SessionId, ProbeCheck.Ending> endings = new HashMap<>();
        for (SessionScript session : probed.plan().sessions()) {
            if (states.get(session.id().toString()) instanceof SessionState.Failed failed) {
                endings.put(
                        session.id(),
                        failed.kind() == FailureKind.REFUSED ? ProbeCheck.Ending.REFUSED : ProbeCheck.Ending.FAILED);
            }
        }
        return endings;
    }

    private void tell(ProbeReport report, List<Path> written, boolean complete) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(report.toMap()));
            out.flush();
        } else {
            report.lines().forEach(out::println);
            out.println("Wrote "
                    + String.join(", ", written.stream().map(Path::toString).toList()) + ".");
        }
        int unchecked = report.unchecked();
        if (unchecked > 0) {
            spec.commandLine()
                    .getErr()
                    .println(unchecked + " probes are for a judge, and none was asked: they are counted as unchecked.");
        }
        if (!complete) {
            spec.commandLine()
                    .getErr()
                    .println("Some dialogues are not played to their end: run the study again into this folder, then"
                            + " charmirror probe " + Shell.quoted(folder));
        } else if (!json) {
            out.println("Next: charmirror report " + Shell.quoted(folder));
        }
    }
}
