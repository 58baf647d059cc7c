package org.charactermirror.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.charactermirror.annotation.Annotations;

/**
 * Judges' rows as they might as well have been chosen.
 *
 * @param judge whom it is about; empty where it is about all
 * @param settings how that judge was asked, by name; empty likewise
 * @param rows all that count then
 */
public record JudgeVariant(What what, String judge, Map<String, String> settings, Annotations rows) {

    /** What differs from the rows of all judges. */
    public enum What {
        /** Only this judge, whose wording, temperature or model differ from others'. */
        ALONE,
        /** All but this judge. */
        WITHOUT,
        /** Of pairs only what was said with the first model's reply first. */
        A_FIRST,
        B_FIRST;

        /** Returns the word in records. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public JudgeVariant {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(judge, "judge");
        Objects.requireNonNull(rows, "rows");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
