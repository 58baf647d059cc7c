package org.charactermirror.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What pages say, by area of the site and language. */
public final class Words {

    /** The languages of the site. */
    public static final List<String> LANGUAGES = List.of("en", "zh");

    private static final Pattern AREA = Pattern.compile("[a-z]{1,20}");
    private static final Map<String, Words> KNOWN = new ConcurrentHashMap<>();

    private final String name;
    private final Map<String, String> words;

    private Words(String name, Map<String, String> words) {
        this.name = name;
        this.words = words;
    }

    /** Finds the words of an area in a language. */
    public static Optional<Words> find(String area, String language) {
        if (!AREA.matcher(area).matches() || !LANGUAGES.contains(language)) {
            return Optional.empty();
        }
        String name = area + "." + language;
        @Nullable Words known = KNOWN.get(name);
        if (known == null) {
            known = read(name);
            if (known != null) {
                KNOWN.put(name, known);
            }
        }
        return Optional.ofNullable(known);
    }

    /**
     * Returns the words of an area in a language.
     *
     * @throws IllegalArgumentException if the program has none
     */
    public static Words of(String area, String language) {
        return find(area, language)
                .orElseThrow(() -> new IllegalArgumentException("there are no words " + area + "." + language));
    }

    /** Returns the site's language that is nearest to what a browser asks for. */
    public static String language(@Nullable String acceptLanguage) {
        return acceptLanguage != null && acceptLanguage.strip().startsWith("zh") ? "zh" : "en";
    }

    private static @Nullable Words read(String name) {
        try (InputStream in = Words.class.getResourceAsStream("words/" + name + ".properties")) {
            if (in == null) {
                return null;
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, String> words = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
            return new Words(name, Collections.unmodifiableMap(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns one of them. */
    public String word(String key) {
        @Nullable String word = words.get(key);
        if (word == null) {
            throw new IllegalStateException("the words " + name + " lack " + key);
        }
        return word;
    }

    /** Returns all of them. */
    public Map<String, String> all() {
        return words;
    }
}
