package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.ClusterSums;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.SignTest;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of all comparisons of two models.
 *
 * @param tally from the first model's side
 * @param advantage wins less losses in percent of all comparisons
 * @param uncertainty of the advantage
 * @param signTest of the rows, as if they were independent
 * @param signTestHolmP corrected for all pairs
 * @param clustered by annotators and by characters
 * @param clusteredHolmP corrected for all pairs
 * @param byCategory parts of them, in order of their names; those that do not name theirs are in none
 * @param byTopic likewise
 */
public record PairInference(
        String modelA,
        String modelB,
        Tally tally,
        double advantage,
        Uncertainty uncertainty,
        Estimate signTest,
        OptionalDouble signTestHolmP,
        ClusteredTest clustered,
        OptionalDouble clusteredHolmP,
        List<Part> byCategory,
        List<Part> byTopic) {

    public PairInference {
        byCategory = List.copyOf(byCategory);
        byTopic = List.copyOf(byTopic);
    }

    /** Tells whether the advantage {@linkplain ClusteredTest#holds holds}. */
    public boolean holds() {
        return ClusteredTest.holds(clusteredHolmP, uncertainty.interval());
    }

    /**
     * The comparisons of one category or topic.
     *
     * @param n how many there are
     * @param advantage wins less losses in percent of them
     */
    public record Part(String name, long n, double advantage, Uncertainty uncertainty) {}

    /** Infers from comparisons of one origin that stand in their pairs' directions. */
    static List<PairInference> of(
            String name, List<Choice> choices, List<ModelPair> pairs, Optional<ClusterKind> kind) {
        Map<ModelPair, List<Choice>> byPair = choices.stream().collect(Collectors.groupingBy(Choice::pair));
        return corrected(pairs.parallelStream()
                .filter(byPair::containsKey)
                .map(pair -> of(name, byPair.getOrDefault(pair, List.of()), pair, kind))
                .toList());
    }

    private static PairInference of(String name, List<Choice> own, ModelPair pair, Optional<ClusterKind> kind) {
        RowClusters rows = new RowClusters();
        own.forEach(choice -> rows.add(choice.key()));
        ClusterKind chosen = kind.orElseGet(rows::usual);
        ColumnValues.Builder builder = new ColumnValues.Builder(rows, chosen);
        Map<String, ColumnValues.Builder> categories = new TreeMap<>();
        Map<String, ColumnValues.Builder> topics = new TreeMap<>();
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (int row = 0; row < own.size(); row++) {
            Choice choice = own.get(row);
            counts.merge(choice.outcome(), choice.times(), Math::addExact);
            add(builder, row, choice);
            add(categories, choice.key().category(), rows, chosen, row, choice);
            add(topics, choice.key().topic(), rows, chosen, row, choice);
        }
        ColumnValues values = builder.build();
        List<ClusterSums> figures = new ArrayList<>(List.of(values.resampled()));
        Stream.of(categories, topics)
                .flatMap(parts -> parts.values().stream())
                .forEach(part -> figures.add(part.build().resampled()));
        long seed = FigureSet.seed("pairwise " + name + " " + pair.modelA() + " " + pair.modelB());
        ClusterBootstrap bootstrap = ClusterBootstrap.of(
                figures,
                Math.max(1, rows.firsts(chosen)),
                Math.max(1, rows.seconds(chosen)),
                ClusterBootstrap.RESAMPLES,
                seed);
        IntFunction<Uncertainty> uncertainty =
                figure -> Uncertainty.of(rows, chosen, List.of(figures.get(figure)), bootstrap.interval(figure));
        int wins = counts.getOrDefault(Outcome.WIN, 0);
        int losses = counts.getOrDefault(Outcome.LOSE, 0);
        return new PairInference(
                pair.modelA(),
                pair.modelB(),
                new Tally(wins, counts.getOrDefault(Outcome.TIE, 0), counts.getOrDefault(Outcome.BOTH_BAD, 0), losses),
                values.mean().orElseThrow(),
                uncertainty.apply(0),
                SignTest.pValue(wins, losses),
                OptionalDouble.empty(),
                ClusteredTest.of(
                        present(values.byAnnotator().meansOfFirst()),
                        present(values.byCharacter().meansOfFirst()),
                        rows.characters() > 0,
                        seed),
                OptionalDouble.empty(),
                parts(categories.keySet(), figures, 1, uncertainty),
                parts(topics.keySet(), figures, 1 + categories.size(), uncertainty));
    }

    private static void add(
            Map<String, ColumnValues.Builder> parts,
            @Nullable String name,
            RowClusters rows,
            ClusterKind kind,
            int row,
            Choice choice) {
        if (name != null) {
            add(parts.computeIfAbsent(name, unused -> new ColumnValues.Builder(rows, kind)), row, choice);
        }
    }

    private static void add(ColumnValues.Builder builder, int row, Choice choice) {
        builder.add(row, (double) choice.points() * choice.times(), choice.times());
    }

    private static List<Part> parts(
            Collection<String> names, List<ClusterSums> figures, int first, IntFunction<Uncertainty> uncertainty) {
        List<Part> parts = new ArrayList<>();
        for (String name : names) {
            ClusterSums own = figures.get(first + parts.size());
            parts.add(new Part(
                    name, own.rows(), own.mean().value().orElseThrow(), uncertainty.apply(first + parts.size())));
        }
        return parts;
    }

    private static List<Double> present(OptionalDouble[] means) {
        return Arrays.stream(means).flatMap(mean -> mean.stream().boxed()).toList();
    }

    private static List<PairInference> corrected(List<PairInference> found) {
        OptionalDouble[] sign = ClusteredTest.holm(
                found.stream().map(one -> one.signTest.value()).toList());
        OptionalDouble[] clustered =
                ClusteredTest.holm(found.stream().map(one -> one.clustered.p()).toList());
        return IntStream.range(0, found.size())
                .mapToObj(i -> found.get(i).with(sign[i], clustered[i]))
                .toList();
    }

    private PairInference with(OptionalDouble signHolm, OptionalDouble clusteredHolm) {
        return new PairInference(
                modelA,
                modelB,
                tally,
                advantage,
                uncertainty,
                signTest,
                signHolm,
                clustered,
                clusteredHolm,
                byCategory,
                byTopic);
    }
}
