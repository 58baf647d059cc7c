package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.charactermirror.annotation.Subject;
import org.charactermirror.metric.MetricDescription;
import org.charactermirror.metric.Reason;
import org.charactermirror.metric.ReplyScores;
import org.charactermirror.metric.Score;

/**
 * The mean of every metric for every model, with intervals by drawing characters (or dialogues) anew: nobody annotated, so
 * that there are no annotators to draw. Of a metric of dialogues the values after their last replies count.
 *
 * @param kind what the intervals draw anew: characters, sessions or nothing
 */
public record MetricTable(ClusterKind kind, List<Column> columns) {

    private static final String NOBODY = "metrics";
    private static final Comparator<ReplyScores> ORDER = Comparator.comparing(ReplyScores::session)
            .thenComparing(ReplyScores::model)
            .thenComparing(ReplyScores::character)
            .thenComparing(ReplyScores::topic)
            .thenComparingInt(ReplyScores::turn);

    public MetricTable {
        columns = List.copyOf(columns);
    }

    /** One metric. */
    public record Column(MetricDescription metric, List<Figure> models) {

        public Column {
            models = List.copyOf(models);
        }
    }

    /**
     * One metric of one model.
     *
     * @param n replies, or dialogues, that have a value
     * @param mean of them; nothing where none has one
     * @param undefined how many have none, by why
     */
    public record Figure(
            String model, long n, OptionalDouble mean, Uncertainty uncertainty, Map<Reason, Integer> undefined) {

        public Figure {
            undefined = Collections.unmodifiableMap(new EnumMap<>(undefined));
        }

        /** Returns how many have no value. */
        public int undefinedCount() {
            return undefined.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * Computes means and intervals.
     *
     * @param scored replies, in any order, with a score for each of the metrics
     * @param models in the order of the table
     * @param chosen what intervals draw anew; characters where that is nothing, or would be annotators
     */
    public static MetricTable of(
            List<MetricDescription> metrics,
            List<ReplyScores> scored,
            List<String> models,
            Optional<ClusterKind> chosen) {
        // Another order of dialogues is not to be rounded to other means.
        List<ReplyScores> replies = scored.stream().sorted(ORDER).toList();
        ClusterKind kind = chosen.filter(one -> one == ClusterKind.SESSION || one == ClusterKind.NONE)
                .orElse(ClusterKind.CHARACTER);
        RowClusters rows = new RowClusters();
        replies.forEach(reply -> rows.add(
                new Subject(null, reply.session(), NOBODY, reply.character(), null, reply.topic()), reply.model()));
        Map<String, Map<String, ColumnValues>> values = new LinkedHashMap<>();
        Map<String, Map<String, Map<Reason, Integer>>> undefined = new LinkedHashMap<>();
        for (String model : models) {
            Cells cells = new Cells(rows, kind, metrics);
            for (int row = 0; row < replies.size(); row++) {
                if (replies.get(row).model().equals(model)) {
                    cells.add(row, replies.get(row));
                }
            }
            values.put(model, cells.values());
            undefined.put(model, cells.undefined);
        }
        FigureSet figures = new FigureSet("metrics", rows, kind, models, values);
        List<Column> columns = new ArrayList<>();
        for (MetricDescription metric : metrics) {
            List<Figure> ofModels = new ArrayList<>();
            for (String model : models) {
                ofModels.add(figure(
                        figures.figure(model, Map.of(metric.key(), 1.0)),
                        model,
                        undefined.getOrDefault(model, Map.of()).getOrDefault(metric.key(), Map.of()),
                        Uncertainty.of(rows, kind, List.of(), Optional.empty())));
            }
            columns.add(new Column(metric, ofModels));
        }
        return new MetricTable(kind, columns);
    }

    private static Figure figure(
            Optional<ColumnInference.ModelFigure> found,
            String model,
            Map<Reason, Integer> undefined,
            Uncertainty none) {
        Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
        counts.putAll(undefined);
        return found.map(figure -> new Figure(model, figure.n(), figure.mean(), figure.uncertainty(), counts))
                .orElseGet(() -> new Figure(model, 0, OptionalDouble.empty(), none, counts));
    }

    /** The values of one model. */
    private static final class Cells {

        private final List<MetricDescription> metrics;
        private final List<ColumnValues.Builder> builders = new ArrayList<>();
        private final Map<String, Map<Reason, Integer>> undefined = new LinkedHashMap<>();
        private final boolean[] any;

        Cells(RowClusters rows, ClusterKind kind, List<MetricDescription> metrics) {
            this.metrics = metrics;
            this.any = new boolean[metrics.size()];
            metrics.forEach(metric -> builders.add(new ColumnValues.Builder(rows, kind)));
        }

        void add(int row, ReplyScores reply) {
            for (int i = 0; i < metrics.size(); i++) {
                if (metrics.get(i).scope() == MetricDescription.Scope.DIALOGUE && !reply.last()) {
                    continue;
                }
                if (reply.scores().get(i) instanceof Score.Value value) {
                    builders.get(i).add(row, value.number());
                    any[i] = true;
                } else if (reply.scores().get(i) instanceof Score.Undefined none) {
                    undefined
                            .computeIfAbsent(metrics.get(i).key(), key -> new EnumMap<>(Reason.class))
                            .merge(none.reason(), 1, Integer::sum);
                }
            }
        }

        Map<String, ColumnValues> values() {
            Map<String, ColumnValues> values = new LinkedHashMap<>();
            for (int i = 0; i < metrics.size(); i++) {
                if (any[i]) {
                    values.put(metrics.get(i).key(), builders.get(i).build());
                }
            }
            return values;
        }
    }
}
