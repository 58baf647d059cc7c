package org.charactermirror.annotation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text as a reader sees it: letters and digits without case, width, accents and what is invisible, and what stands between
 * them, each with its place in the text.
 */
final class FoldedText {

    private static final String SEPARATORS = "-_.·・‧•*`'’\"~|/+\\";
    /** Letters of other scripts that look like Latin ones, and those Latin ones. */
    private static final String ALIKE = "аеорсухіѕјһԁνοαтмнк";

    private static final String LATIN = "aeopcyxisjhdvoatmhk";
    /** Letters that print nothing. */
    private static final String BLANK = "\u115F\u1160\u3164\uFFA0";

    private final String text;
    private final StringBuilder letters = new StringBuilder();
    /** The text with folded letters, a space for what may stand within a name, and other signs as they are. */
    private final StringBuilder signs = new StringBuilder();

    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] places = new int[64];
    private boolean[] broken = new boolean[64];
    private boolean breaks = true;

    FoldedText(String text) {
        this.text = text;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            int length = Character.charCount(point);
            add(point, at, at + length);
            at += length;
        }
    }

    private void add(int point, int start, int end) {
        int type = Character.getType(point);
        if (type == Character.FORMAT
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || BLANK.indexOf(point) >= 0) {
            return;
        }
        String folded = point < 0x80
                ? Character.toString(point)
                : Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
        if (folded.codePoints().noneMatch(Character::isLetterOrDigit)) {
            boolean within = Character.isWhitespace(point)
                    || Character.isSpaceChar(point)
                    || type == Character.DASH_PUNCTUATION
                    || SEPARATORS.contains(folded);
            breaks |= !within;
            signs.append(within ? " " : folded);
            return;
        }
        folded.toLowerCase(Locale.ROOT).codePoints().forEach(letter -> {
            if (Character.isLetterOrDigit(letter)) {
                letter(letter, start, end);
            }
        });
    }

    private void letter(int point, int start, int end) {
        int alike = ALIKE.indexOf(point);
        int letter = alike >= 0 ? LATIN.charAt(alike) : point;
        for (char unit : Character.toChars(letter)) {
            int number = letters.length();
            if (number == starts.length) {
                starts = Arrays.copyOf(starts, 2 * number);
                ends = Arrays.copyOf(ends, 2 * number);
                places = Arrays.copyOf(places, 2 * number);
                broken = Arrays.copyOf(broken, 2 * number);
            }
            starts[number] = start;
            ends[number] = end;
            places[number] = signs.length();
            broken[number] = breaks;
            letters.append(unit);
            signs.append(unit);
            breaks = false;
        }
    }

    /** Returns how many letters and digits there are. */
    int length() {
        return letters.length();
    }

    char letter(int number) {
        return letters.charAt(number);
    }

    String letters() {
        return letters.toString();
    }

    /** Tells whether signs that stand within no name are before a letter. */
    boolean brokenBefore(int number) {
        return broken[number];
    }

    /** Tells whether a letter directly follows the one before. */
    boolean joined(int number) {
        return number > 0 && number < length() && places[number] == places[number - 1] + 1;
    }

    /** Returns up to so many signs before a letter, folded. */
    String before(int number, int most) {
        int end = number == length() ? signs.length() : places[number];
        return signs.substring(Math.max(0, end - most), end);
    }

    /** Returns up to so many signs after a letter, folded. */
    String after(int number, int most) {
        int start = places[number] + 1;
        return signs.substring(start, Math.min(signs.length(), start + most));
    }

    /** Returns where a letter begins in the text. */
    int start(int number) {
        return starts[number];
    }

    /** Returns where a letter ends in the text. */
    int end(int number) {
        return ends[number];
    }

    /** Returns the visible part of the text between two letters, with them. */
    String written(int first, int last) {
        StringBuilder written = new StringBuilder();
        text.substring(starts[first], ends[last])
                .codePoints()
                .filter(point -> Character.getType(point) != Character.FORMAT && BLANK.indexOf(point) < 0)
                .forEach(written::appendCodePoint);
        return written.toString();
    }
}
