package org.charactermirror.analysis.calibration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;

/**
 * How far judges and metrics agree with people on the same items, and what people's scores are with their help.
 *
 * @param bar the alpha that the lower end of an interval must reach
 * @param people by kind of rows, where people's come from; a kind of which they have none is absent
 * @param judges by judge and column; those that share an item with people
 * @param apart by judge and column, those that share none
 * @param metrics by column and metric
 * @param predictions of scores, by dimension
 * @param powered means and differences with the help of one judge
 * @param facts by id of a judge, what its records say; a judge of which nothing is known is absent
 */
public record Calibration(
        double bar,
        Map<Kind, Origin> people,
        List<JudgeColumn> judges,
        List<Apart> apart,
        List<MetricColumn> metrics,
        List<Prediction> predictions,
        List<PoweredFigure> powered,
        Map<String, JudgeFacts> facts) {

    public Calibration {
        people = Map.copyOf(people);
        judges = List.copyOf(judges);
        apart = List.copyOf(apart);
        metrics = List.copyOf(metrics);
        predictions = List.copyOf(predictions);
        powered = List.copyOf(powered);
        facts = Map.copyOf(facts);
    }

    /**
     * A judge that has no item in common with people in a column.
     *
     * @param judged items that it judged
     */
    public record Apart(Judge judge, Column column, int judged) {}

    /** Compares; rows of origins other than people's chosen one, judges' and automatic ones do not count. */
    public static Calibration of(Annotations annotations, CalibrationSettings settings) {
        Map<Kind, Origin> origins = origins(annotations, settings);
        Builder built = new Builder(CountedRows.of(annotations, origins), settings);
        for (Column column : Column.all()) {
            Optional<Origin> origin = Optional.ofNullable(origins.get(column.kind()));
            built.add(column, origin);
        }
        return new Calibration(
                settings.bar(),
                origins,
                built.judges,
                built.apart,
                built.metrics,
                built.predictions,
                built.powered,
                settings.facts());
    }

    /** Compares as {@link #of} does; nothing where no judging model and no person judged the same. */
    public static Optional<Calibration> ofJudges(Annotations annotations, CalibrationSettings settings) {
        return annotations.stream().noneMatch(row -> row.origin() == Origin.JUDGE)
                ? Optional.empty()
                : Optional.of(of(annotations, settings))
                        .filter(all -> all.judges().stream()
                                .anyMatch(one -> one.judge().origin() == Origin.JUDGE));
    }

    /** Tells whether there is nothing to show. */
    public boolean isEmpty() {
        return judges.isEmpty() && metrics.isEmpty();
    }

    private static Map<Kind, Origin> origins(Annotations annotations, CalibrationSettings settings) {
        Map<Kind, Origin> origins = new EnumMap<>(Kind.class);
        annotations.stream()
                .filter(row -> isPeoples(row.origin()))
                .filter(row -> settings.people().isEmpty() || settings.people().get() == row.origin())
                .forEach(row -> origins.merge(
                        row.kind(), row.origin(), (one, other) -> one.compareTo(other) <= 0 ? one : other));
        return origins;
    }

    /** Tells whether rows of an origin are people's, or stand for people's. */
    public static boolean isPeoples(Origin origin) {
        return origin != Origin.JUDGE && origin != Origin.AUTOMATIC;
    }

    /** Goes through the columns. */
    private static final class Builder {

        private final Annotations annotations;
        private final CalibrationSettings settings;
        private final List<JudgeColumn> judges = new ArrayList<>();
        private final List<Apart> apart = new ArrayList<>();
        private final List<MetricColumn> metrics = new ArrayList<>();
        private final List<Prediction> predictions = new ArrayList<>();
        private final List<PoweredFigure> powered = new ArrayList<>();

        Builder(Annotations annotations, CalibrationSettings settings) {
            this.annotations = annotations;
            this.settings = settings;
        }

        void add(Column column, Optional<Origin> origin) {
            List<Judged> people = new ArrayList<>();
            Map<Judge, List<Judged>> byJudge = new TreeMap<>();
            Judged.in(column, annotations, (row, judged) -> {
                if (origin.filter(row.origin()::equals).isPresent()) {
                    people.add(judged);
                } else if (!isPeoples(row.origin())
                        && settings.judge()
                                .filter(id -> !id.equals(row.subject().annotator()))
                                .isEmpty()) {
                    byJudge.computeIfAbsent(
                                    new Judge(row.subject().annotator(), row.origin()), unused -> new ArrayList<>())
                            .add(judged);
                }
            });
            Map<Judge, Map<Item, Double>> scores = new LinkedHashMap<>();
            byJudge.forEach((judge, rows) -> {
                JudgeComparison comparison = new JudgeComparison(judge, column, people, rows, settings);
                if (origin.isEmpty() || !comparison.meets()) {
                    apart.add(new Apart(judge, column, rows.size()));
                    return;
                }
                judges.add(comparison.compare(
                        origin.get(), column.kind() == Kind.PREFERENCES ? position(origin.get(), judge) : List.of()));
                powered.addAll(new PoweredFigures(judge, column, origin.get(), settings.clusters()).of(people, rows));
                scores.put(judge, comparison.scores());
            });
            if (origin.isPresent()) {
                metrics.addAll(MetricColumn.of(column, origin.get(), people, settings));
                Predictor.of(column, origin.get(), people, scores, settings).ifPresent(predictions::add);
            }
        }

        /** Returns the judge's position effect, then people's. */
        private List<PositionBias> position(Origin people, Judge judge) {
            List<PositionBias> found = new ArrayList<>();
            PositionBias.of(judge.origin(), of(annotations.preferences(), judge), settings.clusters())
                    .ifPresent(found::add);
            PositionBias.of(
                            people,
                            annotations.preferences().stream()
                                    .filter(row -> row.origin() == people)
                                    .toList(),
                            settings.clusters())
                    .ifPresent(found::add);
            return found;
        }

        private static List<Preference> of(List<Preference> rows, Judge judge) {
            return rows.stream().filter(row -> isOf(row, judge)).toList();
        }

        private static boolean isOf(Annotation row, Judge judge) {
            return row.origin() == judge.origin() && row.subject().annotator().equals(judge.id());
        }
    }
}
