package org.charactermirror.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.charactermirror.analysis.JudgeVariant;
import org.charactermirror.analysis.JudgedRows;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Side;
import org.charactermirror.judge.JudgeConfiguration;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.judge.Judgement;
import org.charactermirror.store.JudgementStore;
import org.charactermirror.store.StudyDatabase;
import org.jspecify.annotations.Nullable;

/** Makes of a study's judges the other choices that a report compares: each alone, all but each, each order of pairs. */
final class JudgeVariants {

    /** What tells a reader how a judge was asked. */
    private static final List<String> SETTINGS = List.of("wording", "temperature", "samples", "order");

    private JudgeVariants() {}

    /** Reads the judges of a study's folder; there is nothing to compare where it has none. */
    static JudgedRows of(Path folder, Annotations annotations) {
        Path file = folder.resolve(StudyDatabase.FILE_NAME);
        if (!Files.exists(file)) {
            return new JudgedRows(Annotations.none(), List.of());
        }
        Map<String, Map<String, String>> judges = new TreeMap<>();
        List<Judgement> pairs;
        try (StudyDatabase database = StudyDatabase.open(file)) {
            JudgementStore store = new JudgementStore(database);
            store.judges().forEach((judge, json) -> judges.put(judge, settings(json)));
            pairs = judges.isEmpty()
                    ? List.of()
                    : store.judgements().stream()
                            .filter(one -> one.kind() == Kind.PREFERENCES)
                            .toList();
        }
        Annotations all = where(
                annotations,
                row -> row.origin() == Origin.JUDGE
                        && judges.containsKey(row.subject().annotator()));
        judges.keySet()
                .retainAll(all.stream().map(row -> row.subject().annotator()).toList());
        List<JudgeVariant> variants = new ArrayList<>();
        if (judges.size() > 1) {
            judges.forEach((judge, settings) -> variants.add(new JudgeVariant(
                    JudgeVariant.What.ALONE,
                    judge,
                    settings,
                    where(all, row -> row.subject().annotator().equals(judge)))));
        }
        if (judges.size() > 2) {
            judges.forEach((judge, settings) -> variants.add(new JudgeVariant(
                    JudgeVariant.What.WITHOUT,
                    judge,
                    settings,
                    where(all, row -> !row.subject().annotator().equals(judge)))));
        }
        inOrder(all, pairs, Side.A, JudgeVariant.What.A_FIRST).ifPresent(variants::add);
        inOrder(all, pairs, Side.B, JudgeVariant.What.B_FIRST).ifPresent(variants::add);
        return new JudgedRows(all, variants);
    }

    private static Map<String, String> settings(String json) {
        Map<String, String> all = JudgeConfiguration.read(json).parts();
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : SETTINGS) {
            Optional.ofNullable(all.get(name)).ifPresent(value -> settings.put(name, value));
        }
        return settings;
    }

    static Annotations where(Annotations all, Predicate<Annotation> wanted) {
        return new Annotations(
                all.ratings().stream().filter(wanted).toList(),
                all.turnErrors().stream().filter(wanted).toList(),
                all.preferences().stream().filter(wanted).toList(),
                0);
    }

    /** Returns the choices of one order in the place of what both came to; nothing where no pair was shown in both. */
    private static Optional<JudgeVariant> inOrder(
            Annotations all, List<Judgement> pairs, Side first, JudgeVariant.What what) {
        Map<String, Judgement> byItem = new HashMap<>();
        pairs.stream()
                .filter(one -> one.consistent().isPresent())
                .forEach(one -> byItem.put(one.judge() + " " + one.key(), one));
        List<Preference> chosen = new ArrayList<>();
        for (Preference row : all.preferences()) {
            @Nullable Integer turn = row.turn();
            Optional.ofNullable(byItem.get(row.subject().annotator() + " "
                            + JudgeItem.key(
                                    Kind.PREFERENCES,
                                    String.valueOf(row.subject().session()),
                                    turn == null ? 0 : turn)))
                    .flatMap(one -> one.outcome(first))
                    .ifPresent(outcome -> chosen.add(new Preference(
                            row.place(),
                            row.subject(),
                            row.modelA(),
                            row.modelB(),
                            turn,
                            outcome,
                            first,
                            row.reason(),
                            row.origin(),
                            row.extra())));
        }
        return chosen.isEmpty()
                ? Optional.empty()
                : Optional.of(new JudgeVariant(what, "", Map.of(), new Annotations(List.of(), List.of(), chosen, 0)));
    }
}
