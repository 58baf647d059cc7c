package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Kind;
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

    /** Computes the agreement of every annotator, by name; of scores with weights, of names without. */
    static Map<String, RestAgreement> of(Kind kind, JudgedUnits units) {
        List<String> columns = JudgedColumns.of(kind);
        int first = kind == Kind.PREFERENCES ? JudgedColumns.BY_NAME : 0;
        Map<String, RestAgreement> found = new HashMap<>();
        units.annotators().forEach((name, number) -> {
            List<Table> tables = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                UnitColumn judged = units.column(first + column);
                Table table = new Table(judged.scale(), kind == Kind.RATINGS);
                judged.rest(number).forEach(table::add);
                tables.add(table);
            }
            found.put(name, of(columns, tables));
        });
        return found;
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

        /** Adds items by how often each value, by row, met each of the others' values, and how many others there are. */
        void add(int others, long[][] counts) {
            for (int place = 0; place < scale.length; place++) {
                // Of each item there are as many others.
                long judged = Arrays.stream(counts[place]).sum() / others;
                items = Math.addExact(items, Math.toIntExact(judged));
                own[place] += judged;
                for (int value = 0; value < scale.length; value++) {
                    double share = (double) counts[place][value] / others;
                    rest[value] += share;
                    disagreement += share * weight(place, value);
                }
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
