package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        return new RestAgreement(Builder.kappa(0, 0, 0), 0, Map.of());
    }

    /** Collects judgements of one kind and origin. */
    static final class Builder {

        private final List<String> columns;
        private final boolean ordered;
        private final Map<List<String>, Integer> units = new HashMap<>();
        private final Map<String, Integer> annotators = new LinkedHashMap<>();
        private final Set<Long> seen = new HashSet<>();
        private final List<int[]> places = new ArrayList<>();
        private final List<double[]> values = new ArrayList<>();

        /**
         * Starts without judgements.
         *
         * @param ordered whether values are scores, and not names for which only equality counts
         */
        Builder(List<String> columns, boolean ordered) {
            this.columns = columns;
            this.ordered = ordered;
        }

        /**
         * Adds a judgement.
         *
         * @param unit what was judged; an annotator's second judgement of it is another unit's
         * @param row one value for each column, NaN where it was not judged
         */
        void add(List<String> unit, String annotator, double[] row) {
            int who = annotators.computeIfAbsent(annotator, unused -> annotators.size());
            int what = number(unit);
            for (int copy = 2; !seen.add(((long) who << 32) | what); copy++) {
                what = number(
                        Stream.concat(unit.stream(), Stream.of("copy " + copy)).toList());
            }
            places.add(new int[] {what, who});
            values.add(row);
        }

        private int number(List<String> unit) {
            return units.computeIfAbsent(unit, unused -> units.size());
        }

        /** Returns the agreement of every annotator, in the order of first appearance. */
        Map<String, RestAgreement> build() {
            int[][] byUnit = byUnit();
            List<Table[]> tables = IntStream.range(0, columns.size())
                    .parallel()
                    .mapToObj(column -> tables(byUnit, column))
                    .toList();
            Map<String, RestAgreement> found = new LinkedHashMap<>();
            annotators.forEach((name, who) ->
                    found.put(name, of(tables.stream().map(table -> table[who]).toList())));
            return found;
        }

        /** Returns the rows of each unit that has several, units in the order of first appearance. */
        private int[][] byUnit() {
            int[] sizes = new int[units.size()];
            places.forEach(place -> sizes[place[0]]++);
            int[][] rows = new int[units.size()][];
            for (int unit = 0; unit < rows.length; unit++) {
                rows[unit] = new int[sizes[unit]];
            }
            for (int row = places.size() - 1; row >= 0; row--) {
                int unit = places.get(row)[0];
                sizes[unit]--;
                rows[unit][sizes[unit]] = row;
            }
            return Arrays.stream(rows).filter(unit -> unit.length > 1).toArray(int[][]::new);
        }

        private Table[] tables(int[][] byUnit, int column) {
            double[] scale = Arrays.stream(byUnit)
                    .flatMapToInt(Arrays::stream)
                    .mapToDouble(row -> values.get(row)[column])
                    .filter(value -> !Double.isNaN(value))
                    .collect(TreeSet<Double>::new, TreeSet::add, TreeSet::addAll)
                    .stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            Table[] tables = new Table[annotators.size()];
            Arrays.setAll(tables, unused -> new Table(scale, ordered));
            for (int[] rows : byUnit) {
                int[] counts = new int[scale.length];
                int[] own = new int[rows.length];
                int judged = 0;
                for (int i = 0; i < rows.length; i++) {
                    own[i] = Arrays.binarySearch(scale, values.get(rows[i])[column]);
                    if (own[i] >= 0) {
                        counts[own[i]]++;
                        judged++;
                    }
                }
                for (int i = 0; i < rows.length && judged > 1; i++) {
                    if (own[i] >= 0) {
                        tables[places.get(rows[i])[1]].add(own[i], counts, judged - 1);
                    }
                }
            }
            return tables;
        }

        private RestAgreement of(List<Table> tables) {
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
