package org.charactermirror.analysis.calibration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Subject;
import org.charactermirror.stats.PoweredSample;
import org.charactermirror.stats.PredictionPowered;
import org.charactermirror.stats.PredictionPowered.Tuning;
import org.jspecify.annotations.Nullable;

/** Combines one judge's many scores with people's few in one column, model by model. */
final class PoweredFigures {

    private final Judge judge;
    private final Column column;
    private final Origin origin;
    /** Whether others than these annotators are not asked about, so that rows depend on each other by character only. */
    private final boolean theseAnnotators;

    private final Map<Object, Integer> annotators = new HashMap<>();
    private final Map<List<String>, Integer> characters = new HashMap<>();

    /**
     * Prepares.
     *
     * @param chosen what is drawn anew in other figures; only characters take annotators for fixed
     */
    PoweredFigures(Judge judge, Column column, Origin origin, Optional<ClusterKind> chosen) {
        this.theseAnnotators = chosen.equals(Optional.of(ClusterKind.CHARACTER));
        this.judge = judge;
        this.column = column;
        this.origin = origin;
    }

    /** Takes in the rows of one model. */
    private static final class Rows {

        final List<double[]> scored = new ArrayList<>();
        final Set<Item> scoredItems = new HashSet<>();
        final List<double[]> unscored = new ArrayList<>();
        /** The judge's, each item once. */
        final Map<Item, Double> judged = new LinkedHashMap<>();

        Sampled sampled(String model) {
            double alone = judged.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            return new Sampled(model, sample(), alone);
        }

        private PoweredSample sample() {
            return new PoweredSample(
                    column(scored, 0),
                    column(scored, 1),
                    numbers(scored, 2),
                    numbers(scored, 3),
                    scoredItems.size(),
                    column(unscored, 0),
                    numbers(unscored, 1));
        }
    }

    /**
     * One model's rows.
     *
     * @param alone the mean of all that the judge said
     */
    private record Sampled(String model, PoweredSample sample, double alone) {}

    private static double[] column(List<double[]> rows, int place) {
        return rows.stream().mapToDouble(row -> row[place]).toArray();
    }

    private static int[] numbers(List<double[]> rows, int place) {
        return rows.stream().mapToInt(row -> (int) row[place]).toArray();
    }

    /** Returns the figures of each model with at least one scored item, then differences of every two. */
    List<PoweredFigure> of(List<Judged> people, List<Judged> judged) {
        Map<Item, Double> scores = new HashMap<>();
        judged.forEach(row -> scores.put(row.item(), row.value()));
        Map<String, Rows> byModel = new TreeMap<>();
        Set<Item> ofPeople = new HashSet<>();
        for (Judged row : people) {
            ofPeople.add(row.item());
            @Nullable Double score = scores.get(row.item());
            if (score != null) {
                Rows rows = byModel.computeIfAbsent(row.item().model(), unused -> new Rows());
                rows.scoredItems.add(row.item());
                rows.judged.put(row.item(), points(score));
                rows.scored.add(new double[] {
                    points(row.value()),
                    points(score),
                    number(annotators, theseAnnotators ? row : row.subject().annotator()),
                    number(characters, character(row))
                });
            }
        }
        for (Judged row : judged) {
            @Nullable Rows rows = byModel.get(row.item().model());
            if (rows != null && !ofPeople.contains(row.item())) {
                rows.judged.put(row.item(), points(row.value()));
                rows.unscored.add(new double[] {points(row.value()), number(characters, character(row))});
            }
        }
        List<Sampled> models = byModel.entrySet().stream()
                .map(entry -> entry.getValue().sampled(entry.getKey()))
                .toList();
        List<PoweredFigure> figures =
                new ArrayList<>(models.stream().map(this::mean).toList());
        for (int i = 0; column.kind() != Kind.PREFERENCES && i < models.size(); i++) {
            for (int j = i + 1; j < models.size(); j++) {
                figures.add(difference(models.get(i), models.get(j)));
            }
        }
        return figures;
    }

    private PoweredFigure mean(Sampled one) {
        return new PoweredFigure(
                judge,
                column,
                origin,
                one.model(),
                "",
                one.sample().scoredItems(),
                one.sample().unscored().length,
                PredictionPowered.lambda(one.sample(), Tuning.POWER),
                one.alone(),
                PredictionPowered.mean(one.sample(), Tuning.NONE),
                PredictionPowered.mean(one.sample(), Tuning.POWER));
    }

    private PoweredFigure difference(Sampled one, Sampled other) {
        return new PoweredFigure(
                judge,
                column,
                origin,
                one.model(),
                other.model(),
                Math.min(one.sample().scoredItems(), other.sample().scoredItems()),
                Math.min(one.sample().unscored().length, other.sample().unscored().length),
                PredictionPowered.lambda(one.sample(), Tuning.POWER),
                one.alone() - other.alone(),
                PredictionPowered.difference(one.sample(), other.sample(), Tuning.NONE),
                PredictionPowered.difference(one.sample(), other.sample(), Tuning.POWER));
    }

    private double points(double value) {
        return column.percent() * Judged.points(column, value);
    }

    /** A row that does not name its character has its dialogue for one. */
    private static List<String> character(Judged row) {
        Subject subject = row.subject();
        @Nullable String character = subject.character();
        return character != null ? List.of(character) : row.item().place();
    }

    private static <K> int number(Map<K, Integer> numbers, K key) {
        return numbers.computeIfAbsent(key, unused -> numbers.size());
    }
}
