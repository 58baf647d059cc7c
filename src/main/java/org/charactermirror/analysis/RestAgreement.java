package org.charactermirror.analysis;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.charactermirror.stats.Estimate;

/**
 * How far each annotator agrees with all others: Cohen's kappa (Cohen 1960; for scores with quadratic weights, Cohen 1968) of one
 * against the rest, who count as one that gives each value as often as they do (Schouten 1982, "Measuring pairwise agreement among
 * many observers", Biometrical Journal 24). Over several columns it is pooled: observed and expected disagreement are added up before
 * the one is divided by the other (De Vries and others 2008, "Using pooled kappa", Field Methods 20).
 *
 * <p>With two annotators and one column this is Cohen's kappa of the two.
 *
 * @param kappa pooled over the columns
 * @param items that another annotator judged too
 * @param columns the kappa of each column
 */
public record RestAgreement(Estimate kappa, int items, Map<String, Estimate> columns) {

    public RestAgreement {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** Returns the agreement of somebody who judged nothing. */
    static RestAgreement none() {
        return new RestAgreement(kappa(0, 0, 0), 0, Map.of());
    }

    /**
     * Computes the agreement of every annotator, by name.
     *
     * @param ordered whether values are scores, and not names for which only equality counts
     * @param rows of each row that the units have one value for each column, NaN where it was not judged
     */
    static Map<String, RestAgreement> of(
            List<String> columns, boolean ordered, JudgedUnits units, List<double[]> rows) {
        List<Table[]> tables = IntStream.range(0, columns.size())
                .parallel()
                .mapToObj(column -> tables(
                        units, rows.stream().mapToDouble(row -> row[column]).toArray(), ordered))
                .toList();
        Map<String, RestAgreement> found = new LinkedHashMap<>();
        for (int who = 0; who < units.annotators().size(); who++) {
            int number = who;
            found.put(
                    units.annotators().get(who),
                    of(columns, tables.stream().map(table -> table[number]).toList()));
        }
        return found;
    }

    private static Table[] tables(JudgedUnits units, double[] values, boolean ordered) {
        double[] scale = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .distinct()
                .sorted()
                .toArray();
        int[] places = Arrays.stream(values)
                .mapToInt(value -> Arrays.binarySearch(scale, value))
                .toArray();
        Table[] tables = new Table[units.annotators().size()];
        Arrays.setAll(tables, unused -> new Table(scale, ordered));
        units.forEach(places, (annotators, given) -> {
            int[] counts = new int[scale.length];
            for (int place : given) {
                counts[place]++;
            }
            for (int i = 0; i < annotators.length && annotators.length > 1; i++) {
                tables[annotators[i]].add(given[i], counts, annotators.length - 1);
            }
        });
        return tables;
    }

    private static RestAgreement of(List<String> columns, List<Table> tables) {
        Map<String, Estimate> byColumn = new LinkedHashMap<>();
        double observed = 0;
        double expected = 0;
        int items = 0;
        for (int column = 0; column < columns.size(); column++) {
            Table table = tables.get(column);
            items = Math.max(items, table.items);
            if (table.items > 0) {
                byColumn.put(columns.get(column), kappa(table.items, table.observed(), table.expected()));
                observed += table.observed();
                expected += table.expected();
            }
        }
        return new RestAgreement(kappa(items, observed, expected), items, byColumn);
    }

    private static Estimate kappa(int items, double observed, double expected) {
        if (items == 0) {
            return Estimate.notEstimable("nobody else judged the same items");
        }
        return expected == 0
                ? Estimate.notEstimable("all judgements of the same items are equal")
                : Estimate.of(1 - observed / expected);
    }

    /** One annotator's values beside the shares of the others' values, in one column. */
    private static final class Table {

        private final double[] scale;
        private final boolean ordered;
        private final double[] own;
        private final double[] rest;
        private double disagreement;
        private int items;

        Table(double[] scale, boolean ordered) {
            this.scale = scale;
            this.ordered = ordered;
            this.own = new double[scale.length];
            this.rest = new double[scale.length];
        }

        /** Adds an item by how often each value was given in all, and how many others there are. */
        void add(int place, int[] counts, int others) {
            items++;
            own[place]++;
            for (int value = 0; value < scale.length; value++) {
                double share = (double) (counts[value] - (value == place ? 1 : 0)) / others;
                rest[value] += share;
                disagreement += share * weight(place, value);
            }
        }

        private double weight(int one, int other) {
            double distance = scale[one] - scale[other];
            return ordered ? distance * distance : distance == 0 ? 0 : 1;
        }

        double observed() {
            return disagreement / items;
        }

        double expected() {
            double sum = 0;
            for (int one = 0; one < scale.length; one++) {
                for (int other = 0; other < scale.length; other++) {
                    sum += own[one] / items * rest[other] / items * weight(one, other);
                }
            }
            return sum;
        }
    }
}
