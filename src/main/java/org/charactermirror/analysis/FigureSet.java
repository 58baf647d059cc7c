package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.CompactLetters;

/** All columns of one table, of all models, with one set of draws for all of their intervals. */
final class FigureSet {

    private final RowClusters rows;
    private final ClusterKind kind;
    private final List<String> models;
    /** By model, then column. */
    private final Map<String, Map<String, ColumnValues>> values;

    private final List<Place> order = new ArrayList<>();
    private final ClusterBootstrap bootstrap;
    private final long seed;

    private record Place(String model, String column) {}

    FigureSet(
            String table,
            RowClusters rows,
            ClusterKind kind,
            List<String> models,
            Map<String, Map<String, ColumnValues>> values) {
        this.rows = rows;
        this.kind = kind;
        this.models = List.copyOf(models);
        this.values = values;
        this.seed = seed(table);
        values.forEach((model, columns) -> columns.keySet().forEach(column -> order.add(new Place(model, column))));
        this.bootstrap = ClusterBootstrap.of(
                order.stream()
                        .map(place -> values(place.model(), place.column())
                                .orElseThrow()
                                .resampled())
                        .toList(),
                Math.max(1, rows.firsts(kind)),
                Math.max(1, rows.seconds(kind)),
                ClusterBootstrap.RESAMPLES,
                seed);
    }

    /** Gives every table draws of its own, the same whenever it is made. */
    static long seed(String table) {
        return Seeds.of(table);
    }

    private Optional<ColumnValues> values(String model, String column) {
        return Optional.ofNullable(values.getOrDefault(model, Map.of()).get(column));
    }

    /**
     * Infers what can be said of a sum of columns.
     *
     * @param name of the sum
     * @param parts columns and their factors
     * @param higherIsBetter which end of the order the letter a is at
     */
    ColumnInference infer(String name, Map<String, Double> parts, boolean higherIsBetter) {
        List<String> with = models.stream().filter(model -> has(model, parts)).toList();
        List<ColumnInference.ModelDifference> differences = differences(name, with, parts);
        Map<String, String> letters = letters(with, parts, differences, higherIsBetter);
        List<ColumnInference.ModelFigure> figures = new ArrayList<>();
        for (String model : models) {
            figures.add(
                    with.contains(model)
                            ? new ColumnInference.ModelFigure(
                                    model,
                                    n(model, parts),
                                    OptionalDouble.of(mean(model, parts)),
                                    uncertainty(List.of(model), parts),
                                    letters.getOrDefault(model, ""))
                            : new ColumnInference.ModelFigure(
                                    model,
                                    0,
                                    OptionalDouble.empty(),
                                    Uncertainty.of(rows, kind, List.of(), Optional.empty()),
                                    ""));
        }
        return new ColumnInference(name, figures, differences);
    }

    private long n(String model, Map<String, Double> parts) {
        return parts.keySet().stream()
                .mapToLong(column ->
                        values(model, column).orElseThrow().resampled().rows())
                .min()
                .orElse(0);
    }

    private double mean(String model, Map<String, Double> parts) {
        return parts.entrySet().stream()
                .mapToDouble(part -> part.getValue()
                        * values(model, part.getKey())
                                .flatMap(found -> found.mean().stream().boxed().findFirst())
                                .orElseThrow())
                .sum();
    }

    /** Draws the figure of one model, or of the first less the second. */
    private Uncertainty uncertainty(List<String> one, Map<String, Double> parts) {
        int[] figures = new int[one.size() * parts.size()];
        double[] factors = new double[figures.length];
        int next = 0;
        for (int sign = 0; sign < one.size(); sign++) {
            for (Map.Entry<String, Double> part : parts.entrySet()) {
                figures[next] = order.indexOf(new Place(one.get(sign), part.getKey()));
                factors[next] = sign == 0 ? part.getValue() : -part.getValue();
                next++;
            }
        }
        return Uncertainty.of(
                rows,
                kind,
                one.stream()
                        .flatMap(model -> parts.keySet().stream()
                                .map(column ->
                                        values(model, column).orElseThrow().resampled()))
                        .toList(),
                bootstrap.combination(figures, factors));
    }

