package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.jspecify.annotations.Nullable;

/** Looks at the rows of every annotator, kind by kind and origin by origin. */
final class AnnotatorQualities {

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private AnnotatorQualities() {}

    /** Returns all annotators by kind, origin and name; metrics are none. */
    static List<AnnotatorQuality> of(Annotations annotations, Checks checks) {
        return Arrays.stream(Kind.values())
                .parallel()
                .flatMap(kind -> of(kind, annotations, checks).stream())
                .toList();
    }

    private static List<AnnotatorQuality> of(Kind kind, Annotations annotations, Checks checks) {
        List<? extends Annotation> ofKind = switch (kind) {
            case RATINGS -> annotations.ratings();
            case TURN_ERRORS -> annotations.turnErrors();
            case PREFERENCES -> annotations.preferences();
        };
        List<AnnotatorQuality> found = new ArrayList<>();
        for (Origin origin : Origin.values()) {
            if (origin != Origin.AUTOMATIC) {
                found.addAll(of(kind, origin, ofKind, checks));
            }
        }
        return found;
    }

    private static List<AnnotatorQuality> of(Kind kind, Origin origin, List<? extends Annotation> rows, Checks checks) {
        Map<String, AnnotatorTally> tallies = new TreeMap<>();
        JudgedUnits.Builder units = new JudgedUnits.Builder();
        List<double[]> values = new ArrayList<>();
        for (Annotation row : rows) {
            if (row.origin() != origin) {
                continue;
            }
            String annotator = row.subject().annotator();
            AnnotatorTally tally = tallies.computeIfAbsent(annotator, unused -> new AnnotatorTally());
            Optional<Checks.Check> check = checks.of(row);
            if (check.isPresent()) {
                tally.addCheck(check.get().expectation().of(row), check.get().declared());
            } else {
                tally.add(row);
                units.add(
                        row.subject(),
                        String.join("~", row.identity().models()),
                        row.identity().turn());
                values.add(values(row));
            }
        }
        Map<String, RestAgreement> agreements =
                RestAgreement.of(columns(kind), kind == Kind.RATINGS, units.build(), values);
        List<AnnotatorQuality> found = new ArrayList<>();
        tallies.forEach((name, tally) ->
                found.add(tally.build(kind, origin, name, agreements.getOrDefault(name, RestAgreement.none()))));
        return found;
    }

    private static List<String> columns(Kind kind) {
        return switch (kind) {
            case RATINGS ->
                Arrays.stream(Dimension.values()).map(Dimension::word).toList();
            case TURN_ERRORS ->
                Arrays.stream(TurnFlag.values()).map(TurnFlag::word).toList();
            case PREFERENCES -> List.of("outcome");
        };
    }

    /** Returns one number for each column, NaN where it was not judged; outcomes are seen from the alphabetically first model. */
    private static double[] values(Annotation row) {
        if (row instanceof Rating rating) {
            return Arrays.stream(Dimension.values())
                    .mapToDouble(dimension -> {
                        @Nullable BigDecimal score = rating.scores().get(dimension);
                        return score == null ? Double.NaN : score.doubleValue();
                    })
                    .toArray();
        }
        if (row instanceof TurnError turnError) {
            return Arrays.stream(TurnFlag.values())
                    .mapToDouble(flag -> {
                        @Nullable Boolean set = turnError.flags().get(flag);
                        return set == null ? Double.NaN : set ? 1 : 0;
                    })
                    .toArray();
        }
        Preference preference = (Preference) row;
        boolean forwards = preference.modelA().compareTo(preference.modelB()) < 0;
        Outcome outcome = forwards ? preference.outcome() : preference.outcome().swapped();
        return new double[] {OUTCOMES.indexOf(outcome)};
    }
}
