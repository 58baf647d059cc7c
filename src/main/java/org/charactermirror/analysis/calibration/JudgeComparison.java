package org.charactermirror.analysis.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.jspecify.annotations.Nullable;

/** Compares one judge with people in one column, on the items that both judged. */
final class JudgeComparison {

    private final CalibrationSettings settings;
    private final Judge judge;
    private final Column column;
    private final List<Judged> people;
    private final Map<Item, Double> judged = new HashMap<>();
    private final Map<Item, Own> saidOwn = new HashMap<>();
    /** People's rows of items that the judge judged too, and what it said of them. */
    private final List<Judged> both;

    private final double[] ofPeople;
    private final double[] ofJudge;
    private final RowFigures figures;

    JudgeComparison(Judge judge, Column column, List<Judged> people, List<Judged> rows, CalibrationSettings settings) {
        this.settings = settings;
        this.judge = judge;
        this.column = column;
        this.people = people;
        rows.forEach(row -> {
            judged.put(row.item(), row.value());
            saidOwn.put(row.item(), row.own());
        });
        this.both =
                people.stream().filter(row -> judged.containsKey(row.item())).toList();
        this.ofPeople = both.stream().mapToDouble(Judged::value).toArray();
        this.ofJudge = both.stream()
                .mapToDouble(row -> judged.getOrDefault(row.item(), Double.NaN))
                .toArray();
        this.figures = new RowFigures(judge.id() + " " + column.word(), both, settings.clusters());
    }

    /** Tells whether there is an item that both judged. */
    boolean meets() {
        return !both.isEmpty();
    }

    /** Returns what the judge said of each item. */
    Map<Item, Double> scores() {
        return judged;
    }

    JudgeColumn compare(Origin peopleOrigin, List<PositionBias> position) {
        Set<Item> ofAnyPerson = people.stream().map(Judged::item).collect(Collectors.toSet());
        double[] values = DoubleStream.concat(Arrays.stream(ofPeople), Arrays.stream(ofJudge))
                .sorted()
                .distinct()
                .toArray();
        List<RowFigures.Pair> pairs = new ArrayList<>();
        for (int row = 0; row < ofPeople.length; row++) {
            pairs.add(new RowFigures.Pair(row, ofPeople[row], ofJudge[row], 1));
        }
        Figure alpha = figures.alpha("alpha", column, values, pairs);
        return new JudgeColumn(
                judge,
                column,
                peopleOrigin,
                (int) both.stream().map(Judged::item).distinct().count(),
                (int) both.stream()
                        .map(row -> row.subject().annotator())
                        .distinct()
                        .count(),
                (int) judged.keySet().stream()
                        .filter(item -> !ofAnyPerson.contains(item))
                        .count(),
                (int) ofAnyPerson.stream()
                        .filter(item -> !judged.containsKey(item))
                        .count(),
                alpha,
                amongPeople(values),
                Confusion.of(values, ofPeople, ofJudge),
                column.kind() == Kind.PREFERENCES
                        ? Optional.empty()
                        : Optional.of(figures.mean("leniency", differences(), rows(row -> true), "no rows")),
                length(),
                family(),
                position,
                Verdict.of(alpha, settings.bar()));
    }

    /** Copies of one person would agree with each other, so that only items are drawn anew. */
    private Figure amongPeople(double[] values) {
        RowFigures items = new RowFigures(
                judge.id() + " " + column.word(),
                figures.clusters(),
                Optional.of(figures.clusters().ofItems()));
        Map<Item, List<Integer>> byItem = new LinkedHashMap<>();
        for (int row = 0; row < both.size(); row++) {
            byItem.computeIfAbsent(both.get(row).item(), unused -> new ArrayList<>())
                    .add(row);
        }
        List<RowFigures.Pair> pairs = new ArrayList<>();
        for (List<Integer> rows : byItem.values()) {
            for (int i = 0; i < rows.size(); i++) {
                for (int j = i + 1; j < rows.size(); j++) {
                    pairs.add(new RowFigures.Pair(
                            rows.get(i), ofPeople[rows.get(i)], ofPeople[rows.get(j)], 1.0 / (rows.size() - 1)));
                }
            }
        }
        return pairs.isEmpty()
                ? items.none("people", "no item was judged by two people")
                : items.alpha("people", column, values, pairs);
    }

    /** Returns the judge less the person, row by row. */
    private double[] differences() {
        return IntStream.range(0, ofPeople.length)
                .mapToDouble(row ->
                        column.percent() * (Judged.points(column, ofJudge[row]) - Judged.points(column, ofPeople[row])))
                .toArray();
    }

    private boolean[] rows(IntPredicate included) {
        boolean[] rows = new boolean[both.size()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = included.test(row);
        }
        return rows;
    }

    private Figure length() {
        double[] logs = both.stream()
                .mapToDouble(row -> logLength(row).orElse(Double.NaN))
                .toArray();
        return figures.slope("length", logs, differences(), rows(row -> !Double.isNaN(logs[row])));
    }

    /** Returns the binary logarithm of a length, or of a comparison that of the first less that of the second. */
    private OptionalDouble logLength(Judged row) {
        double sum = 0;
        double sign = 1;
        for (String model : row.item().models()) {
            OptionalDouble length = length(row, model);
            if (length.isEmpty() || length.getAsDouble() <= 0) {
                return OptionalDouble.empty();
            }
            sum += sign * Math.log(length.getAsDouble()) / Math.log(2);
            sign = -1;
        }
        return OptionalDouble.of(sum);
    }

    private OptionalDouble length(Judged row, String model) {
        if (row.item().turn() == 0) {
            OptionalDouble recorded = settings.lengths().meanOf(row.subject(), model);
            return recorded.isPresent() ? recorded : settings.metrics().mean(row.subject(), model, MetricTable.LENGTH);
        }
        OptionalInt recorded =
                settings.lengths().of(row.subject(), model, row.item().turn());
        return recorded.isPresent()
                ? OptionalDouble.of(recorded.getAsInt())
                : settings.metrics().value(row.subject(), model, row.item().turn(), MetricTable.LENGTH);
    }

    private Figure family() {
        @Nullable String family = settings.families().get(judge.id());
        List<Own> own = both.stream()
                .map(row -> family == null
                        ? saidOwn.getOrDefault(row.item(), Own.UNKNOWN)
                        : Own.of(row.item().models(), family, settings.families()))
                .toList();
        if (own.contains(Own.UNKNOWN)) {
            return figures.none("family", unknownFamily(family));
        }
        boolean pairs = column.kind() == Kind.PREFERENCES;
        double[] differences = differences();
        if (!pairs) {
            boolean[] ofOwn = rows(row -> own.get(row) == Own.ALL);
            boolean[] ofOthers = rows(row -> own.get(row) == Own.NONE);
            return figures.difference("family", differences, ofOwn, ofOthers, "no models of one side");
        }
        for (int row = 0; row < differences.length; row++) {
            differences[row] = own.get(row) == Own.SECOND ? -differences[row] : differences[row];
        }
        boolean[] decided = rows(row -> own.get(row) == Own.FIRST || own.get(row) == Own.SECOND);
        return figures.mean("family", differences, decided, "no models of one side");
    }

    private String unknownFamily(@Nullable String family) {
        List<String> models = both.stream()
                .flatMap(row -> row.item().models().stream())
                .distinct()
                .filter(model -> !settings.families().containsKey(model))
                .sorted()
                .toList();
        return family == null || models.isEmpty()
                ? "the judge's family, or that of a model, is not declared"
                : "the family of " + String.join(", ", models) + " is not declared";
    }
}
