package org.charactermirror.probe;

import java.util.List;
import java.util.stream.Stream;

/** What a judge of answers is told, in one language. */
final class JudgedTexts {

    private static final List<JudgedTexts> ALL = List.of(new JudgedTexts("zh"), new JudgedTexts("en"));

    private final String language;
    private final ProbeWords words;

    private JudgedTexts(String language) {
        this.language = language;
        this.words = ProbeWords.read("judged." + language + ".properties");
    }

    static Stream<JudgedTexts> all() {
        return ALL.stream();
    }

    /** Returns the texts of a language that probes may be in. */
    static JudgedTexts of(String language) {
        return all().filter(texts -> texts.language.equals(language))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rubric in " + language));
    }

    String language() {
        return language;
    }

    String text(String key) {
        return words.text(key);
    }

    String sha256() {
        return words.sha256();
    }
}
