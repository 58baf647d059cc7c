package org.charactermirror.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What metrics are called, in which unit and by which formula they are computed, and when not to use them; in one language. */
public final class MetricTexts {

    private final Properties texts = new Properties();
    private final String file;

    private MetricTexts(String language) {
        this.file = "metrics_" + language + ".properties";
        try (@Nullable InputStream in = MetricTexts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no texts in " + language);
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the texts of a language: zh or en. */
    public static MetricTexts of(String language) {
        return new MetricTexts(language);
    }

    /** Returns the name in words. */
    public String name(MetricDescription metric) {
        return text(metric.key() + ".name");
    }

    /** Returns the unit. */
    public String unit(MetricDescription metric) {
        return text(metric.key() + ".unit");
    }

    /** Returns what is computed. */
    public String formula(MetricDescription metric) {
        return text(metric.key() + ".formula");
    }

    /** Returns when not to use it. */
    public String caution(MetricDescription metric) {
        return text(metric.key() + ".caution");
    }

    /** Returns why there is no value. */
    public String reason(Reason reason) {
        return text("reason." + reason.word());
    }

    private String text(String key) {
        @Nullable String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException(file + " has no " + key);
        }
        return text;
    }
}
