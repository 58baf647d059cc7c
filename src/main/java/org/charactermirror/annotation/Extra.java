package org.charactermirror.annotation;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The columns that this program does not know. */
final class Extra {

    private Extra() {}

    /**
     * Returns what the columns say, in a form in which the same is equal: a column that is empty says as much as one that
     * is not there, as in a file that holds rows of several others.
     */
    static Map<String, String> comparable(Map<String, String> extra) {
        Map<String, String> comparable = new TreeMap<>();
        extra.forEach((name, value) -> {
            if (!value.isEmpty()) {
                comparable.put(name.toLowerCase(Locale.ROOT), value);
            }
        });
        return comparable;
    }
}
