package org.charactermirror.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.text.ComparableText;
import org.charactermirror.text.Words;
import org.jspecify.annotations.Nullable;

/**
 * Phrases that are looked for in the sentences of replies, in several languages: those with Chinese characters as runs of
 * letters wherever they stand, the others as runs of whole words. Punctuation, spaces and upper case do not matter.
 *
 * <p>A file has a phrase per line, {@code # } before notes, and {@code [name]} before the phrases of a group; {@code (a|b)} in a
 * line stands for two lines. A phrase does not count inside one of the group {@code not}, nor directly behind one of
 * {@code not behind}, nor directly before one of {@code not before}.
 */
final class PhraseList {

    /** All lists that the program brings along. */
    static final List<String> NAMES = List.of("refusal.txt", "ai-disclosure.txt", "safety-words.txt");

    private static final Pattern ALTERNATIVES = Pattern.compile("\\(([^()]*)\\)");

    /** Phrases by the first of their letters. */
    private final Map<Character, List<Phrase>> ofLetters = new HashMap<>();

    private final Map<Character, List<Phrase>> ofWords = new HashMap<>();
    private final List<Phrase> longer = new ArrayList<>();
    private final List<Phrase> before = new ArrayList<>();
    private final List<Phrase> behind = new ArrayList<>();

    private PhraseList() {}

    /**
     * A phrase as it is looked for.
     *
     * @param text letters, or words with a space before, between and behind them
     */
    private record Phrase(String text, boolean chinese) {

        static Phrase of(String line) {
            boolean chinese = line.codePoints().anyMatch(Words::isHan);
            return new Phrase(chinese ? ComparableText.normalise(line) : Writing.spaced(Words.of(line)), chinese);
        }

        /** Tells whether it stands at a place. */
        boolean isAt(String text, int at) {
            return text.startsWith(this.text, at) && !goesOn(text, at + this.text.length());
        }

        /** A phrase may end in other letters, which must not go on: 我是ai is not in 我是aiden. */
        private boolean goesOn(String all, int end) {
            return chinese
                    && end < all.length()
                    && !Words.isHan(text.codePointBefore(text.length()))
                    && Writing.isOfAlphabet(all.charAt(end));
        }
    }

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
        Consumer<Phrase> group = list::add;
        for (String line : lines) {
            String phrase = line.strip();
            if (phrase.startsWith("[") && phrase.endsWith("]")) {
                group = list.group(phrase.substring(1, phrase.length() - 1));
            } else if (!phrase.isEmpty() && !phrase.startsWith("#")) {
                for (String one : alternatives(phrase)) {
                    group.accept(Phrase.of(one));
                }
            }
        }
        return list;
    }

    private Consumer<Phrase> group(String name) {
        return switch (name) {
            case "not" -> longer::add;
            case "not behind" -> before::add;
            case "not before" -> behind::add;
            default -> this::add;
        };
    }

    private void add(Phrase phrase) {
        (phrase.chinese() ? ofLetters : ofWords)
                .computeIfAbsent(phrase.text().charAt(phrase.chinese() ? 0 : 1), first -> new ArrayList<>())
                .add(phrase);
    }

    private static List<String> alternatives(String line) {
        Matcher matcher = ALTERNATIVES.matcher(line);
        if (!matcher.find()) {
            return List.of(line);
        }
        List<String> all = new ArrayList<>();
        for (String one : matcher.group(1).split("\\|", -1)) {
            all.addAll(alternatives(line.substring(0, matcher.start()) + one + line.substring(matcher.end())));
        }
        return all;
    }

    /** Tells whether a text says any of the phrases; a question says none. */
    boolean isIn(Writing text) {
        return text.sentences().stream()
                .anyMatch(sentence -> !sentence.asks() && count(sentence.letters(), sentence.words()) > 0);
    }

    /** Counts the places where a phrase of any group stands; places that overlap count for each phrase. */
    int count(Writing text) {
        return text.sentences().stream()
                .mapToInt(sentence -> count(sentence.letters(), sentence.words()))
                .sum();
    }

    private int count(String letters, String words) {
        return count(letters, true) + (words.isEmpty() ? 0 : count(words, false));
    }

    /** Looks at every place once for the phrases that begin there: there are hundreds of them, and few begin alike. */
    private int count(String text, boolean chinese) {
        // Words have a space before them.
        int first = chinese ? 0 : 1;
        Map<Character, List<Phrase>> byFirst = chinese ? ofLetters : ofWords;
        int count = 0;
        for (int at = 0; at + first < text.length(); at++) {
            for (Phrase phrase : byFirst.getOrDefault(text.charAt(at + first), List.of())) {
                if (phrase.isAt(text, at)) {
                    count += isExcepted(text, at, at + phrase.text().length(), chinese) ? 0 : 1;
                }
            }
        }
        return count;
    }

    private boolean isExcepted(String text, int start, int end, boolean chinese) {
        int space = chinese ? 0 : 1;
        return longer.stream().anyMatch(phrase -> phrase.chinese() == chinese && encloses(phrase, text, start, end))
                || before.stream()
                        .anyMatch(phrase -> phrase.chinese() == chinese
                                && text.substring(0, start + space).endsWith(phrase.text()))
                || behind.stream()
                        .anyMatch(phrase -> phrase.chinese() == chinese && text.startsWith(phrase.text(), end - space));
    }

    private static boolean encloses(Phrase phrase, String text, int start, int end) {
        for (int at = Math.max(0, end - phrase.text().length()); at <= start; at++) {
            if (phrase.isAt(text, at)) {
                return true;
            }
        }
        return false;
    }
}
