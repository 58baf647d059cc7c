package org.charactermirror.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Texts and numbers as SVG has them. */
final class Markup {

    private Markup() {}

    /** Returns a text that means nothing but itself; what XML has no sign for becomes a replacement character. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.append(' ');
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }

    /** Returns a coordinate with two decimals at most, the same on every machine. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no coordinate: " + value);
        }
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
