package org.charactermirror.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.text.ComparableText;
import org.charactermirror.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * Phrases that are looked for in replies, in several languages: those with Chinese characters as runs of letters wherever
 * they stand, the others as runs of whole words. Punctuation, spaces and upper case do not matter.
 *
 * <p>A file has a phrase per line, {@code # } before notes, and {@code [name]} before the phrases of a group.
 */
final class PhraseList {

    /** All lists that the program brings along. */
    static final List<String> NAMES = List.of("refusal.txt", "ai-disclosure.txt", "safety-words.txt");

    private final Map<String, List<String>> letters = new LinkedHashMap<>();
    private final Map<String, List<String>> words = new LinkedHashMap<>();

    private PhraseList() {}

    /** Reads a list that the program brings along. */
    static PhraseList read(String name) {
        return of(text(name).lines().toList());
    }

    /** Returns the text of a list. */
    static String text(String name) {
        try (@Nullable InputStream in = PhraseList.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PhraseList of(List<String> lines) {
        PhraseList list = new PhraseList();
        String group = "";
        for (String line : lines) {
            String phrase = line.strip();
            if (phrase.startsWith("[") && phrase.endsWith("]")) {
                group = phrase.substring(1, phrase.length() - 1);
            } else if (!phrase.isEmpty() && !phrase.startsWith("#")) {
                boolean chinese = phrase.codePoints().anyMatch(Words::isHan);
                (chinese ? list.letters : list.words)
                        .computeIfAbsent(group, unused -> new ArrayList<>())
                        .add(chinese ? ComparableText.normalise(phrase) : spaced(Words.of(phrase)));
            }
        }
        return list;
    }

    /** Tells whether a text has any of the phrases. */
    boolean isIn(Writing text) {
        return count(text) > 0;
    }

    /** Counts the places where a phrase of any group stands; places that overlap count for each phrase. */
    int count(Writing text) {
        String all = new String(text.letters());
        int count = 0;
        for (List<String> phrases : letters.values()) {
            for (String phrase : phrases) {
                count += countLetters(all, phrase);
            }
        }
        if (words.isEmpty() || !text.hasOtherWords()) {
            return count;
        }
        String spaced = spaced(text.words());
        for (List<String> phrases : words.values()) {
            for (String phrase : phrases) {
                // The space behind one phrase may be the one before the next.
                count += count(spaced, phrase, phrase.length() - 1);
            }
        }
        return count;
    }

    /** Counts a phrase that may end in other letters, which must not go on: 我是ai is not in 我是aiden. */
    private static int countLetters(String text, String phrase) {
        boolean open = Words.isHan(phrase.codePointBefore(phrase.length()));
        int count = 0;
        for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length())) {
            int end = at + phrase.length();
            count += open || end == text.length() || !Writing.isOfAlphabet(text.charAt(end)) ? 1 : 0;
        }
        return count;
    }

    private static int count(String text, String phrase, int step) {
        int count = 0;
        for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + step)) {
            count++;
        }
        return count;
    }

    private static String spaced(List<String> words) {
        return " " + String.join(" ", words) + " ";
    }
}
