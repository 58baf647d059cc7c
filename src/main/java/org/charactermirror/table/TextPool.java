package org.charactermirror.table;

import java.util.HashMap;
import java.util.Map;

/** Lets equal short texts share one object: the names and scores of a million rows are few. */
public final class TextPool {

    private static final int LONGEST = 64;
    /** With so many different texts already, others are hardly ever repeated. */
    private static final int MOST = 1 << 18;

    private final Map<String, String> texts = new HashMap<>();

    /** Returns a text equal to the given one. */
    public String shared(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        String known = texts.get(text);
        if (known != null) {
            return known;
        }
        if (texts.size() < MOST) {
            texts.put(text, text);
        }
        return text;
    }
}