    private List<ColumnInference.ModelDifference> differences(
            String name, List<String> with, Map<String, Double> parts) {
        List<List<String>> pairs = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            for (int j = i + 1; j < with.size(); j++) {
                pairs.add(List.of(with.get(i), with.get(j)));
            }
        }
        return corrected(pairs.parallelStream()
                .map(pair -> tested(name, pair.get(0), pair.get(1), parts))
                .toList());
    }

    /** Returns the first model's sum of columns less the second's; nothing where one of them lacks a column. */
    Optional<ColumnInference.ModelDifference> difference(String name, String a, String b, Map<String, Double> parts) {
        return has(a, parts) && has(b, parts) ? Optional.of(tested(name, a, b, parts)) : Optional.empty();
    }

    /** Returns a model's figure without letters; nothing where it lacks a column. */
    Optional<ColumnInference.ModelFigure> figure(String model, Map<String, Double> parts) {
        return has(model, parts)
                ? Optional.of(new ColumnInference.ModelFigure(
                        model,
                        n(model, parts),
                        OptionalDouble.of(mean(model, parts)),
                        uncertainty(List.of(model), parts),
                        ""))
                : Optional.empty();
    }

    private boolean has(String model, Map<String, Double> parts) {
        return parts.keySet().stream()
                .allMatch(column -> values(model, column)
                        .filter(found -> found.mean().isPresent())
                        .isPresent());
    }

    private ColumnInference.ModelDifference tested(String name, String a, String b, Map<String, Double> parts) {
        return new ColumnInference.ModelDifference(
                a,
                b,
                mean(a, parts) - mean(b, parts),
                uncertainty(List.of(a, b), parts),
                test(a, b, parts, seed(seed + " " + name + " " + a + " " + b)),
                OptionalDouble.empty());
    }

    private ClusteredTest test(String a, String b, Map<String, Double> parts, long testSeed) {
        return ClusteredTest.of(
                ClusteredTest.differences(byAnnotator(a, parts), byAnnotator(b, parts)),
                ClusteredTest.differences(byCharacter(a, parts), byCharacter(b, parts)),
                rows.characters() > 0,
                testSeed);
    }

    private OptionalDouble[] byAnnotator(String model, Map<String, Double> parts) {
        return ColumnValues.sums(
                parts.keySet().stream()
                        .map(column -> values(model, column)
                                .orElseThrow()
                                .byAnnotator()
                                .meansOfFirst())
                        .toList(),
                factors(parts));
    }

    private OptionalDouble[] byCharacter(String model, Map<String, Double> parts) {
        return ColumnValues.sums(
                parts.keySet().stream()
                        .map(column -> values(model, column)
                                .orElseThrow()
                                .byCharacter()
                                .meansOfFirst())
                        .toList(),
                factors(parts));
    }

    private static double[] factors(Map<String, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Corrects the p-values of all pairs that have one. */
    static List<ColumnInference.ModelDifference> corrected(List<ColumnInference.ModelDifference> found) {
        OptionalDouble[] holm =
                ClusteredTest.holm(found.stream().map(one -> one.test().p()).toList());
        return IntStream.range(0, found.size())
                .mapToObj(i -> found.get(i).withHolmP(holm[i]))
                .toList();
    }

    private Map<String, String> letters(
            List<String> with,
            Map<String, Double> parts,
            List<ColumnInference.ModelDifference> differences,
            boolean higherIsBetter) {
        if (with.size() < 2 || differences.stream().anyMatch(one -> one.holmP().isEmpty())) {
            return Map.of();
        }
        Comparator<String> ascending = Comparator.comparingDouble(model -> mean(model, parts));
        List<String> ordered = with.stream()
                .sorted(higherIsBetter ? ascending.reversed() : ascending)
                .toList();
        boolean[][] different = new boolean[ordered.size()][ordered.size()];
        for (ColumnInference.ModelDifference one : differences) {
            int a = ordered.indexOf(one.modelA());
            int b = ordered.indexOf(one.modelB());
            different[a][b] = one.holds();
            different[b][a] = different[a][b];
        }
        List<String> letters = CompactLetters.of(different);
        Map<String, String> byModel = new LinkedHashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            byModel.put(ordered.get(i), letters.get(i));
        }
        return byModel;
    }
}
