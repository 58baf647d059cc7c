package org.charactermirror.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.charactermirror.document.Sha256;
import org.jspecify.annotations.Nullable;

/** Texts of this package in one language; in English where there are none in another. */
final class LanguageWords {

    private static final String OTHERWISE = "en";

    private final String name;
    private final Properties words = new Properties();
    private final String sha256;

    private LanguageWords(String name, byte[] bytes) {
        this.name = name;
        this.sha256 = Sha256.hex(bytes);
        try {
            words.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the file {@code NAME.LANGUAGE.properties} beside this class. */
    static LanguageWords of(String name, String language) {
        try (InputStream found = open(name, language);
                InputStream in = found == null ? open(name, OTHERWISE) : found) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its " + name);
            }
            return new LanguageWords(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable InputStream open(String name, String language) {
        return LanguageWords.class.getResourceAsStream(name + "." + language + ".properties");
    }

    boolean has(String key) {
        return words.containsKey(key);
    }

    String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("the " + name + " lacks " + key);
        }
        return word;
    }

    /** Returns the SHA-256 of the file. */
    String sha256() {
        return sha256;
    }
}
