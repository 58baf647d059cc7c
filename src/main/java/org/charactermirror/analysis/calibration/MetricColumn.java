package org.charactermirror.analysis.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.RowClusters;
import org.charactermirror.analysis.Seeds;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.RankAssociation;

/**
 * How far a metric puts items in the order in which people do.
 *
 * @param metric its name
 * @param peopleOrigin where people's rows come from
 * @param undefined items that people judged and for which the metric has no value
 * @param rho Spearman's, of the metric and the mean of people's judgements; a dialogue's metric is the mean of its replies
 */
public record MetricColumn(String metric, Column column, Origin peopleOrigin, int undefined, Figure rho) {

    private static final int RESAMPLES = 2_000;

    /** People's rows of one item. */
    private record Rated(Judged first, double sum, int n) {

        Rated with(Judged row) {
            return new Rated(first, sum + row.value(), n + 1);
        }
    }

    /** Compares all metrics in a column of scores or flags; only with items that a metric is defined for. */
    static List<MetricColumn> of(Column column, Origin origin, List<Judged> people, CalibrationSettings settings) {
        if (column.kind() == Kind.PREFERENCES || settings.metrics().replies() == 0) {
            return List.of();
        }
        Map<Item, Rated> items = new LinkedHashMap<>();
        people.forEach(
                row -> items.merge(row.item(), new Rated(row, row.value(), 1), (before, unused) -> before.with(row)));
        List<MetricColumn> columns = new ArrayList<>();
        for (String metric : settings.metrics().names()) {
            List<Rated> defined = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (Rated rated : items.values()) {
                value(rated.first(), metric, settings.metrics()).ifPresent(value -> {
                    defined.add(rated);
                    values.add(value);
                });
            }
            if (!defined.isEmpty()) {
                columns.add(new MetricColumn(
                        metric,
                        column,
                        origin,
                        items.size() - defined.size(),
                        rho(metric + " " + column.word(), defined, values, settings)));
            }
        }
        return columns;
    }

    static OptionalDouble value(Judged row, String metric, MetricTable metrics) {
        String model = row.item().model();
        return row.item().turn() == 0
                ? metrics.mean(row.subject(), model, metric)
                : metrics.value(row.subject(), model, row.item().turn(), metric);
    }

    private static Figure rho(String name, List<Rated> items, List<Double> values, CalibrationSettings settings) {
        RowClusters clusters =
                RowFigures.clusters(items.stream().map(Rated::first).toList());
        ClusterKind kind = settings.clusters()
                .filter(chosen -> chosen == ClusterKind.CHARACTER || chosen == ClusterKind.SESSION)
                .orElseGet(clusters::ofItems);
        if (clusters.obstacle(kind).isPresent()) {
            kind = ClusterKind.SESSION;
        }
        int[] numbers = new int[items.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = clusters.first(kind, i);
        }
        RankAssociation association = new RankAssociation(
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                items.stream().mapToDouble(item -> item.sum() / item.n()).toArray(),
                numbers,
                clusters.firsts(kind));
        Estimate rho = association.rho();
        if (rho instanceof Estimate.NotEstimable none) {
            return new Figure(
                    rho,
                    new Uncertainty(Optional.empty(), none.reason(), kind, clusters.firsts(kind), 0),
                    items.size());
        }
        Optional<ClusterBootstrap.Resampled> resampled = clusters.obstacle(kind).isPresent()
                ? Optional.empty()
                : association.interval(RESAMPLES, Seeds.of("calibration " + name));
        return new Figure(rho, Uncertainty.of(clusters, kind, List.of(), resampled), items.size());
    }
}
