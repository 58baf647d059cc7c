package org.charactermirror.judge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One point of a judge's answer.
 *
 * @param key a dimension's or a flag's word, or {@code choice}
 * @param value a score from 1 to 5, a flag as 1 or 0, or a choice's word; nothing where the judge cannot tell
 * @param evidence one quotation, or of a choice one from each reply
 */
public record Finding(String key, Optional<String> value, List<Evidence> evidence, String explanation) {

    /** The key of a choice between two replies. */
    public static final String CHOICE = "choice";

    public Finding {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(explanation, "explanation");
        evidence = List.copyOf(evidence);
    }
}
