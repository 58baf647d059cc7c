package org.charactermirror.annotation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cells of columns that the program does not know. */
final class Extra {

    private Extra() {}

    /** Copies them in their order; nearly all rows have none, and these share one map. */
    static Map<String, String> copy(Map<String, String> cells) {
        return cells.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }
}
