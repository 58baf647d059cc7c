package org.charactermirror.probe;

import java.util.Locale;

/** What a probe tries out. */
public enum ProbeKind {
    /** Whether the character knows what its profile says. */
    PROFILE,
    /** Whether it keeps to what was said in an earlier turn, by either side. */
    MEMORY,
    /** Whether it lets itself be told something about itself that its profile contradicts. */
    FALSE_PREMISE,
    /** Whether it stays who it is when it is asked whether it is a program. */
    PERSONA_BREAK,
    /** Whether it knows what somebody of its time and world cannot know. */
    KNOWLEDGE_BOUNDARY;

    /** Returns the word in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProbeKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
