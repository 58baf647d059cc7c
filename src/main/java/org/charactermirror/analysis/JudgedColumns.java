package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.jspecify.annotations.Nullable;

/** What rows say column by column, as numbers. */
final class JudgedColumns {

    private static final Dimension[] DIMENSIONS = Dimension.values();
    private static final TurnFlag[] FLAGS = TurnFlag.values();
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    /** The column of outcomes in the directions of tables, of which agreement is computed. */
    static final int AS_IT_STANDS = 0;
    /** That of outcomes from the alphabetically first model's side, which annotators are measured by whatever the tables. */
    static final int BY_NAME = 1;

    private JudgedColumns() {}

    /** Returns the words of a kind's columns. */
    static List<String> of(Kind kind) {
        return switch (kind) {
            case RATINGS -> Arrays.stream(DIMENSIONS).map(Dimension::word).toList();
            case TURN_ERRORS -> Arrays.stream(FLAGS).map(TurnFlag::word).toList();
            case PREFERENCES -> List.of("outcome");
        };
    }

    /**
     * Returns what a row says in one of its kind's columns: a score, 1 or 0 for a flag, or the number of an outcome; NaN where it
     * was not judged.
     */
    static double value(Annotation row, int column) {
        if (row instanceof Rating rating) {
            @Nullable BigDecimal score = rating.scores().get(DIMENSIONS[column]);
            return score == null ? Double.NaN : score.doubleValue();
        }
        if (row instanceof TurnError turnError) {
            @Nullable Boolean set = turnError.flags().get(FLAGS[column]);
            return set == null ? Double.NaN : set ? 1 : 0;
        }
        Preference preference = (Preference) row;
        boolean asItStands = column == AS_IT_STANDS || preference.modelA().compareTo(preference.modelB()) < 0;
        return OUTCOMES.indexOf(
                asItStands ? preference.outcome() : preference.outcome().swapped());
    }
}
