package org.charactermirror.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Dialogues that were read lately, up to a number of characters; the longest unused go first. Thread-safe. */
final class RememberedDialogues {

    /** Some tens of megabytes. */
    private static final long MOST_CHARACTERS = 10_000_000;

    private final long most;

    /** Guarded by this object. */
    private final Map<String, StudioDialogue> bySession = new LinkedHashMap<>(64, 0.75f, true);

    /** Guarded by this object. */
    private long characters;

    /** Guarded by this object. */
    private long forgotten;

    RememberedDialogues() {
        this(MOST_CHARACTERS);
    }

    RememberedDialogues(long most) {
        this.most = most;
    }

    synchronized Optional<StudioDialogue> find(String session) {
        return Optional.ofNullable(bySession.get(session));
    }

    /** Returns how often everything was forgotten so far. */
    synchronized long forgotten() {
        return forgotten;
    }

    /**
     * Remembers a dialogue.
     *
     * @param before what {@link #forgotten} said before it was read; if it says more by now, the dialogue may be gone
     */
    synchronized void remember(String session, StudioDialogue dialogue, long before) {
        long length = length(dialogue);
        if (before != forgotten || length > most || bySession.putIfAbsent(session, dialogue) != null) {
            return;
        }
        characters += length;
        Iterator<StudioDialogue> oldest = bySession.values().iterator();
        while (characters > most) {
            characters -= length(oldest.next());
            oldest.remove();
        }
    }

    synchronized void forget() {
        forgotten++;
        bySession.clear();
        characters = 0;
    }

    private static long length(StudioDialogue dialogue) {
        long length = 0;
        for (var turn : dialogue.turns()) {
            length += turn.user().length() + turn.reply().length();
        }
        for (var turn : dialogue.pairs()) {
            length += turn.user().length()
                    + turn.a().reply().length()
                    + turn.b().reply().length();
        }
        return length;
    }
}
