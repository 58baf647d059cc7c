package org.charactermirror.probe;

import java.util.List;
import java.util.Objects;

/**
 * All probes of one character in one language.
 *
 * @param character the character's id
 * @param language such as {@code zh}
 * @param source where they come from
 * @param license under which they may be used
 */
public record ProbeSet(String character, String language, List<Probe> probes, String source, String license) {

    public ProbeSet {
        Objects.requireNonNull(character, "character");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(license, "license");
        probes = List.copyOf(probes);
    }
}
