package org.charactermirror.analysis;

import java.util.List;
import java.util.OptionalInt;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Side;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of two models that came out alike.
 *
 * @param outcome from the side of the key's first model
 * @param shownFirst the reply that stood first; nothing where this is not known
 * @param times how many there are
 */
record Choice(CellKey key, Outcome outcome, @Nullable Side shownFirst, Lengths lengths, int times) {

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final List<Side> SIDES = List.of(Side.values());
    private static final List<Lengths> LENGTHS = List.of(Lengths.values());

    /** How long the two replies are beside each other. */
    enum Lengths {
        UNKNOWN,
        EQUAL,
        /** The first model's is longer, by less than 10 % of it. */
        FIRST_SLIGHTLY,
        SECOND_SLIGHTLY,
        FIRST,
        SECOND;

        /** Compares without rounding: replies are alike whose difference is less than a tenth of the longer. */
        static Lengths of(OptionalInt first, OptionalInt second) {
            if (first.isEmpty() || second.isEmpty()) {
                return UNKNOWN;
            }
            int a = first.getAsInt();
            int b = second.getAsInt();
            if (a == b) {
                return EQUAL;
            }
            boolean alike = 10L * Math.abs(a - b) < Math.max(a, b);
            return a > b ? (alike ? FIRST_SLIGHTLY : FIRST) : alike ? SECOND_SLIGHTLY : SECOND;
        }

        boolean areAlike() {
            return this == EQUAL || this == FIRST_SLIGHTLY || this == SECOND_SLIGHTLY;
        }

        boolean firstIsLonger() {
            return this == FIRST || this == FIRST_SLIGHTLY;
        }
    }

    /** Makes one of a single row, as it stands. */
    static Choice of(Preference row, @Nullable ClusterKind drawn) {
        return new Choice(CellKey.of(row, drawn), row.outcome(), row.shownFirst(), Lengths.UNKNOWN, 1);
    }

    /** Returns one number for all but the key and the times. */
    static int code(Outcome outcome, @Nullable Side shownFirst, Lengths lengths) {
        int side = shownFirst == null ? SIDES.size() : SIDES.indexOf(shownFirst);
        return (OUTCOMES.indexOf(outcome) * (SIDES.size() + 1) + side) * LENGTHS.size() + LENGTHS.indexOf(lengths);
    }

    /** Makes one of its {@link #code}. */
    static Choice of(CellKey key, int code, int times) {
        int outcomeAndSide = code / LENGTHS.size();
        int side = outcomeAndSide % (SIDES.size() + 1);
        return new Choice(
                key,
                OUTCOMES.get(outcomeAndSide / (SIDES.size() + 1)),
                side == SIDES.size() ? null : SIDES.get(side),
                LENGTHS.get(code % LENGTHS.size()),
                times);
    }

    ModelPair pair() {
        return key.pair();
    }

    boolean isDecided() {
        return outcome == Outcome.WIN || outcome == Outcome.LOSE;
    }

    /** Returns what one comparison adds to the advantage in percent. */
    int points() {
        return switch (outcome) {
            case WIN -> 100;
            case LOSE -> -100;
            case TIE, BOTH_BAD -> 0;
        };
    }
}
