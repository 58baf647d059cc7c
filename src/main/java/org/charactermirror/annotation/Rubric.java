package org.charactermirror.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What annotators are asked, in their language. */
public final class Rubric {

    private static final String OTHERWISE = "en";

    private final Properties words;

    private Rubric(Properties words) {
        this.words = words;
    }

    /** Returns the questions in a language; in English where the program does not know it. */
    public static Rubric ofLanguage(String language) {
        try (InputStream found = open(language);
                InputStream in = found == null ? open(OTHERWISE) : found) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its questions");
            }
            Properties words = new Properties();
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Rubric(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable InputStream open(String language) {
        return Rubric.class.getResourceAsStream("rubric." + language + ".properties");
    }

    /** Returns a dimension's name, question, and what the ends of the scale mean, on one line. */
    public String question(Dimension dimension, Scale scale) {
        String key = dimension.word();
        return word("scale")
                .replace("{name}", word(key))
                .replace("{question}", word(key + ".question"))
                .replace("{lowest}", Integer.toString(scale.lowest()))
                .replace("{low}", word(key + ".low"))
                .replace("{highest}", Integer.toString(scale.highest()))
                .replace("{high}", word(key + ".high"));
    }

    /** Returns what a flag says of a reply. */
    public String meaning(TurnFlag flag) {
        return word("flag." + flag.word());
    }

    /** Returns the question which of two replies is better. */
    public String preference() {
        return word("preference");
    }

    private String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("the questions lack " + key);
        }
        return word;
    }
}
