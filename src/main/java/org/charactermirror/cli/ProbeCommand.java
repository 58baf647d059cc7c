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
import org.charactermirror.batch.SessionState;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.probe.AnswerChecker;
import org.charactermirror.probe.CheckKind;
import org.charactermirror.probe.ProbeCheck;
import org.charactermirror.probe.ProbeResult;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.Study;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.Transcript;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.JudgementStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code probe}: checks the answers to questions whose right answers a profile or an earlier turn fixes. */
@Command(
        name = "probe",
        footer = {
            "  charmirror run probes --out my-probes",
            "  charmirror probe my-probes",
            "  charmirror probe my-probes --judge strict --judges judges.yaml --dry-run"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Checks what models answered to probes, in a study that was run with the key probes.",
            "Right and wrong answers become automatic flags beside the study's other judgements; what is neither is"
                    + " counted and flags nothing.",
            "Probes whose answers words do not tell are for a judge (--judge); the others never ask one."
        },
        exitCodeList = {
            "0:all answers are checked",
            "3:there is no study with probes, or it was played with other messages; nothing was written",
            "4:some dialogues are not played to their end, or the judge failed or cost too much; what there is was checked",
            "5:the judge's model cannot be used",
            "130:stopped by Ctrl-C; the same command goes on"
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

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private ProbeJudgeOptions judging = new ProbeJudgeOptions();

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
        judging.check();
        StudyProbes probed = probed();
        Study study = probed.plan().study();
        Optional<JudgeSpec> judge = judging.judge(study, folder);
        try (StudyFolder kept = StudyFolder.openBeside(folder)) {
            SqliteRunStore store = new SqliteRunStore(kept.database());
            Map<String, SessionState> states = store.states();
            Checking checking = new Checking(probed, store.transcripts(), endings(probed, states));
            Optional<ProbeJudging> asked =
                    judge.map(spec -> new ProbeJudging(study, spec, new JudgementStore(kept.database())));
            asked.ifPresent(one -> judging.budget().ifPresent(budget -> one.checkBudget(budget, folder)));
            if (asked.isPresent() && judging.isDryRun()) {
                TerminalWords words = TerminalWords.of(language.value());
                spec.commandLine()
                        .getOut()
                        .println(asked.get().estimate(checking.waiting()).line(words));
                spec.commandLine().getOut().println(words.get("estimate.assumption"));
                return ExitCode.DONE;
            }
            Optional<ProbeAnswers> answers = Optional.empty();
            if (asked.isPresent()) {
                answers = Optional.of(ProbeAnswers.ask(asked.get(), checking.waiting(), judging, spec));
            }
            List<ProbeResult> results =
                    checking.results(answers.map(ProbeAnswers::checker).orElse(AnswerChecker.NONE));
            List<Path> written = write(kept, study, results, answers);
            boolean complete = probed.plan().sessions().stream()
                    .allMatch(session -> states.get(session.id().toString()) instanceof SessionState.Done);
            ProbeReport report = new ProbeReport(probed, results, answers);
            AtomicFile.write(folder.resolve(SUMMARY), Json.write(report.toMap()));
            written.add(folder.resolve(SUMMARY));
            tell(report, written, complete, answers);
            int judged = answers.map(ProbeAnswers::exitCode).orElse(ExitCode.DONE);
            return judged != ExitCode.DONE || complete ? judged : ExitCode.FAILED_SESSIONS;
        }
    }

    /** The answers of a study, which may be checked more than once. */
    private record Checking(
            StudyProbes probed, List<Transcript> transcripts, Map<SessionId, ProbeCheck.Ending> endings) {

        List<ProbeResult> results(AnswerChecker judge) {
            Problems problems = new Problems();
            List<ProbeResult> results = new ProbeCheck(
                            probed.probes(), probed.plan().study().language(), judge)
                    .results(probed.plan().sessions(), transcripts, endings, problems);
            problems.throwIfErrors();
            return results;
        }

        /** Returns the answers that are for a judge. */
        List<AnswerChecker.Asked> waiting() {
            List<AnswerChecker.Asked> waiting = new ArrayList<>();
            results(asked -> {
                waiting.add(asked);
                return AnswerChecker.NONE.check(asked);
            });
            return waiting;
        }
    }

    private List<Path> write(StudyFolder kept, Study study, List<ProbeResult> results, Optional<ProbeAnswers> answers)
            throws IOException {
        List<Path> written = new ArrayList<>();
        Optional<String> judge = answers.map(one -> one.judging().judge().id());
        AnnotationStore annotations = new AnnotationStore(kept.database());
        for (String earlier : ProbeRows.EARLIER) {
            annotations.replace(earlier, List.of());
        }
        annotations.replace(ProbeRows.ANNOTATOR, ProbeRows.flags(study.id(), results, CheckKind.EXACT, judge));
        annotations.replace(ProbeRows.JUDGED, ProbeRows.flags(study.id(), results, CheckKind.JUDGED, judge));
        annotations.whileNobodyWrites(
                annotations.version(),
                annotations.annotations(),
                rows -> written.addAll(AnnotationExport.write(folder, rows)));
        AtomicFile.write(folder.resolve(TABLE), ProbeRows.csv(study.id(), results, answers.map(ProbeAnswers::judging)));
        written.add(folder.resolve(TABLE));
        if (answers.isPresent()) {
            AtomicFile.write(folder.resolve(ProbeAnswers.FILE), answers.get().lines());
            written.add(folder.resolve(ProbeAnswers.FILE));
        }
        return written;
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

    private void tell(ProbeReport report, List<Path> written, boolean complete, Optional<ProbeAnswers> answers) {
        PrintWriter out = spec.commandLine().getOut();
        TerminalWords words = TerminalWords.of(language.value());
        if (json) {
            out.print(Json.write(report.toMap()));
            out.flush();
        } else {
            report.lines(words).forEach(out::println);
            out.println(words.get(
                    "wrote", words.list(written.stream().map(Path::toString).toList())));
        }
        int unchecked = report.unchecked();
        if (unchecked > 0 && answers.isEmpty()) {
            spec.commandLine().getErr().println(words.get("probe.unchecked", unchecked, Shell.quoted(folder)));
        }
        answers.ifPresent(asked ->
                asked.lastWords(unchecked, words).forEach(spec.commandLine().getErr()::println));
        if (!complete) {
            spec.commandLine().getErr().println(words.get("probe.unfinished", Shell.quoted(folder)));
        } else if (!json && answers.map(ProbeAnswers::exitCode).orElse(ExitCode.DONE) == ExitCode.DONE) {
            out.println(words.get("next.report", Shell.quoted(folder)));
        }
    }
}
