package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.document.Similar;
import org.charactermirror.judge.Ensemble;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.JudgementStore;
import org.charactermirror.store.StudyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judge ensemble}: several judges as one, and without each of them. */
@Command(
        name = "ensemble",
        mixinStandardHelpOptions = true,
        description = {
            "Combines what several judges said of the same items, and likewise without each of them, into files of their own:"
                    + " derived rows, which never come among the judges' own.",
            "Items that one of the judges has no score of are left out, and counted."
        },
        exitCodeList = "3:the folder has fewer than two judges with rows, or OUT is not empty; nothing was written",
        footer = {
            "  charmirror judge ensemble my-run --rule median --out my-run-median",
            "  charmirror report my-run-median/all"
        })
final class JudgeEnsembleCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The study's folder.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path folder;

    @Option(
            names = "--rule",
            required = true,
            paramLabel = "RULE",
            description = "mean or median of scores, with the majority's flags and choices; or majority of all.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private String rule;

    @Option(names = "--judge", paramLabel = "ID", description = "Only these judges (default: all). May be repeated.")
    private List<String> chosen = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "OUT",
            description = "A new folder, in which each ensemble gets a folder: all, without-ID.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Ensemble.Rule how = rule();
        JudgedStudy.check(folder);
        if (Files.exists(out)) {
            throw BadInputException.of(out.toString(), "is there already; name a new folder with --out");
        }
        Annotations all;
        Set<String> judges;
        try (StudyFolder opened = StudyFolder.openBeside(folder)) {
            all = new AnnotationStore(opened.database()).annotations();
            judges =
                    new TreeSet<>(new JudgementStore(opened.database()).judges().keySet());
        }
        judges.retainAll(all.stream().map(row -> row.subject().annotator()).toList());
        checkChosen(judges);
        if (!chosen.isEmpty()) {
            judges.retainAll(chosen);
        }
        if (judges.size() < 2) {
            throw BadInputException.of(
                    folder.toString(),
                    "an ensemble needs two judges with rows, and there is "
                            + (judges.isEmpty()
                                    ? "none"
                                    : "only " + judges.iterator().next())
                            + "; let others judge with charmirror judge " + Shell.quoted(folder));
        }
        Ensemble whole = new Ensemble(how, judges);
        Map<String, Written> ensembles = new LinkedHashMap<>();
        ensembles.put("all", write(whole, "ensemble-" + how.word(), all, "all"));
        for (Map.Entry<String, Ensemble> part : whole.leavingOut().entrySet()) {
            String name = "without-" + part.getKey();
            ensembles.put(name, write(part.getValue(), "ensemble-" + how.word() + "-" + name, all, name));
        }
        tell(how, judges, ensembles);
        return ExitCode.DONE;
    }

    private Ensemble.Rule rule() {
        try {
            return Ensemble.Rule.valueOf(rule.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--rule': \"" + rule + "\"; expected mean, median or majority");
        }
    }

    private void checkChosen(Set<String> judges) {
        Problems problems = new Problems();
        for (String id : chosen) {
            if (!judges.contains(id)) {
                problems.error(
                        folder.toString(),
                        "--judge is \"" + id + "\", which has no rows here; " + Similar.remedy(id, judges));
            }
        }
        problems.throwIfErrors();
    }

    /**
     * What is told of an ensemble.
     *
     * @param leftOut items that one of the judges has no score of
     */
    private record Written(String name, Set<String> judges, int rows, int leftOut) {

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", name);
            map.put("judges", judges);
            map.put("rows", rows);
            map.put("left_out", leftOut);
            return map;
        }
    }

    /** Writes one ensemble's rows. */
    private Written write(Ensemble ensemble, String name, Annotations all, String folderName) throws IOException {
        List<Annotation> rows = ensemble.rows(all, name);
        Annotations combined =
                new Annotations(of(rows, Rating.class), of(rows, TurnError.class), of(rows, Preference.class), 0);
        Path target = Files.createDirectories(out.resolve(folderName));
        for (Map.Entry<String, String> file :
                AnnotationExport.files(combined, false).entrySet()) {
            Files.writeString(target.resolve(file.getKey()), file.getValue());
        }
        return new Written(name, ensemble.members(), rows.size(), ensemble.items(all) - rows.size());
    }

    private static <R extends Annotation> List<R> of(List<Annotation> rows, Class<R> kind) {
        return rows.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void tell(Ensemble.Rule how, Set<String> judges, Map<String, Written> ensembles) {
        PrintWriter printer = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> outcome = new LinkedHashMap<>();
            outcome.put("format", "charmirror.judge-ensemble/1");
            outcome.put("folder", folder.toString());
            outcome.put("rule", how.word());
            outcome.put("judges", judges);
            Map<String, Object> all = new LinkedHashMap<>();
            ensembles.forEach((name, written) -> all.put(name, written.toMap()));
            outcome.put("ensembles", all);
            printer.print(Json.write(outcome));
            printer.flush();
            return;
        }
        TerminalWords words = TerminalWords.of(language.value());
        ensembles.forEach((name, written) -> printer.println(words.get(
                "ensemble.wrote",
                out.resolve(name).toString(),
                words.count(written.rows(), "derived_row"),
                words.list(written.judges()),
                words.count(written.leftOut(), "item"))));
        printer.println(words.get("next.report", Shell.quoted(out.resolve("all"))));
    }
}
