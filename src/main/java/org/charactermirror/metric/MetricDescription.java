package org.charactermirror.metric;

import java.util.Objects;

/**
 * What does not depend on a reader's language; names, units, formulas and cautions stand in {@link MetricTexts}.
 *
 * @param key the name in snake case
 * @param scope whether a value belongs to one reply or to the dialogue up to it
 * @param lowest the least value that there can be; minus infinity for none
 * @param highest the largest value that there can be; infinity for none
 * @param digits how many significant digits mean anything
 * @param source where the formula comes from
 */
public record MetricDescription(String key, Scope scope, double lowest, double highest, int digits, String source) {

    private static final int EXACT = 12;

    public MetricDescription {
        if (!key.matches("[a-z]+(_[a-z0-9]+)*")) {
            throw new IllegalArgumentException(key + " is not in snake case");
        }
        Objects.requireNonNull(scope, "scope");
        if (source.isBlank()) {
            throw new IllegalArgumentException(key + " has no source");
        }
    }

    /** What a value is computed from. */
    public enum Scope {
        /** One reply; a mean is over replies. */
        REPLY,
        /** All replies of the dialogue up to this one; a mean is over the last values of dialogues. */
        DIALOGUE
    }

    static MetricDescription ofReply(String key, double lowest, double highest, String source) {
        return new MetricDescription(key, Scope.REPLY, lowest, highest, EXACT, source);
    }

    static MetricDescription ofDialogue(String key, double lowest, double highest, String source) {
        return new MetricDescription(key, Scope.DIALOGUE, lowest, highest, EXACT, source);
    }
}
