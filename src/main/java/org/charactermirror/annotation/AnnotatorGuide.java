package org.charactermirror.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What annotators read and answer before they begin, in their language: consent, instructions, a few questions. */
public final class AnnotatorGuide {

    private static final List<String> OPTIONS = List.of("a", "b", "c");

    private final LanguageWords words;

    private AnnotatorGuide(LanguageWords words) {
        this.words = words;
    }

    /** Returns the guide in a language; in English where the program does not know it. */
    public static AnnotatorGuide ofLanguage(String language) {
        return new AnnotatorGuide(LanguageWords.of("guide", language));
    }

    /** What a key does. */
    public record Key(String key, String does) {

        public Key {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(does, "does");
        }
    }

    /** One answer that can be chosen. */
    public record Option(String value, String text) {

        public Option {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A question on how to judge.
     *
     * @param right the value of the right option
     * @param explanation why it is right
     */
    public record Question(String id, String text, List<Option> options, String right, String explanation) {

        public Question {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(explanation, "explanation");
            options = List.copyOf(options);
            if (options.stream().noneMatch(option -> option.value().equals(right))) {
                throw new IllegalArgumentException(
                        "the right answer to " + id + " is " + right + ", which is no option");
            }
        }
    }

    /**
     * Returns what people agree to, its paragraphs separated by an empty line.
     *
     * @param live whether they talk with the models themselves
     * @param pseudonyms whether what is exported has pseudonyms in place of names
     */
    public String consent(boolean live, boolean pseudonyms) {
        List<String> paragraphs = new ArrayList<>();
        for (int number = 1; number <= 7; number++) {
            String key = "consent." + number;
            if (live && words.has(key + ".live")) {
                paragraphs.add(words.word(key + ".live"));
            } else if (words.has(key)) {
                paragraphs.add(words.word(key));
            } else if (words.has(key + ".pseudonyms")) {
                paragraphs.add(words.word(key + (pseudonyms ? ".pseudonyms" : ".as_given")));
            }
        }
        return String.join("\n\n", paragraphs);
    }

    /**
     * Returns how to judge, by paragraphs.
     *
     * @param live whether people talk with the models themselves
     * @param rounds how long these talks are at least
     */
    public List<String> instructions(Kind kind, boolean live, int rounds) {
        List<String> paragraphs = numbered("all");
        if (live) {
            paragraphs.addAll(numbered("live"));
        }
        paragraphs.addAll(numbered(key(kind)));
        paragraphs.replaceAll(paragraph -> paragraph.replace("{rounds}", Integer.toString(rounds)));
        return paragraphs;
    }

    /** Returns what keys do while somebody judges. */
    public List<Key> keys(Kind kind) {
        List<String> names = new ArrayList<>(
                switch (kind) {
                    case RATINGS -> List.of("score", "none", "next_dimension");
                    case TURN_ERRORS -> List.of("flags", "evidence", "next_turn");
                    case PREFERENCES -> List.of("first", "tie", "both_bad", "next_turn");
                });
        names.addAll(List.of("comment", "undo", "confirm"));
        return names.stream()
                .map(name -> new Key(words.word("key." + name), words.word("key." + name + ".does")))
                .toList();
    }

    /** Returns the questions that are to be answered rightly before the first item. */
    public List<Question> questions(Kind kind) {
        List<Question> questions = new ArrayList<>();
        for (int number = 1; words.has(key(kind) + ".q" + number); number++) {
            String key = key(kind) + ".q" + number;
            questions.add(new Question(
                    "q" + number,
                    words.word(key),
                    OPTIONS.stream()
                            .map(option -> new Option(option, words.word(key + "." + option)))
                            .toList(),
                    words.word(key + ".right"),
                    words.word(key + ".why")));
        }
        return questions;
    }

    private List<String> numbered(String key) {
        List<String> paragraphs = new ArrayList<>();
        for (int number = 1; words.has(key + "." + number); number++) {
            paragraphs.add(words.word(key + "." + number));
        }
        return paragraphs;
    }

    private static String key(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
