package org.charactermirror.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The language of a report's own words; its data stay as they are. */
public enum Language {
    EN("en", "en"),
    ZH("zh", "zh-CN");

    private final String word;
    private final String tag;

    Language(String word, String tag) {
        this.word = word;
        this.tag = tag;
    }

    /** Returns the word that options use. */
    public String word() {
        return word;
    }

    /** Returns the BCP 47 tag for HTML. */
    public String tag() {
        return tag;
    }

    /** Finds a language by its word, in any case. */
    public static Optional<Language> of(String word) {
        return Arrays.stream(values())
                .filter(language -> language.word.equalsIgnoreCase(word))
                .findFirst();
    }

    /** Returns the words that options accept. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Language::word).toList();
    }

    /**
     * Returns the tag of a text that is in another language than the report around it, as far as its letters tell: Chinese
     * characters in an English report, Latin words in a Chinese one; otherwise nothing.
     */
    Optional<String> foreign(String text) {
        boolean chinese = text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        if (this == EN) {
            return chinese ? Optional.of("zh") : Optional.empty();
        }
        boolean english = !chinese && text.matches("(?s).*\\p{IsLatin}{2}.*\\s.*\\p{IsLatin}{2}.*");
        return english ? Optional.of("en") : Optional.empty();
    }
}
