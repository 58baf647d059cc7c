package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.document.Similar;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.judge.Judgement;
import org.charactermirror.judge.JudgementJson;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.report.Language;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.JudgesReader;
import org.charactermirror.scenario.Prices;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.JudgementStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judge}: lets models judge a study that was played. */
@Command(
        name = "judge",
        subcommands = {JudgeEnsembleCommand.class, JudgeCalibrateCommand.class},
        footer = {
            "  charmirror judge my-run --dry-run",
            "  charmirror judge my-run --judges judges.yaml --budget 5",
            "  charmirror judge my-run --judge strict --kind turn_errors"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Lets models judge the finished dialogues of a study as people do: seven dimensions of a dialogue, six flags of"
                    + " a reply, or the better of two replies. The rows get the origin judge and are never pooled with people's.",
            "The same command again goes on where the last one stopped; nothing is asked twice."
        },
        exitCodeList = {
            "0:everything has a judgement or a state that says why not",
            "3:the folder, the judges or the rubric have problems; nothing was asked",
            "4:some items failed, or the budget does not suffice",
            "5:a judge's model cannot be used",
            "130:stopped by Ctrl-C; the same command goes on"
        })
final class JudgeCommand implements Callable<Integer> {

    /** What became of every item, a line each, in a study's folder. */
    static final String EXPORT = "judgements.jsonl";

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "The study's folder.")
    private @Nullable Path named;

    @Option(
            names = "--judges",
            paramLabel = "FILE",
            description = "A file with the key judges, in place of those in the study's file.")
    private @Nullable Path judges;

    @Option(names = "--judge", paramLabel = "ID", description = "Only this judge. May be repeated.")
    private List<String> chosen = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "ratings, turn_errors or preferences (default: what the study's kind asks of people). May be"
                    + " repeated.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--rubric",
            paramLabel = "FILE",
            description = "A rubric of your own, with all keys of the shipped one, in the language of the dialogues.")
    private @Nullable Path rubric;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "Stops before judges have cost more than this in all runs of the folder, in the currency of"
                    + " their prices.")
    private @Nullable BigDecimal budget;

    @Mixin
    private BatchOption batch = new BatchOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Mixin
    private CacheMemoryOption cacheMemory = new CacheMemoryOption();

    @Option(
            names = "--dry-run",
            description = "Prints what would be asked, and what it would cost at most, and does nothing.")
    private boolean dryRun;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Option(names = "--json", description = "Prints the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        // Not required by the parser, which would ask for it before a command of the group, too.
        if (named == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'DIR'");
        }
        Path folder = named;
        List<Kind> wanted = kinds();
        Optional<BigDecimal> bound = bound();
        JudgedStudy.check(folder);
        try (StudyFolder opened = dryRun ? StudyFolder.openBeside(folder) : StudyFolder.open(folder)) {
            JudgedStudy study = JudgedStudy.of(opened);
            List<JudgeSpec> asked = judges(study);
            bound.map(money -> Prices.problems(
                            money, asked.stream().map(JudgeSpec::model).toList()))
                    .filter(problems -> !problems.isEmpty())
                    .ifPresent(problems -> {
                        throw BadInputException.of(folder.toString(), String.join("; ", problems));
                    });
            List<JudgeItem> items = study.items(wanted.isEmpty() ? List.of(study.usualKind()) : wanted);
            JudgeRun run = new JudgeRun(opened, study, asked, items, rubric(study));
            bound.ifPresent(run::checkBudget);
            int unfinished = study.unfinished();
            if (unfinished > 0) {
                spec.commandLine()
                        .getErr()
                        .println("warning: " + unfinished + " dialogues are not finished and are not judged");
            }
            return dryRun ? plan(run, asked) : judge(opened, study, run, asked, bound);
        }
    }

    private List<Kind> kinds() {
        List<Kind> wanted = new ArrayList<>();
        for (String word : kinds) {
            Kind kind = Arrays.stream(Kind.values())
                    .filter(one -> JudgeItem.word(one).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "Invalid value for option '--kind': \"" + word
                                    + "\"; expected ratings, turn_errors or preferences"));
            if (!wanted.contains(kind)) {
                wanted.add(kind);
            }
        }
        return wanted;
    }

    private Optional<BigDecimal> bound() {
        if (budget != null && budget.signum() <= 0) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--budget': " + budget + " is not above 0");
        }
        return Optional.ofNullable(budget);
    }

    private Rubric rubric(JudgedStudy study) {
        if (rubric == null) {
            return Rubric.ofLanguage(study.study().language());
        }
        Problems problems = new Problems();
        Optional<Rubric> own = Rubric.read(rubric, problems);
        problems.throwIfErrors();
        return own.orElseThrow();
    }

    private List<JudgeSpec> judges(JudgedStudy study) {
        Problems problems = new Problems();
        List<JudgeSpec> all = study.study().judges();
        String source = study.folder().resolve("study.yaml").toString();
        if (judges != null) {
            source = judges.toString();
            all = JudgesReader.read(judges, problems);
            JudgesReader.checkNames(source, all, study.study().allModels(), problems);
            problems.throwIfErrors();
        }
        if (all.isEmpty()) {
            throw BadInputException.of(
                    source,
                    "has no judges; add the key judges to the study and run it again, or name a file with --judges");
        }
        for (String id : chosen) {
            TreeSet<String> ids = all.stream().map(JudgeSpec::id).collect(Collectors.toCollection(TreeSet::new));
            if (!ids.contains(id)) {
                problems.error(source, "--judge is \"" + id + "\", which is no judge here; " + Similar.remedy(id, ids));
            }
        }
        problems.throwIfErrors();
        return all.stream()
                .filter(judge -> chosen.isEmpty() || chosen.contains(judge.id()))
                .toList();
    }

    private int plan(JudgeRun run, List<JudgeSpec> asked) {
        List<JudgeEstimate> estimates = asked.stream()
                .map(judge -> JudgeEstimate.of(judge, run.prompt(judge), run.open(judge)))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> plan = new LinkedHashMap<>();
            plan.put("format", "charmirror.judge-plan/1");
            plan.put("judges", estimates.stream().map(JudgeEstimate::toMap).toList());
            out.print(Json.write(plan));
            out.flush();
            return ExitCode.DONE;
        }
        TerminalWords words = TerminalWords.of(language.value());
        estimates.forEach(estimate -> out.println(estimate.line(words)));
        out.println(words.get("estimate.assumption"));
        out.println(words.get("judge.nothing"));
        return ExitCode.DONE;
    }

    private int judge(
            StudyFolder opened, JudgedStudy study, JudgeRun run, List<JudgeSpec> asked, Optional<BigDecimal> bound)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        GlmOptions options = GlmOptions.ofDefaults()
                .withBatch(batch.value())
                .withCacheMemory(cacheMemory.bytes())
                .withDevice(device.value());
        StudyModels models = new StudyModels(options, study.study().language(), err::println, System.in);
        JudgeRun.Outcome outcome;
        boolean interrupted;
        try (Interrupts interrupts = Interrupts.listen(
                () -> err.println("\nFinishing the answers in flight; press Ctrl-C again to stop at once."))) {
            outcome = run.run(models, batch.value(), bound, new JudgeProgress(err), interrupts::requested);
            interrupted = interrupts.requested();
        }
        JudgementStore store = new JudgementStore(opened.database());
        List<Judgement> judgements = store.judgements();
        List<Path> written = export(opened, judgements);
        List<String> ids = asked.stream().map(JudgeSpec::id).toList();
        List<JudgeTally> tallies = JudgeTally.of(judgements).stream()
                .filter(tally -> ids.contains(tally.judge()))
                .toList();
        keepEvents(opened, tallies, outcome);
        if (json) {
            spec.commandLine().getOut().print(Json.write(toMap(study, store, ids, tallies, outcome, interrupted)));
            spec.commandLine().getOut().flush();
        } else {
            print(store, ids, tallies, written);
        }
        models.tally().ifPresent(err::println);
        CacheUses.lines(outcome.caches()).forEach(err::println);
        return end(study, tallies, outcome, interrupted);
    }

    private static List<Path> export(StudyFolder opened, List<Judgement> judgements) throws IOException {
        List<Path> written = new ArrayList<>(
                AnnotationExport.write(opened.path(), new AnnotationStore(opened.database()).annotations()));
        Path lines = opened.path().resolve(EXPORT);
        AtomicFile.write(
                lines, judgements.stream().map(JudgementJson::write).collect(Collectors.joining("\n", "", "\n")));
        written.add(lines);
        return written;
    }

    private static void keepEvents(StudyFolder opened, List<JudgeTally> tallies, JudgeRun.Outcome outcome) {
        SqliteRunStore events = new SqliteRunStore(opened.database());
        tallies.forEach(tally -> events.keepEvent("judged", String.join("; ", tally.lines())));
        outcome.spent()
                .ifPresent(shortage ->
                        events.keepEvent("budget", JudgeBudget.told(shortage, TerminalWords.of(Language.EN))));
    }

    private void print(JudgementStore store, List<String> ids, List<JudgeTally> tallies, List<Path> written) {
        PrintWriter out = spec.commandLine().getOut();
        TerminalWords words = TerminalWords.of(language.value());
        tallies.forEach(tally -> tally.lines(words).forEach(out::println));
        ids.forEach(id -> out.println(JudgeTally.line(id, store.usage(id), words)));
        out.println(words.get(
                "wrote", words.list(written.stream().map(Path::toString).toList())));
    }

    private static Map<String, Object> toMap(
            JudgedStudy study,
            JudgementStore store,
            List<String> ids,
            List<JudgeTally> tallies,
            JudgeRun.Outcome outcome,
            boolean interrupted) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", "charmirror.judge/1");
        map.put("study", study.study().id());
        map.put("folder", study.folder().toString());
        map.put("judgements", tallies.stream().map(JudgeTally::toMap).toList());
        map.put("open", outcome.open());
        Map<String, Object> usage = new LinkedHashMap<>();
        ids.forEach(id -> usage.put(id, JudgeTally.toMap(store.usage(id))));
        map.put("usage", usage);
        map.put("caches", CacheUses.asMap(outcome.caches()));
        map.put("interrupted", interrupted);
        outcome.spent()
                .ifPresent(shortage -> map.put("budget", JudgeBudget.told(shortage, TerminalWords.of(Language.EN))));
        return map;
    }

    private int end(JudgedStudy study, List<JudgeTally> tallies, JudgeRun.Outcome outcome, boolean interrupted) {
        PrintWriter err = spec.commandLine().getErr();
        TerminalWords words = TerminalWords.of(language.value());
        int open = outcome.open().values().stream().mapToInt(Integer::intValue).sum();
        int failed = tallies.stream().mapToInt(JudgeTally::failed).sum();
        if (outcome.spent().isPresent()) {
            String why = JudgeBudget.told(outcome.spent().get(), words);
            err.println(words.get("judge.stopped.budget", why, open));
            return ExitCode.FAILED_SESSIONS;
        }
        if (interrupted) {
            err.println(words.get("judge.stopped", open));
            return ExitCode.INTERRUPTED;
        }
        if (failed > 0) {
            err.println(words.get(
                    "judge.failed", failed, study.folder().resolve(EXPORT).toString()));
            return ExitCode.FAILED_SESSIONS;
        }
        if (!json) {
            spec.commandLine().getOut().println(words.get("next.report", Shell.quoted(study.folder())));
        }
        return ExitCode.DONE;
    }
}
