package org.charactermirror.text;

import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import com.hankcs.hanlp.seg.common.Term;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text: runs of Chinese characters as HanLP divides them (shortest path over its dictionary of words and
 * pairs of words, no recognition of names), other runs of letters, marks and digits as they stand, in compatibility form
 * (NFKC) and lower case. Punctuation, symbols and spaces are no words; an apostrophe within a word belongs to it.
 *
 * <p>The same text gives the same words whatever stands beside it: each run is divided alone.
 */
public final class Words {

    private static final char APOSTROPHE = '\'';

    private Words() {}

    /** Loads the dictionary when a Chinese word is first looked for: programs that need none start without it. */
    private static final class Dictionary {

        private static final Segment SEGMENT = new ViterbiSegment()
                .enableCustomDictionary(false)
                .enableAllNamedEntityRecognize(false)
                .enablePartOfSpeechTagging(false);

        private Dictionary() {}
    }

    /** Returns the words in order. */
    public static List<String> of(String text) {
        String folded = fold(text);
        List<String> words = new ArrayList<>();
        int from = 0;
        while (from < folded.length()) {
            int first = folded.codePointAt(from);
            int end = from + Character.charCount(first);
            if (isHan(first)) {
                while (end < folded.length() && isHan(folded.codePointAt(end))) {
                    end += Character.charCount(folded.codePointAt(end));
                }
                for (Term term : Dictionary.SEGMENT.seg(folded.substring(from, end))) {
                    words.add(term.word);
                }
            } else if (isLetterOrDigit(first)) {
                end = endOfRun(folded, end);
                words.add(folded.substring(from, end));
            }
            from = end;
        }
        return words;
    }

    /** Returns a text in compatibility form and lower case, with one sign for all apostrophes. */
    public static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('’', APOSTROPHE);
    }

    private static int endOfRun(String text, int from) {
        int end = from;
        while (end < text.length()) {
            int next = text.codePointAt(end);
            boolean inside = next == APOSTROPHE && end + 1 < text.length() && isPartOfOther(text.codePointAt(end + 1));
            if (!inside && !isPartOfOther(next)) {
                break;
            }
            end += Character.charCount(next);
        }
        return end;
    }

    private static boolean isPartOfOther(int codePoint) {
        int type = Character.getType(codePoint);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return (isLetterOrDigit(codePoint) && !isHan(codePoint)) || mark;
    }

    /** Tells whether a character is a letter or a digit; 〇, a numeral to Unicode, is written as the others are. */
    static boolean isLetterOrDigit(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.LETTER_NUMBER;
    }

    /** Tells whether a character is a Chinese one. */
    public static boolean isHan(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN && isLetterOrDigit(codePoint);
    }
}
