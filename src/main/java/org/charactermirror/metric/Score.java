package org.charactermirror.metric;

/** What a metric says of a reply: a number, or why there is none. */
public sealed interface Score {

    /** A number; never NaN and never infinite. */
    record Value(double number) implements Score {

        public Value {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a score is a number, not " + number);
            }
        }
    }

    /** There is no number, which is not the same as zero. */
    record Undefined(Reason reason) implements Score {}

    /** Makes a number. */
    static Score of(double number) {
        return new Value(number);
    }

    /** Makes a yes (1) or a no (0). */
    static Score of(boolean yes) {
        return new Value(yes ? 1 : 0);
    }

    /** Says why there is no number. */
    static Score undefined(Reason reason) {
        return new Undefined(reason);
    }
}
