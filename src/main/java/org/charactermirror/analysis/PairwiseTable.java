package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Wins, ties and losses per pair of models and group (category or topic).
 *
 * @param origin of all of its rows
 * @param ungrouped how many comparisons do not say which group they belong to
 */
public record PairwiseTable(Origin origin, List<Row> rows, int ungrouped) {

    /** The group of all comparisons of a pair. */
    public static final String OVERALL = "overall";

    private static final List<String> CATEGORIES = List.of("celebrities", "daily_life", "games_videos", "virtual_love");
    private static final List<String> TOPICS = List.of("chat", "interview", "love");

    public PairwiseTable {
        rows = List.copyOf(rows);
    }

    /**
     * One pair's outcomes in one group.
     *
     * @param modelA from whose side the outcomes are seen
     */
    public record Row(String modelA, String modelB, String group, Tally tally) {}

    /** Computes the table by category; every choice must stand in its pair's direction. */
    static PairwiseTable byCategory(Origin origin, List<Choice> choices, List<ModelPair> pairs) {
        return of(origin, choices, pairs, CellKey::category, CATEGORIES, false);
    }

    /** Computes the table by topic, with a row of all comparisons for each pair. */
    static PairwiseTable byTopic(Origin origin, List<Choice> choices, List<ModelPair> pairs) {
        return of(origin, choices, pairs, CellKey::topic, TOPICS, true);
    }

    private static PairwiseTable of(
            Origin origin,
            List<Choice> choices,
            List<ModelPair> pairs,
            Function<CellKey, @Nullable String> group,
            List<String> usualGroups,
            boolean withOverall) {
        Counts counts = new Counts("model_a", "model_b", "group", "outcome");
        Set<String> others = new TreeSet<>();
        int ungrouped = 0;
        for (Choice choice : choices) {
            String modelA = choice.key().modelA();
            String modelB = choice.key().modelB();
            String outcome = choice.outcome().name();
            @Nullable String name = group.apply(choice.key());
            if (name == null) {
                ungrouped += choice.times();
            } else {
                others.add(name);
                counts.add(choice.times(), modelA, modelB, name, outcome);
            }
            if (withOverall) {
                counts.add(choice.times(), modelA, modelB, OVERALL, outcome);
            }
        }
        Set<String> groups = new LinkedHashSet<>(usualGroups);
        groups.addAll(others);
        if (withOverall) {
            groups.add(OVERALL);
        }
        List<Row> rows = new ArrayList<>();
        for (ModelPair pair : pairs) {
            for (String name : groups) {
                tally(counts, pair, name)
                        .ifPresent(tally -> rows.add(new Row(pair.modelA(), pair.modelB(), name, tally)));
            }
        }
        return new PairwiseTable(origin, rows, ungrouped);
    }

    private static Optional<Tally> tally(Counts counts, ModelPair pair, String group) {
        int[] n = Stream.of(Outcome.WIN, Outcome.TIE, Outcome.BOTH_BAD, Outcome.LOSE)
                .mapToInt(outcome -> counts.of(pair.modelA(), pair.modelB(), group, outcome.name()))
                .toArray();
        return n[0] + n[1] + n[2] + n[3] == 0 ? Optional.empty() : Optional.of(new Tally(n[0], n[1], n[2], n[3]));
    }

    /** Finds a row. */
    public Optional<Row> row(String modelA, String modelB, String group) {
        return rows.stream()
                .filter(row -> Objects.equals(row.modelA, modelA)
                        && Objects.equals(row.modelB, modelB)
                        && Objects.equals(row.group, group))
                .findFirst();
    }
}
