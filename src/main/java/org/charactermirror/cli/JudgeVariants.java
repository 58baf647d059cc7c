package org.charactermirror.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.charactermirror.analysis.JudgeVariant;
import org.charactermirror.analysis.JudgedRows;
import org.charactermirror.analysis.Screening;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Identity;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.PairNotes;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.SheetDialogue;
import org.charactermirror.annotation.Side;
import org.charactermirror.judge.JudgeConfiguration;
import org.charactermirror.judge.Judgement;
import org.charactermirror.judge.JudgementRows;
import org.charactermirror.scenario.AnnotatorRules;
import org.charactermirror.store.JudgementStore;
import org.charactermirror.store.SheetDialogues;
import org.charactermirror.store.StudyDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Makes of judges' rows the other choices that a report compares: each judge alone, all but each, each order of pairs. Rows that the
 * study's rules leave out are in none of them.
 */
final class JudgeVariants {

    /** What tells a reader how a judge was asked. */
    private static final List<String> SETTINGS = List.of("wording", "temperature", "samples", "order");

    /** All rows of judges that count. */
    private final Annotations all;

    /** By judge; empty of one that another program asked. */
    private final Map<String, Map<String, String>> settings = new TreeMap<>();

    /** What the study's judges said of pairs that they saw in both orders, by which reply was first. */
    private final Map<Side, Map<Identity, Preference>> inOrder = new EnumMap<>(Side.class);

    private JudgeVariants(Annotations all) {
        this.all = all;
        all.stream().forEach(row -> settings.put(row.subject().annotator(), Map.of()));
        for (Side first : Side.values()) {
            inOrder.put(first, new LinkedHashMap<>());
        }
    }

    /**
     * Reads the records of a study's judges, and of those inside its folder.
     *
     * @param folders of these studies
     * @param annotations of all of them
     * @param rules that leave rows out
     */
    static JudgedRows of(List<Path> folders, Annotations annotations, AnnotatorRules rules) {
        if (annotations.stream().noneMatch(row -> row.origin() == Origin.JUDGE)) {
            return new JudgedRows(Annotations.none(), List.of());
        }
        Screening screening = Screening.of(annotations, rules);
        JudgeVariants variants =
                new JudgeVariants(where(screening.kept(annotations), row -> row.origin() == Origin.JUDGE));
        for (Path folder : folders) {
            Path file = folder.resolve(StudyDatabase.FILE_NAME);
            if (Files.exists(file)) {
                try (StudyDatabase database = StudyDatabase.open(file)) {
                    variants.read(database, rules);
                }
            }
        }
        Set<String> excluded = screening.excluded().stream()
                .filter(one -> one.kind() == Kind.PREFERENCES && one.origin() == Origin.JUDGE)
                .map(Screening.Exclusion::annotator)
                .collect(Collectors.toSet());
        variants.inOrder
                .values()
                .forEach(rows -> rows.keySet()
                        .removeIf(item -> excluded.contains(item.subject().annotator())));
        return new JudgedRows(variants.all, variants.variants());
    }

    private void read(StudyDatabase database, AnnotatorRules rules) {
        JudgementStore store = new JudgementStore(database);
        store.judges()
                .forEach((judge, json) ->
                        settings.computeIfPresent(judge, (name, known) -> known.isEmpty() ? settings(json) : known));
        List<Judgement> pairs = settings.isEmpty()
                ? List.of()
                : store.judgements().stream()
                        .filter(one -> one.consistent().isPresent())
                        .toList();
        if (pairs.isEmpty()) {
            return;
        }
        Map<String, SheetDialogue> dialogues = new HashMap<>();
        SheetDialogues.of(database, Kind.PREFERENCES)
                .finished()
                .forEach(dialogue -> dialogues.put(dialogue.session(), dialogue));
        for (Side first : Side.values()) {
            List<Preference> rows = pairs.stream()
                    .flatMap(one -> Optional.ofNullable(dialogues.get(one.session()))
                            .flatMap(dialogue -> JudgementRows.inOrder(one, dialogue, first))
                            .stream())
                    .toList();
            // Whether an item is a check does not depend on who judged it, nor on the order.
            AnnotatorRules checks = new AnnotatorRules(Map.of(), List.of(), rules.gold());
            Annotations inOrder = new Annotations(List.of(), List.of(), rows, 0);
            Screening.of(inOrder, checks)
                    .kept(inOrder)
                    .preferences()
                    .forEach(row -> of(first).put(row.identity(), row));
        }
    }

    private Map<Identity, Preference> of(Side first) {
        return Objects.requireNonNull(inOrder.get(first), "rows of either side");
    }

    private static Map<String, String> settings(String json) {
        Map<String, String> all = JudgeConfiguration.read(json).parts();
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : SETTINGS) {
            Optional.ofNullable(all.get(name)).ifPresent(value -> settings.put(name, value));
        }
        return settings;
    }

    private List<JudgeVariant> variants() {
        List<JudgeVariant> variants = new ArrayList<>();
        if (settings.size() > 1) {
            settings.forEach((judge, asked) -> variants.add(new JudgeVariant(
                    JudgeVariant.What.ALONE,
                    judge,
                    asked,
                    where(all, row -> row.subject().annotator().equals(judge)))));
        }
        if (settings.size() > 2) {
            settings.forEach((judge, asked) -> variants.add(new JudgeVariant(
                    JudgeVariant.What.WITHOUT,
                    judge,
                    asked,
                    where(all, row -> !row.subject().annotator().equals(judge)))));
        }
        inOrder(Side.A, JudgeVariant.What.A_FIRST).ifPresent(variants::add);
        inOrder(Side.B, JudgeVariant.What.B_FIRST).ifPresent(variants::add);
        return variants;
    }

    /** Returns the rows that fulfil a condition. */
    static Annotations where(Annotations all, Predicate<Annotation> wanted) {
        return new Annotations(
                all.ratings().stream().filter(wanted).toList(),
                all.turnErrors().stream().filter(wanted).toList(),
                all.preferences().stream().filter(wanted).toList(),
                0);
    }

    /**
     * Returns the choices of one order in the place of what both came to, those too that came to nothing; choices that were made in one
     * order only stay. Nothing where no pair was shown in both.
     */
    private Optional<JudgeVariant> inOrder(Side first, JudgeVariant.What what) {
        Map<Identity, Preference> recorded = new LinkedHashMap<>(of(first));
        List<Preference> chosen = new ArrayList<>();
        boolean both = !recorded.isEmpty();
        for (Preference row : all.preferences()) {
            @Nullable Preference known = recorded.remove(row.identity());
            List<Preference> shown = PairNotes.shown(row);
            both |= shown.size() > 1;
            chosen.add(known != null ? known : shown.size() > 1 && first == Side.B ? shown.get(1) : shown.get(0));
        }
        chosen.addAll(recorded.values());
        return both
                ? Optional.of(new JudgeVariant(what, "", Map.of(), new Annotations(List.of(), List.of(), chosen, 0)))
                : Optional.empty();
    }
}
