package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.stats.KrippendorffAlpha.Level;
import org.jspecify.annotations.Nullable;

/**
 * How far annotators agree, column by column; a column that nobody judged is absent.
 *
 * @param ratings by dimension, ordinal
 * @param turnErrors by flag, nominal
 * @param outcomes of comparisons, nominal; one entry at most
 */
public record Agreements(
        Map<Dimension, Agreement> ratings, Map<TurnFlag, Agreement> turnErrors, Map<String, Agreement> outcomes) {

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    /** Of a scale from 1 to 5, the places of whole and half scores. */
    private static final int HALF_STEPS = 9;

    /** Computes agreement among rows of one origin each. */
    static Agreements of(List<Rating> ratings, List<TurnError> turnErrors, List<Preference> preferences) {
        Map<Dimension, Agreement> byDimension = new LinkedHashMap<>();
        for (Dimension dimension : Dimension.values()) {
            Agreement.Builder builder = new Agreement.Builder();
            boolean judged = false;
            for (Rating rating : ratings) {
                @Nullable BigDecimal score = rating.scores().get(dimension);
                if (score != null) {
                    judged = true;
                    // Distances doubled leave every weighted kappa as it is.
                    int place = score.subtract(BigDecimal.ONE).multiply(TWO).intValueExact();
                    builder.add(
                            unit(rating.subject(), rating.model(), null),
                            rating.subject().annotator(),
                            place);
                }
            }
            if (judged) {
                byDimension.put(dimension, builder.build(dimension.word(), Level.ORDINAL, HALF_STEPS));
            }
        }
        return new Agreements(byDimension, byFlag(turnErrors), byOutcome(preferences));
    }

    private static Map<TurnFlag, Agreement> byFlag(List<TurnError> turnErrors) {
        Map<TurnFlag, Agreement> byFlag = new LinkedHashMap<>();
        for (TurnFlag flag : TurnFlag.values()) {
            Agreement.Builder builder = new Agreement.Builder();
            boolean judged = false;
            for (TurnError row : turnErrors) {
                @Nullable Boolean set = row.flags().get(flag);
                if (set != null) {
                    judged = true;
                    builder.add(
                            unit(row.subject(), row.model(), row.turn()),
                            row.subject().annotator(),
                            set ? 1 : 0);
                }
            }
            if (judged) {
                byFlag.put(flag, builder.build(flag.word(), Level.NOMINAL, 2));
            }
        }
        return byFlag;
    }

    private static Map<String, Agreement> byOutcome(List<Preference> preferences) {
        if (preferences.isEmpty()) {
            return Map.of();
        }
        Agreement.Builder builder = new Agreement.Builder();
        for (Preference row : preferences) {
            builder.add(
                    unit(row.subject(), row.modelA() + "~" + row.modelB(), row.turn()),
                    row.subject().annotator(),
                    OUTCOMES.indexOf(row.outcome()));
        }
        return Map.of("outcome", builder.build("outcome", Level.NOMINAL, OUTCOMES.size()));
    }

    /** Returns model, session and turn, or in place of a session that is not named character, category and topic. */
    static List<String> unit(Subject subject, String model, @Nullable Integer turn) {
        List<String> unit = new ArrayList<>();
        unit.add(String.valueOf(subject.study()));
        // One name of a session may stand for dialogues of several models.
        unit.add(model);
        @Nullable String session = subject.session();
        if (session != null) {
            unit.add(session);
        } else {
            unit.add(String.valueOf(subject.character()));
            unit.add(String.valueOf(subject.category()));
            unit.add(String.valueOf(subject.topic()));
        }
        unit.add(String.valueOf(turn));
        return unit;
    }
}
