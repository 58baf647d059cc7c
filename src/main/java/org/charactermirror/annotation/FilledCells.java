package org.charactermirror.annotation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the cells of a row that say something: a column that is empty says as much as one that is not there, as in a file
 * that holds rows of several others.
 */
final class FilledCells {

    private final Map<String, String> cells = new LinkedHashMap<>();

    void put(String column, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            cells.put(column, value);
        }
    }

    /** Returns the cells with those that rows of every kind have. */
    Map<String, String> with(Origin origin, Map<String, String> extra) {
        cells.put(Field.ORIGIN.word(), origin.word());
        extra.forEach((name, value) -> put(name.toLowerCase(Locale.ROOT), value));
        return cells;
    }
}
