package org.charactermirror.analysis.calibration;

import java.util.Locale;
import org.charactermirror.analysis.Uncertainty;

/**
 * Whether a judge's agreement with people reaches the declared bar.
 *
 * @param reason why it is not known; empty where it is
 */
public record Verdict(State state, String reason) {

    /** What can be said. */
    public enum State {
        /** The lower end of the interval of alpha is at least the bar. */
        PASSES,
        /** The upper end is below the bar. */
        FAILS,
        /** The interval holds the bar, or too few clusters make it too narrow to be believed. */
        UNDECIDED,
        NOT_ESTIMABLE;

        /** Returns the word that files use. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Compares the interval of an alpha with a bar. */
    static Verdict of(Figure alpha, double bar) {
        Uncertainty uncertainty = alpha.uncertainty();
        if (alpha.value().value().isEmpty() || uncertainty.interval().isEmpty()) {
            return new Verdict(State.NOT_ESTIMABLE, uncertainty.reason());
        }
        if (uncertainty.tooNarrow()) {
            return new Verdict(
                    State.UNDECIDED,
                    "its interval rests on " + uncertainty.clusters() + " "
                            + uncertainty.kind().plural() + ", fewer than " + Uncertainty.ENOUGH);
        }
        double low = uncertainty.interval().get().low();
        double high = uncertainty.interval().get().high();
        return low >= bar
                ? new Verdict(State.PASSES, "")
                : high < bar
                        ? new Verdict(State.FAILS, "")
                        : new Verdict(State.UNDECIDED, "its interval holds the bar");
    }
}
