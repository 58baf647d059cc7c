package org.charactermirror.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.stats.Interval;

/** Prints figures that were computed in binary; a dash stands for one that there is not. */
final class FigureText {

    private FigureText() {}

    /** Returns an interval, with an asterisk where it is too narrow. */
    static String interval(Uncertainty uncertainty, int decimals) {
        return uncertainty
                .interval()
                .map(ends -> words(ends, decimals) + (uncertainty.tooNarrow() ? " *" : ""))
                .orElse(Labels.NONE);
    }

    /** Returns the interval of a share as percentages with one decimal, or other words where there is none. */
    static String percent(Uncertainty uncertainty, String otherwise) {
        return uncertainty
                .interval()
                .map(ends -> words(new Interval(100 * ends.low(), 100 * ends.high()), 1)
                        + (uncertainty.tooNarrow() ? " *" : ""))
                .orElse(otherwise);
    }

    static String words(Interval interval, int decimals) {
        return fixed(interval.low(), decimals) + " … " + fixed(interval.high(), decimals);
    }

    static String figure(OptionalDouble value, int decimals) {
        return value.isPresent() ? fixed(value.getAsDouble(), decimals) : Labels.NONE;
    }

    /** Prints with a sign unless it is zero. */
    static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return text.startsWith("−") || text.matches("0(\\.0*)?") ? text : "+" + text;
    }

    /** Prints half up, as tables do; a figure computed in binary is first rounded to what it was meant to be. */
    static String fixed(double value, int decimals) {
        String text = new BigDecimal(value)
                .round(new MathContext(12))
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
        return text.replace('-', '−').replaceFirst("^−(0\\.0+)$", "$1");
    }

    static String p(OptionalDouble value) {
        return value.isPresent() ? p(value.getAsDouble()) : Labels.NONE;
    }

    static String p(double value) {
        return value < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
    }
}
