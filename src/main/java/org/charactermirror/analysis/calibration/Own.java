package org.charactermirror.analysis.calibration;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of the models of an item are of the judge's own family. */
enum Own {
    NONE,
    /** The only one, or both. */
    ALL,
    FIRST,
    SECOND,
    UNKNOWN;

    /** Reads a judge's row; what is not there or not known is unknown. */
    static Own ofWord(String word) {
        return switch (word) {
            case "none" -> NONE;
            case "same" -> ALL;
            case "a" -> FIRST;
            case "b" -> SECOND;
            default -> UNKNOWN;
        };
    }

    /** Goes by declared families. */
    static Own of(List<String> models, @Nullable String family, Map<String, String> families) {
        if (family == null || !families.keySet().containsAll(models)) {
            return UNKNOWN;
        }
        boolean first = family.equals(families.get(models.get(0)));
        boolean last = family.equals(families.get(models.get(models.size() - 1)));
        return first == last ? (first ? ALL : NONE) : first ? FIRST : SECOND;
    }

    /** Returns the same seen from the other model's side. */
    Own swapped() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
            case NONE, ALL, UNKNOWN -> this;
        };
    }
}
