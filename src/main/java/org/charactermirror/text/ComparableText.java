package org.charactermirror.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Text without what does not matter when two texts are compared. */
public final class ComparableText {

    private ComparableText() {}

    /**
     * Returns the letters and digits of a text, in compatibility form (NFKC: full-width forms become plain ones) and
     * lower case, without spaces, punctuation and symbols.
     */
    public static String normalise(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return folded.codePoints()
                .filter(Words::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * Counts all runs of n characters (code points) of a text; a text that is shorter than n is its only run, and an empty
     * one has none.
     */
    public static Map<String, Integer> grams(String text, int n) {
        int[] characters = text.codePoints().toArray();
        Map<String, Integer> counts = new HashMap<>();
        if (characters.length > 0 && characters.length < n) {
            counts.put(text, 1);
        }
        for (int start = 0; start + n <= characters.length; start++) {
            counts.merge(new String(characters, start, n), 1, Integer::sum);
        }
        return counts;
    }
}
