package org.charactermirror.analysis.planning;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.scenario.StudyKind;
import org.jspecify.annotations.Nullable;

/**
 * How much differences between two models varied in an earlier study: Henderson's components, the mean over all pairs of models.
 *
 * @param origin of the rows; those of the preferred origin only
 * @param charactersNamed whether all rows name their characters; otherwise nothing is estimated
 * @param pairs how many pairs of models have paired rows
 * @param rows how many paired differences there are, of all pairs together
 * @param variances by factor; below 0 where chance made it so; absent where it is not estimable
 * @param reasons of the absent ones
 * @param residual variance of the difference of two single rows; nothing where nothing is estimable
 * @param level mean flags per 100, or ties in percent; nothing of scores
 */
public record Pilot(
        Origin origin,
        boolean charactersNamed,
        int pairs,
        int rows,
        Map<Factor, Double> variances,
        Map<Factor, String> reasons,
        OptionalDouble residual,
        OptionalDouble level) {

    /** The words of the columns of a kind of study, of which one is planned for. */
    public static List<String> columns(StudyKind kind) {
        return switch (kind) {
            case RATING -> Stream.of(Dimension.values()).map(Dimension::word).toList();
            case TURN_ERRORS -> Stream.of(TurnFlag.values()).map(TurnFlag::word).toList();
            case PAIRWISE -> List.of("outcome");
        };
    }

    /**
     * Estimates.
     *
     * @param column one of the kind's
     * @return nothing where no row judges the column
     */
    public static Optional<Pilot> of(Annotations annotations, StudyKind kind, String column) {
        if (!columns(kind).contains(column)) {
            throw new IllegalArgumentException(column + " of " + kind);
        }
        return preferred(annotations, kind).flatMap(origin -> {
            PilotRows rows = new PilotRows();
            Levels levels = new Levels();
            switch (kind) {
                case RATING -> addRatings(annotations, origin, Dimension.valueOf(name(column)), rows);
                case TURN_ERRORS -> addFlags(annotations, origin, TurnFlag.valueOf(name(column)), rows, levels);
                case PAIRWISE -> addOutcomes(annotations, origin, rows, levels);
            }
            return rows.units().isEmpty()
                    ? Optional.empty()
                    : Optional.of(of(origin, rows, kind == StudyKind.PAIRWISE, levels.mean()));
        });
    }

    private static String name(String column) {
        return column.toUpperCase(Locale.ROOT);
    }

    private static Optional<Origin> preferred(Annotations annotations, StudyKind kind) {
        Stream<? extends Annotation> rows = switch (kind) {
            case RATING -> annotations.ratings().stream();
            case TURN_ERRORS -> annotations.turnErrors().stream();
            case PAIRWISE -> annotations.preferences().stream();
        };
        return rows.map(Annotation::origin).min(Origin::compareTo);
    }

    private static void addRatings(Annotations annotations, Origin origin, Dimension dimension, PilotRows rows) {
        annotations.ratings().stream().filter(row -> row.origin() == origin).forEach(row -> {
            @Nullable BigDecimal score = row.scores().get(dimension);
            if (score != null) {
                rows.add(row.model(), row.subject(), null, score.doubleValue());
            }
        });
    }

    private static void addFlags(Annotations annotations, Origin origin, TurnFlag flag, PilotRows rows, Levels levels) {
        annotations.turnErrors().stream().filter(row -> row.origin() == origin).forEach(row -> {
            @Nullable Boolean set = row.flags().get(flag);
            if (set != null) {
                rows.add(row.model(), row.subject(), row.turn(), set ? 100 : 0);
                levels.add(set);
            }
        });
    }

    private static void addOutcomes(Annotations annotations, Origin origin, PilotRows rows, Levels levels) {
        annotations.preferences().stream().filter(row -> row.origin() == origin).forEach(row -> {
            Preference normal = row.modelA().compareTo(row.modelB()) <= 0 ? row : row.swapped();
            double points = switch (normal.outcome()) {
                case WIN -> 100;
                case LOSE -> -100;
                case TIE, BOTH_BAD -> 0;
            };
            rows.add(normal.modelA() + "~" + normal.modelB(), row.subject(), row.turn(), points);
            levels.add(points == 0);
        });
    }

    private static Pilot of(Origin origin, PilotRows rows, boolean differencesAlready, OptionalDouble level) {
        List<PilotRows.Observations> pairs = new ArrayList<>();
        List<String> units = rows.units();
        if (!rows.charactersNamed()) {
            return new Pilot(origin, false, 0, 0, Map.of(), Map.of(), OptionalDouble.empty(), level);
        }
        for (int i = 0; i < units.size(); i++) {
            if (differencesAlready) {
                pairs.add(rows.of(units.get(i)));
            }
            for (int j = i + 1; !differencesAlready && j < units.size(); j++) {
                pairs.add(rows.difference(units.get(i), units.get(j)));
            }
        }
        pairs.removeIf(pair -> pair.values().length == 0);
        List<PilotComponents.Found> found =
                pairs.stream().map(PilotComponents::of).toList();
        Map<Factor, Double> variances = new EnumMap<>(Factor.class);
        Map<Factor, String> reasons = new EnumMap<>(Factor.class);
        for (Factor factor : Factor.values()) {
            OptionalDouble mean = found.stream()
                    .flatMap(one -> Stream.ofNullable(one.variances().get(factor)))
                    .mapToDouble(Double::doubleValue)
                    .average();
            mean.ifPresentOrElse(
                    variance -> variances.put(factor, variance),
                    () -> reasons.put(
                            factor,
                            found.stream()
                                    .flatMap(one ->
                                            Stream.ofNullable(one.reasons().get(factor)))
                                    .findFirst()
                                    .orElse("no two models were judged on the same things by one annotator")));
        }
        return new Pilot(
                origin,
                true,
                pairs.size(),
                pairs.stream().mapToInt(pair -> pair.values().length).sum(),
                variances,
                reasons,
                found.stream()
                        .flatMap(one -> one.residual().stream())
                        .mapToDouble(Double::doubleValue)
                        .average(),
                level);
    }

    /** The share of rows that are something, in percent. */
    private static final class Levels {

        private long those;
        private long all;

        void add(boolean one) {
            those += one ? 1 : 0;
            all++;
        }

        OptionalDouble mean() {
            return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * those / all);
        }
    }
}
