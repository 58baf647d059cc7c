package org.charactermirror.chart;

/**
 * How wide a text will be, without the font that will set it: the widths are those of a wide sans-serif font, so that what fits
 * here fits with any usual one.
 */
final class Letters {

    /** The size of all letters. */
    static final double SIZE = 11;

    private static final String NARROW = "iljtfrI.,:;'’|!()[] ";
    private static final String WIDE = "mwMW%@—";

    private Letters() {}

    /** Returns the width of a text at most. */
    static double width(String text) {
        return text.codePoints().mapToDouble(Letters::ems).sum() * SIZE;
    }

    private static double ems(int c) {
        if (c >= 0x2E80) {
            return 1;
        }
        if (NARROW.indexOf(c) >= 0) {
            return 0.42;
        }
        if (WIDE.indexOf(c) >= 0) {
            return 0.98;
        }
        return Character.isUpperCase(c) ? 0.74 : 0.64;
    }

    /** Returns a text that is no wider than this: what is too much is left out in the middle, as ends tell versions apart. */
    static String fit(String text, double width) {
        if (width(text) <= width) {
            return text;
        }
        int[] letters = text.codePoints().toArray();
        for (int kept = letters.length - 1; kept >= 2; kept--) {
            int head = (kept + 1) / 2;
            String shorter =
                    new String(letters, 0, head) + "…" + new String(letters, letters.length - kept + head, kept - head);
            if (width(shorter) <= width) {
                return shorter;
            }
        }
        return "…";
    }
}
