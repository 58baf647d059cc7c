package org.charactermirror.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.charactermirror.document.Sha256;
import org.charactermirror.document.Similar;
import org.charactermirror.document.Utf8;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Texts that lie beside a class in one language; in English where there are none in another. */
public final class LanguageWords {

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
        return of(LanguageWords.class, name, language);
    }

    /** Reads the file {@code NAME.LANGUAGE.properties} beside a class. */
    public static LanguageWords of(Class<?> beside, String name, String language) {
        try (InputStream found = open(beside, name, language);
                InputStream in = found == null ? open(beside, name, OTHERWISE) : found) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its " + name);
            }
            return new LanguageWords(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads words of the same form from elsewhere; what is wrong with them goes to the problems, and then there are none. */
    static Optional<LanguageWords> read(Path file, LanguageWords like, Problems problems) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            problems.error(file.toString(), Files.exists(file) ? "cannot be read: " + e.getMessage() : "no such file");
            return Optional.empty();
        }
        Problems own = new Problems();
        Optional<LanguageWords> words = Utf8.decode(file.toString(), bytes, own).flatMap(text -> {
            try {
                return Optional.of(new LanguageWords(file.toString(), bytes));
            } catch (IllegalArgumentException e) {
                own.error(
                        file.toString(),
                        "has a \\u without four hexadecimal digits after it; write \\\\u, or the character");
                return Optional.empty();
            }
        });
        words.ifPresent(read -> read.compare(like, file.toString(), own));
        problems.addAll(own.all());
        return own.hasErrors() ? Optional.empty() : words;
    }

    private void compare(LanguageWords like, String source, Problems problems) {
        Set<String> known = like.words.stringPropertyNames();
        for (String key : new TreeSet<>(words.stringPropertyNames())) {
            if (!known.contains(key)) {
                problems.error(
                        source,
                        "unknown key \"" + key + "\""
                                + Similar.nearest(key, known)
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse("; remove it"));
            }
        }
        for (String key : new TreeSet<>(known)) {
            if (!words.containsKey(key)) {
                problems.error(source, "lacks " + key + "; write what it says, as the shipped file does");
            } else if (word(key).isBlank()) {
                problems.error(source, key + " is empty; write what it says, as the shipped file does");
            }
        }
    }

    private static @Nullable InputStream open(Class<?> beside, String name, String language) {
        return beside.getResourceAsStream(name + "." + language + ".properties");
    }

    boolean has(String key) {
        return words.containsKey(key);
    }

    /** Returns the text under a key that must be there. */
    public String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("the " + name + " lacks " + key);
        }
        return word;
    }

    /** Returns the SHA-256 of the file. */
    public String sha256() {
        return sha256;
    }
}
