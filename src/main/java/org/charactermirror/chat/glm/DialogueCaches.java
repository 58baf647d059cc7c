package org.charactermirror.chat.glm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Keeps the caches of the dialogues that were last continued, so that a new turn only runs its new tokens. */
final class DialogueCaches implements AutoCloseable {

    /** A cache and the ids of the tokens in it. */
    static final class Dialogue {

        private final KeyValueCache cache;
        private int[] ids = {};

        /** Makes one of an empty cache. */
        Dialogue(KeyValueCache cache) {
            this.cache = cache;
        }

        KeyValueCache cache() {
            return cache;
        }

        /** Notes that more tokens are in the cache. */
        void append(int[] more) {
            int before = ids.length;
            ids = Arrays.copyOf(ids, before + more.length);
            System.arraycopy(more, 0, ids, before, more.length);
        }

        int length() {
            return ids.length;
        }

        /** Returns how many of its first tokens these begin with. */
        int commonPrefix(int[] others) {
            int mismatch = Arrays.mismatch(ids, others);
            return mismatch < 0 ? ids.length : mismatch;
        }

        /** Forgets all tokens from this one on. */
        void truncate(int length) {
            cache.truncate(length);
            ids = Arrays.copyOf(ids, length);
        }

        /** Takes over the first tokens of another, in place of all that this one holds. */
        void copy(Dialogue other, int length) {
            cache.copy(other.cache, length);
            ids = Arrays.copyOf(other.ids, length);
        }
    }

    private final int most;
    private final Supplier<KeyValueCache> factory;

    /** The one used last stands last. */
    private final List<Dialogue> dialogues = new ArrayList<>();

    DialogueCaches(int most, Supplier<KeyValueCache> factory) {
        this.most = most;
        this.factory = factory;
    }

    /**
     * Takes out a cache that holds the longest known part of a prompt and nothing else, at least one token short of the
     * prompt. A cache of which the prompt would keep less than half belongs to another dialogue: it is left to that one,
     * and what both begin with, such as the character's profile, is copied.
     */
    Dialogue take(int[] prompt) {
        Dialogue best = null;
        int longest = 0;
        for (Dialogue dialogue : dialogues) {
            int common = Math.min(dialogue.commonPrefix(prompt), prompt.length - 1);
            if (common >= longest) {
                best = dialogue;
                longest = common;
            }
        }
        if (best != null && longest * 2 >= best.length()) {
            dialogues.remove(best);
            best.truncate(longest);
            return best;
        }
        Dialogue taken = dialogues.size() < most ? new Dialogue(factory.get()) : dialogues.remove(0);
        if (taken == best || longest == 0) {
            taken.truncate(longest);
        } else if (best != null) {
            taken.copy(best, longest);
        }
        return taken;
    }

    /** Puts a cache back after a reply. */
    void put(Dialogue dialogue) {
        dialogues.add(dialogue);
    }

    @Override
    public void close() {
        dialogues.forEach(dialogue -> dialogue.cache().close());
        dialogues.clear();
    }
}
