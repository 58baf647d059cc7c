package org.charactermirror.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.TreeMap;
import org.charactermirror.analysis.Comparison;
import org.jspecify.annotations.Nullable;

/** A report's own words in one language, from {@code labels_en.properties} or {@code labels_zh.properties}. */
public final class Labels {

    /** What stands for a figure that cannot be given. */
    static final String NONE = "–";

    private static final List<String> FILES = List.of("labels", "calibration");

    private static final int SOME = 10;

    private static final Map<Language, Labels> ALL =
            Map.of(Language.EN, new Labels(Language.EN), Language.ZH, new Labels(Language.ZH));

    private final Language language;
    private final Map<String, String> texts;

    private Labels(Language language) {
        this.language = language;
        this.texts = texts(language);
    }

    /** Returns the labels of a language. */
    public static Labels of(Language language) {
        Labels labels = ALL.get(language);
        if (labels == null) {
            throw new IllegalArgumentException("no labels for " + language);
        }
        return labels;
    }

    private static Map<String, String> texts(Language language) {
        Map<String, String> texts = new TreeMap<>();
        for (String file : FILES) {
            read(file + "_" + language.word() + ".properties", texts);
        }
        return texts;
    }

    private static void read(String name, Map<String, String> texts) {
        try (@Nullable InputStream in = Labels.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the language. */
    public Language language() {
        return language;
    }

    /** Returns the tag for a text in another language than the labels, null for one in theirs. */
    public @Nullable String foreign(String text) {
        return language.foreign(text).orElse(null);
    }

    /**
     * Returns a text with values put in.
     *
     * @throws IllegalArgumentException if there is no such text
     */
    public String get(String key, Object... values) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no label " + key);
        }
        return new MessageFormat(text, Locale.ROOT).format(values);
    }

    /** Returns all texts whose keys begin so, by what follows, with their {@code {0}} as they are. */
    Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new TreeMap<>();
        texts.forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), text);
            }
        });
        return found;
    }

    /** Returns what people call a word of the data, such as {@code less_quality}; an unknown one keeps its letters. */
    String word(String word) {
        return named("word.", word);
    }

    /** Returns what people call a word if it has a label, else the word as it is. */
    String known(String word) {
        return texts.getOrDefault("word." + word, word);
    }

    /** Returns what people call a setting of a run. */
    String setting(String name) {
        return named("setting.", name);
    }

    /** Returns what people call a kind of event. */
    String event(String kind) {
        return named("event.", kind);
    }

    private String named(String prefix, String word) {
        String text = texts.get(prefix + word);
        if (text != null) {
            return text;
        }
        String spaced = word.replace('_', ' ');
        return spaced.isEmpty() ? spaced : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    /** Returns {@code 1 model} or {@code 2 models}. */
    String count(int n, String what) {
        return counted("count." + what, n, grouped(n));
    }

    /** Returns the text of a key that has one form for 1 and one for all other numbers. */
    String counted(String key, int n, Object... values) {
        return get(key + (n == 1 ? ".one" : ".many"), values);
    }

    /** Returns words one after the other. */
    String list(List<String> words) {
        return String.join(get("list.separator"), words);
    }

    /** Returns the first ten of words, and how many more there are; report.json has them all. */
    String some(List<String> words) {
        return words.size() <= SOME
                ? list(words)
                : get("list.more", list(words.subList(0, SOME)), grouped(words.size() - SOME));
    }

    /** Returns sentences one after the other, with a space between them where the language has one. */
    String text(List<String> sentences) {
        return String.join(language == Language.EN ? " " : "", sentences);
    }

    /** Returns words one after the other, the first with a capital letter. */
    String sentence(List<String> words) {
        String text = list(words);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Returns a coefficient with three decimals, or that it is not estimable and why. */
    String coefficient(OptionalDouble value, Comparison.Correlation correlation) {
        return value.isPresent()
                ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()).replace('-', '−')
                : get("published.not_estimable." + (correlation.n() < 2 ? "few" : "equal"));
    }

    /** Returns a figure with a real minus sign, or a dash. */
    static String figure(Optional<BigDecimal> figure) {
        return figure.map(value -> value.toPlainString().replace('-', '−')).orElse(NONE);
    }

    /** Returns a figure with a sign unless it is zero. */
    static String signed(Optional<BigDecimal> figure) {
        return figure.map(value ->
                        (value.signum() > 0 ? "+" : "") + value.toPlainString().replace('-', '−'))
                .orElse(NONE);
    }

    /** Returns {@code 1,440} for 1440. */
    static String grouped(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
