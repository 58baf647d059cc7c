package org.charactermirror.analysis.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.stats.KrippendorffAlpha;

/**
 * One thing that is judged.
 *
 * @param word a dimension's, a flag's, or {@code outcome}
 */
public record Column(Kind kind, String word) {

    private static final String OUTCOME = "outcome";
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    /** Returns all columns in the order of the tables. */
    public static List<Column> all() {
        List<Column> all = new ArrayList<>();
        Arrays.stream(Dimension.values()).forEach(dimension -> all.add(new Column(Kind.RATINGS, dimension.word())));
        Arrays.stream(TurnFlag.values()).forEach(flag -> all.add(new Column(Kind.TURN_ERRORS, flag.word())));
        all.add(new Column(Kind.PREFERENCES, OUTCOME));
        return all;
    }

    /** Returns how far two values are apart: scores are ordered, flags and outcomes equal or not. */
    public KrippendorffAlpha.Level level() {
        return kind == Kind.RATINGS ? KrippendorffAlpha.Level.ORDINAL : KrippendorffAlpha.Level.NOMINAL;
    }

    /** Returns the outcome that a value of a comparison stands for. */
    public static Outcome outcome(double value) {
        return OUTCOMES.get((int) value);
    }

    /** Returns the value that stands for an outcome. */
    public static double value(Outcome outcome) {
        return OUTCOMES.indexOf(outcome);
    }

    /** Returns by what a value is multiplied where figures are percentages, as flags' and outcomes' are. */
    double percent() {
        return kind == Kind.RATINGS ? 1 : 100;
    }
}
