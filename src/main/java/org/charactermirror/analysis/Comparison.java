package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.charactermirror.stats.RankCorrelation;

/**
 * A table beside the published one, for the rows that both have.
 *
 * @param name the table's name, such as {@code ratings}
 * @param differences this table's printed figures less the published ones, with the columns of both
 * @param correlations how far the orders of the models agree
 */
public record Comparison(String name, PrintedTable differences, List<Correlation> correlations) {

    public Comparison {
        correlations = List.copyOf(correlations);
    }

    /**
     * Rank correlations of one column of figures.
     *
     * @param label the column or, in pairwise tables, the group in which the opponents' advantages are ordered
     * @param n how many models (or opponents) both tables have
     * @param kendallTauB nothing where it is not estimable
     * @param spearmanRho nothing where it is not estimable
     */
    public record Correlation(String label, int n, OptionalDouble kendallTauB, OptionalDouble spearmanRho) {

        /** Returns why there is no figure. */
        public String reason() {
            return n < 2 ? "fewer than two in common" : "all figures on one side are equal";
        }
    }

    /** Compares figure by figure; nothing where the tables share no row. */
    static Optional<Comparison> of(String name, PrintedTable own, PrintedTable published) {
        Map<PrintedTable.Row, PrintedTable.Row> shared = shared(own, published);
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        List<PrintedTable.Row> rows = new ArrayList<>();
        shared.forEach((mine, theirs) -> {
            List<Optional<BigDecimal>> differences = new ArrayList<>();
            for (int i = 0; i < mine.figures().size(); i++) {
                Optional<BigDecimal> figure = theirs.figures().get(i);
                differences.add(mine.figures().get(i).flatMap(value -> figure.map(value::subtract)));
            }
            rows.add(new PrintedTable.Row(mine.key(), differences));
        });
        PrintedTable table = new PrintedTable(own.keys(), own.figures(), rows);
        List<Correlation> correlations = own.keys().size() == 1 ? byColumn(own, shared) : byGroup(own, shared);
        return Optional.of(new Comparison(name, table, correlations));
    }

    private static Map<PrintedTable.Row, PrintedTable.Row> shared(PrintedTable own, PrintedTable published) {
        Map<PrintedTable.Row, PrintedTable.Row> shared = new LinkedHashMap<>();
        for (PrintedTable.Row row : own.rows()) {
            published.row(row.key()).ifPresent(other -> shared.put(row, other));
        }
        return shared;
    }

    private static List<Correlation> byColumn(PrintedTable own, Map<PrintedTable.Row, PrintedTable.Row> shared) {
        List<Correlation> correlations = new ArrayList<>();
        for (int i = 0; i < own.figures().size(); i++) {
            correlations.add(correlation(own.figures().get(i), i, shared));
        }
        return correlations;
    }

    private static List<Correlation> byGroup(PrintedTable own, Map<PrintedTable.Row, PrintedTable.Row> shared) {
        Map<String, Map<PrintedTable.Row, PrintedTable.Row>> groups = new LinkedHashMap<>();
        shared.forEach((mine, theirs) -> groups.computeIfAbsent(mine.key().get(2), unused -> new LinkedHashMap<>())
                .put(mine, theirs));
        int advantage = own.figures().indexOf("advantage");
        List<Correlation> correlations = new ArrayList<>();
        groups.forEach((group, rows) -> correlations.add(correlation(group, advantage, rows)));
        return correlations;
    }

    private static Correlation correlation(String label, int column, Map<PrintedTable.Row, PrintedTable.Row> shared) {
        List<double[]> both = new ArrayList<>();
        shared.forEach((mine, theirs) -> mine.figures()
                .get(column)
                .ifPresent(value -> theirs.figures()
                        .get(column)
                        .ifPresent(other -> both.add(new double[] {value.doubleValue(), other.doubleValue()}))));
        double[] x = both.stream().mapToDouble(pair -> pair[0]).toArray();
        double[] y = both.stream().mapToDouble(pair -> pair[1]).toArray();
        return new Correlation(label, x.length, RankCorrelation.kendallTauB(x, y), RankCorrelation.spearmanRho(x, y));
    }
}
