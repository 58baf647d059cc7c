package org.charactermirror.chat;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a run records of a model.
 *
 * @param name the model's own name
 * @param provider {@code local}, {@code openai}, {@code characterglm} or {@code replay}
 * @param licence the licence under which the model may be used; {@code unknown: ask its authors} if its files do not say
 * @param notes what every report with this model must say; empty if there is nothing
 * @param contextLength the most tokens of prompt and reply together; 0 if not known
 * @param facts further recorded facts (precision, parameter count, SHA-256 of files), sorted by name
 */
public record ModelDescription(
        String name, String provider, String licence, String notes, int contextLength, Map<String, String> facts) {

    public ModelDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(licence, "licence");
        Objects.requireNonNull(notes, "notes");
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
