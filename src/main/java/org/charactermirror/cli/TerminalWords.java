package org.charactermirror.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Collection;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.charactermirror.report.Language;
import org.jspecify.annotations.Nullable;

/** What commands say on a terminal, in one language. */
final class TerminalWords {

    private final Properties texts = new Properties();
    private final Language language;
    private final String file;

    private TerminalWords(Language language) {
        this.language = language;
        this.file = "terminal_" + language.word() + ".properties";
        try (@Nullable InputStream in = TerminalWords.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TerminalWords of(Language language) {
        return new TerminalWords(language);
    }

    /** Returns the language. */
    Language language() {
        return language;
    }

    /**
     * Returns a text with values put in: texts as they are, whole numbers with separators.
     *
     * @throws IllegalArgumentException if there is no such text
     */
    String get(String key, Object... values) {
        @Nullable String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException(file + " has no " + key);
        }
        return new MessageFormat(text, Locale.ROOT).format(values);
    }

    /** Returns {@code 1 reply} or {@code 2 replies}, the number as digits alone. */
    String count(long number, String what) {
        return get("count." + what + (number == 1 ? ".one" : ".many"), Long.toString(number));
    }

    /** Returns several texts as one. */
    String list(Collection<String> each) {
        return each.stream().reduce((all, next) -> get("list", all, next)).orElse("");
    }

    /** Returns several texts that may have commas as one. */
    String clauses(Collection<String> each) {
        return each.stream().reduce((all, next) -> get("clauses", all, next)).orElse("");
    }

    /** Returns several names with a word between each two. */
    String and(Collection<String> each) {
        return each.stream().reduce((all, next) -> get("and", all, next)).orElse("");
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }
}
