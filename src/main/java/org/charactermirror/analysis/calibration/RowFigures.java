package org.charactermirror.analysis.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.RowClusters;
import org.charactermirror.analysis.Seeds;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.ClusterSums;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.PairAlpha;

/** Figures of rows that belong to annotators and characters, with intervals that draw these anew. */
final class RowFigures {

    private final String name;
    private final RowClusters clusters;
    private final ClusterKind kind;

    /**
     * Takes in rows.
     *
     * @param name of these rows among all; figures' seeds are made of it
     * @param chosen what is drawn anew; nothing for what fits the rows
     */
    RowFigures(String name, List<Judged> rows, Optional<ClusterKind> chosen) {
        this(name, clusters(rows), chosen);
    }

    RowFigures(String name, RowClusters clusters, Optional<ClusterKind> chosen) {
        this.name = name;
        this.clusters = clusters;
        this.kind = chosen.orElseGet(clusters::usual);
    }

    static RowClusters clusters(List<Judged> rows) {
        RowClusters clusters = new RowClusters();
        rows.forEach(row -> clusters.add(row.subject(), row.item().model()));
        return clusters;
    }

    RowClusters clusters() {
        return clusters;
    }

    ClusterKind kind() {
        return kind;
    }

    /** Returns the mean of some of the rows' values. */
    Figure mean(String figure, double[] values, boolean[] included, String otherwise) {
        return of(figure, List.of(values), included, means -> means[0], otherwise);
    }

    /** Returns how much y changes with 1 of x, by least squares. */
    Figure slope(String figure, double[] x, double[] y, boolean[] included) {
        double[] xy = IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).toArray();
        double[] xx = IntStream.range(0, x.length).mapToDouble(i -> x[i] * x[i]).toArray();
        boolean varies = IntStream.range(0, x.length)
                        .filter(i -> included[i])
                        .mapToDouble(i -> x[i])
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
        if (!varies) {
            return none(figure, "all lengths are equal or unknown");
        }
        return of(
                figure,
                List.of(x, y, xy, xx),
                included,
                means -> {
                    double variance = means[3] - means[0] * means[0];
                    return variance > 1e-12 * means[3] ? (means[2] - means[0] * means[1]) / variance : Double.NaN;
                },
                "all lengths are equal or unknown");
    }

    /** Returns the mean of some rows' values less that of others'. */
    Figure difference(String figure, double[] values, boolean[] first, boolean[] second, String otherwise) {
        ClusterSums.Builder[] builders = {builder(), builder()};
        long n = 0;
        for (int row = 0; row < values.length; row++) {
            if (first[row] || second[row]) {
                add(builders[first[row] ? 0 : 1], row, values[row]);
                n++;
            }
        }
        List<ClusterSums> sums = List.of(builders[0].build(), builders[1].build());
        return figure(figure, sums, means -> means[0] - means[1], n, otherwise);
    }

    private Figure of(
            String figure,
            List<double[]> columns,
            boolean[] included,
            ToDoubleFunction<double[]> function,
            String reason) {
        List<ClusterSums> sums = new ArrayList<>();
        long n = 0;
        for (double[] column : columns) {
            ClusterSums.Builder builder = builder();
            n = 0;
            for (int row = 0; row < column.length; row++) {
                if (included[row]) {
                    add(builder, row, column[row]);
                    n++;
                }
            }
            sums.add(builder.build());
        }
        return figure(figure, sums, function, n, reason);
    }

    private Figure figure(
            String figure, List<ClusterSums> sums, ToDoubleFunction<double[]> function, long n, String reason) {
        double[] means = sums.stream()
                .mapToDouble(sum -> sum.mean().value().orElse(Double.NaN))
                .toArray();
        double value = function.applyAsDouble(means);
        if (!Double.isFinite(value)) {
            return none(figure, reason);
        }
        Optional<ClusterBootstrap.Resampled> resampled = clusters.obstacle(kind).isPresent()
                ? Optional.empty()
                : ClusterBootstrap.of(
                                sums,
                                clusters.firsts(kind),
                                clusters.seconds(kind),
                                ClusterBootstrap.RESAMPLES,
                                seed(figure))
                        .function(IntStream.range(0, sums.size()).toArray(), function);
        return new Figure(Estimate.of(value), Uncertainty.of(clusters, kind, sums, resampled), n);
    }

    /** Returns a figure that is not estimable. */
    Figure none(String figure, String reason) {
        return new Figure(
                Estimate.notEstimable(reason),
                new Uncertainty(Optional.empty(), reason, kind, Math.max(0, clusters.firsts(kind)), 0),
                0);
    }

    /**
     * Returns the alpha of pairs of judgements.
     *
     * @param values all that are given, ascending
     */
    Figure alpha(String figure, Column column, double[] values, List<Pair> pairs) {
        boolean known = clusters.obstacle(kind).isEmpty();
        PairAlpha.Builder builder =
                new PairAlpha.Builder(values, known ? clusters.firsts(kind) : 1, known ? clusters.seconds(kind) : 1);
        ClusterSums.Builder rows = builder();
        for (Pair pair : pairs) {
            int first = known ? clusters.first(kind, pair.row()) : 0;
            int second = known ? clusters.second(kind, pair.row()) : 0;
            builder.add(first, second, pair.one(), pair.other(), pair.weight());
            rows.add(first, second, 1);
        }
        PairAlpha alpha = builder.build();
        Estimate value = alpha.alpha(column.level());
        if (value instanceof Estimate.NotEstimable none) {
            return none(figure, none.reason());
        }
        Optional<ClusterBootstrap.Resampled> resampled =
                known ? alpha.interval(column.level(), ClusterBootstrap.RESAMPLES, seed(figure)) : Optional.empty();
        return new Figure(value, Uncertainty.of(clusters, kind, List.of(rows.build()), resampled), pairs.size());
    }

    /**
     * Two judgements of one item.
     *
     * @param row whose clusters they belong to
     */
    record Pair(int row, double one, double other, double weight) {}

    private long seed(String figure) {
        return Seeds.of("calibration " + name + " " + figure);
    }

    private ClusterSums.Builder builder() {
        boolean known = clusters.obstacle(kind).isEmpty();
        return new ClusterSums.Builder(known ? clusters.firsts(kind) : 1, known ? clusters.seconds(kind) : 1);
    }

    private void add(ClusterSums.Builder builder, int row, double value) {
        boolean known = clusters.obstacle(kind).isEmpty();
        builder.add(known ? clusters.first(kind, row) : 0, known ? clusters.second(kind, row) : 0, value);
    }
}
