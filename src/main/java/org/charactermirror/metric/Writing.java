package org.charactermirror.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.charactermirror.text.ComparableText;
import org.charactermirror.text.Words;
import org.jspecify.annotations.Nullable;

/** One text in the forms that metrics compare, each made when it is first asked for. Belongs to one thread. */
final class Writing {

    /** The length of the runs of characters that are compared. */
    static final int GRAM = 4;

    /** Chars that are no letters and so stand for none: room for letters beyond the basic plane. */
    private static final char FIRST_FREE = '\ud800';

    private static final char LAST_FREE = '\uf8ff';

    /** Letters before this one are of alphabets: Chinese characters begin at U+2E80. */
    private static final char FIRST_HAN = '\u2e80';

    private final String text;
    /** Of the dialogue: letters beyond the basic plane and the chars that stand for them. */
    private final Map<Integer, Character> beyond;

    private char @Nullable [] letters;
    private long @Nullable [] grams;
    private @Nullable List<String> words;
    private @Nullable String folded;
    private @Nullable List<Sentence> sentences;

    /**
     * A sentence in the forms in which phrases are looked for.
     *
     * @param letters and digits, as they are compared
     * @param words with a space before, between and behind them; empty where none may be of another alphabet
     */
    record Sentence(String letters, String words, boolean asks) {

        private static final Pattern END = Pattern.compile("(?<=[。！？!?；;…\\n])(?![。！？!?；;…”\"』」）)])|(?<=\\.)(?=\\s)");

        private static final Pattern QUESTION = Pattern.compile("[?？][^\\p{L}\\p{N}]*$|吗[^\\p{L}\\p{N}]*$");

        static List<Sentence> of(String text) {
            List<Sentence> sentences = new ArrayList<>();
            for (String sentence : END.split(text)) {
                String letters = ComparableText.normalise(sentence);
                boolean other = letters.chars().anyMatch(letter -> isOfAlphabet((char) letter));
                if (!letters.isEmpty()) {
                    sentences.add(new Sentence(
                            letters,
                            other ? spaced(Words.of(sentence)) : "",
                            QUESTION.matcher(sentence).find()));
                }
            }
            return sentences;
        }
    }

    /** Returns words with a space before, between and behind them. */
    static String spaced(List<String> words) {
        return " " + String.join(" ", words) + " ";
    }

    Writing(String text, Map<Integer, Character> beyond) {
        this.text = text;
        this.beyond = beyond;
    }

    String text() {
        return text;
    }

    boolean isBlank() {
        return text.isBlank();
    }

    /** Returns why nothing can be compared: there is no text, or none with letters or digits; nothing where there is. */
    Optional<Reason> wordless() {
        if (isBlank()) {
            return Optional.of(Reason.EMPTY_REPLY);
        }
        return letters().length == 0 ? Optional.of(Reason.NO_WORDS) : Optional.empty();
    }

    /** Returns how many characters (Unicode code points) the text has. */
    int length() {
        return text.codePointCount(0, text.length());
    }

    /** Returns the letters and digits that are compared, one char for each. */
    char[] letters() {
        char[] known = letters;
        if (known == null) {
            int[] codePoints = ComparableText.normalise(text).codePoints().toArray();
            known = new char[codePoints.length];
            for (int i = 0; i < known.length; i++) {
                known[i] = Character.isBmpCodePoint(codePoints[i])
                        ? (char) codePoints[i]
                        : beyond.computeIfAbsent(codePoints[i], unused -> nextFree());
            }
            letters = known;
        }
        return known;
    }

    private char nextFree() {
        int free = FIRST_FREE + beyond.size();
        if (free > LAST_FREE) {
            throw new IllegalStateException("a dialogue with more than " + beyond.size()
                    + " different letters beyond Unicode's basic plane cannot be compared");
        }
        return (char) free;
    }

    /**
     * Returns the runs of four letters, sorted, each as often as it stands in the text; a shorter text is its own only
     * run.
     */
    long[] grams() {
        long[] known = grams;
        if (known == null) {
            char[] all = letters();
            known = new long[all.length == 0 ? 0 : Math.max(1, all.length - GRAM + 1)];
            for (int start = 0; start < known.length; start++) {
                for (int i = start; i < Math.min(all.length, start + GRAM); i++) {
                    known[start] = known[start] << Character.SIZE | all[i];
                }
            }
            Arrays.sort(known);
            grams = known;
        }
        return known;
    }

    List<String> words() {
        List<String> known = words;
        if (known == null) {
            known = Words.of(text);
            words = known;
        }
        return known;
    }

    /** Returns the sentences that have letters or digits. */
    List<Sentence> sentences() {
        List<Sentence> known = sentences;
        if (known == null) {
            known = Sentence.of(text);
            sentences = known;
        }
        return known;
    }

    /** Tells whether a letter or digit is none of Chinese, Japanese or Korean. */
    static boolean isOfAlphabet(char letter) {
        return letter < FIRST_HAN;
    }

    /** Returns the text in compatibility form and lower case. */
    String folded() {
        String known = folded;
        if (known == null) {
            known = Words.fold(text);
            folded = known;
        }
        return known;
    }

    /** Returns the share of the runs of four letters that stand in another text, too; of a text that has any. */
    double overlap(Writing other) {
        return (double) commonGrams(other) / grams().length;
    }

    /** Counts these runs, each as often as it stands in both texts. */
    private int commonGrams(Writing other) {
        long[] own = grams();
        long[] others = other.grams();
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < own.length && j < others.length) {
            if (own[i] == others[j]) {
                common++;
                i++;
                j++;
            } else if (own[i] < others[j]) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }

    /** Returns the length of the longest run of letters that stands in both texts. */
    int longestCommonRun(Writing other) {
        char[] own = letters();
        char[] others = other.letters();
        int[] runs = new int[others.length + 1];
        int longest = 0;
        for (char letter : own) {
            // From the end, so that the place before still has the run of the letter before.
            for (int j = others.length; j > 0; j--) {
                int run = letter == others[j - 1] ? runs[j - 1] + 1 : 0;
                runs[j] = run;
                longest = Math.max(longest, run);
            }
        }
        return longest;
    }
}
