package org.charactermirror.report;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Words and figures as people read them. */
final class Labels {

    /** What stands for a figure that cannot be given. */
    static final String NONE = "–";

    private static final Map<String, String> SPECIAL = Map.of(
            "ooc",
            "Out of character",
            "human_likeness",
            "Human-likeness",
            "games_videos",
            "Games and videos",
            "n",
            "n");

    private Labels() {}

    /** Returns {@code less_quality} as {@code Less quality}. */
    static String of(String word) {
        String special = SPECIAL.get(word);
        if (special != null) {
            return special;
        }
        String spaced = word.replace('_', ' ');
        return spaced.isEmpty() ? spaced : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    /** Returns a figure with a real minus sign, or a dash. */
    static String figure(Optional<BigDecimal> figure) {
        return figure.map(value -> value.toPlainString().replace('-', '−')).orElse(NONE);
    }

    /** Returns a figure with a sign unless it is zero. */
    static String signed(Optional<BigDecimal> figure) {
        return figure.map(value ->
                        (value.signum() > 0 ? "+" : "") + value.toPlainString().replace('-', '−'))
                .orElse(NONE);
    }

    /** Returns a coefficient with three decimals, or that it is not estimable and why. */
    static String coefficient(OptionalDouble value, String reason) {
        return value.isPresent()
                ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()).replace('-', '−')
                : "not estimable (" + reason + ")";
    }

    /** Returns {@code 1 row} or {@code 2 rows}. */
    static String count(int n, String one, String many) {
        return grouped(n) + " " + (n == 1 ? one : many);
    }

    /** Returns {@code 1,440} for 1440. */
    static String grouped(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
