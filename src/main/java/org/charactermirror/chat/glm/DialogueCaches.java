package org.charactermirror.chat.glm;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.ModelUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, in bounded memory, what the network computed of dialogues, so that a turn runs its new tokens only and what
 * dialogues begin with alike, such as a character's profile, is computed once.
 *
 * <p>A reply is written in a cache of its own. What is in it afterwards is copied into blocks, which dialogues share, and
 * comes back from there; caches at rest are kept too while there is room, to save the copying. None of it changes a bit:
 * what a token leaves depends on the tokens before it only, so that a block is what computing again would give.
 *
 * <p>Called by one thread at a time, but for {@link #use} and {@link #refuse}.
 */
final class DialogueCaches implements AutoCloseable {

    /** Room is made for a multiple of so many tokens where there is enough, so that a cache lasts for some turns. */
    static final int ROOMY = 4 * Decoder.SPAN;

    /** A cache and the ids of the tokens in it. */
    static final class Dialogue {

        private final KeyValueCache cache;
        private int[] ids = {};
        private int promptLength;

        /** Bytes for caches of its own that the reply may take besides. */
        private long besides;

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

        private void fill(List<NDArray> parts, int size, int[] tokens) {
            cache.fill(parts, size, tokens.length);
            ids = tokens;
        }
    }

    private final Decoder decoder;
    private final MemoryNeeds needs;
    private final int most;
    private final long limit;
    private final NDManager owner;
    private final PrefixTree<NDArray> blocks = new PrefixTree<>(NDArray::close);
    private final AnsweredPrompts answered = new AnsweredPrompts();

    /** Those in which replies are being written. */
    private final List<Dialogue> active = new ArrayList<>();

    /** The one used last stands last. */
    private final List<Dialogue> idle = new ArrayList<>();

    private volatile CacheUse use = CacheUse.NONE;

    /**
     * Makes an empty one.
     *
     * @param most how many caches there are at most, those at rest included
     * @param limit in bytes, at least 1
     */
    DialogueCaches(Decoder decoder, int most, long limit) {
        this.decoder = decoder;
        this.needs = decoder.needs();
        this.most = most;
        this.limit = limit;
        this.owner = decoder.manager().newSubManager();
    }

    /** Makes an empty one with as much memory as there is. */
    static DialogueCaches unbounded(Decoder decoder, int most) {
        return new DialogueCaches(decoder, most, Long.MAX_VALUE / 4);
    }

    /** Returns what was done so far; any thread may ask. */
    CacheUse use() {
        return use;
    }

    /**
     * Refuses a reply for which there will never be room.
     *
     * @param length the most tokens of prompt and reply together
     * @param count of caches in which it is written, each for so many tokens
     * @throws ContextTooLongException if it needs more than all the memory
     */
    void refuse(int prompt, int length, int count) {
        long needed = count * needs.cache(length);
        if (needed > limit) {
            int longest = needs.longestDialogue(limit / count);
            throw new ContextTooLongException(String.format(
                    Locale.ROOT,
                    "the prompt's %,d tokens and up to %,d of the reply need %d bytes for keys and values%s, but"
                            + " --cache-memory is %d: give it at least %d%s",
                    prompt,
                    length - prompt,
                    needed,
                    count == 1 ? "" : " of " + count + " beams",
                    limit,
                    needed,
                    longest == 0 ? "" : ", or set max_length to " + longest + " or less"));
        }
    }

    /** Tells whether a reply of so many tokens, its prompt included, can be written beside those that are. */
    boolean hasRoom(int length, int count) {
        return bytes(active) + count * needs.cache(length) <= limit;
    }

    /** Returns how much of a prompt does not have to be computed if it is taken now; its last token always has. */
    int known(int[] prompt) {
        int stored = blocks.find(prompt, prompt.length - 1).length();
        return Math.max(
                stored,
                nearest(prompt).map(dialogue -> common(dialogue, prompt)).orElse(0));
    }

    /**
     * Takes out a cache that holds the longest known part of a prompt and nothing else, at least one token short of the
     * prompt.
     *
     * @param length the most tokens of prompt and reply together, for which {@link #hasRoom there is room}
     * @param count of caches in which the reply is written, each for so many tokens: this one, and others of its own
     * @throws ModelUnavailableException if libtorch fails
     */
    Dialogue take(int[] prompt, int length, int count) {
        blocks.use(prompt, prompt.length - 1);
        // Of a cache at rest of which the prompt would keep less than half, another dialogue has more use.
        @Nullable
        Dialogue own = nearest(idle.stream(), prompt)
                .filter(dialogue -> common(dialogue, prompt) * 2 >= dialogue.length())
                .orElse(null);
        @Nullable Dialogue taken = null;
        try {
            taken = own != null && own.cache().capacity() >= length ? own : withRoom(length, own == null);
            idle.remove(taken);
            active.add(taken);
            taken.besides = (count - 1) * needs.cache(length);
            makeRoom(0);
            notePeak();
            fill(taken, prompt);
            if (own != null && own != taken && idle.remove(own)) {
                own.cache().close();
            }
            taken.promptLength = prompt.length;
            count(prompt, taken.length());
            return taken;
        } catch (EngineException e) {
            if (taken != null) {
                discard(taken);
            }
            throw failed(e);
        }
    }

    private static ModelUnavailableException failed(EngineException e) {
        return new ModelUnavailableException("libtorch failed to copy keys and values: " + e.getMessage(), e);
    }

    /** Returns a cache for so many tokens: the one that has been at rest for longest if there are enough, or a new one. */
    private Dialogue withRoom(int length, boolean replacing) {
        if (replacing && !idle.isEmpty() && active.size() + idle.size() >= most) {
            if (idle.get(0).cache().capacity() >= length) {
                return idle.get(0);
            }
            idle.remove(0).cache().close();
        }
        makeRoom(needs.cache(length));
        int roomy = (length + ROOMY - 1) / ROOMY * ROOMY;
        return new Dialogue(decoder.newCache(bytes() + needs.cache(roomy) <= limit / 2 ? roomy : length));
    }

    /** Gives up what nobody uses now, until there is room for so many bytes more. */
    private void makeRoom(long needed) {
        boolean more = true;
        while (more && bytes() + needed > limit) {
            more = dropIdle() || evict(true) || evict(false);
        }
    }

    private boolean dropIdle() {
        if (idle.isEmpty()) {
            return false;
        }
        idle.remove(0).cache().close();
        return true;
    }

    private boolean evict(boolean sparing) {
        if (blocks.evict(sparing).isEmpty()) {
            return false;
        }
        CacheUse before = use;
        use = before.plus(new CacheUse(0, 0, 0, 0, 1, 0));
        return true;
    }

    private void fill(Dialogue taken, int[] prompt) {
        PrefixTree.Found<NDArray> stored = blocks.find(prompt, prompt.length - 1);
        Dialogue source = nearest(prompt).orElse(taken);
        int shared = common(source, prompt);
        int known = Math.max(shared, stored.length());
        if (common(taken, prompt) == known) {
            taken.truncate(known);
        } else if (stored.length() == known) {
            List<NDArray> parts =
                    stored.blocks().stream().map(PrefixTree.Block::content).toList();
            taken.fill(parts, Decoder.SPAN, Arrays.copyOf(prompt, known));
        } else {
            // The part that another reply, which is still being written, has left so far.
            taken.fill(List.of(source.cache().content()), known, Arrays.copyOf(prompt, known));
        }
    }

    private Optional<Dialogue> nearest(int[] prompt) {
        return nearest(Stream.concat(active.stream(), idle.stream()), prompt);
    }

    private static Optional<Dialogue> nearest(Stream<Dialogue> dialogues, int[] prompt) {
        return dialogues.max(Comparator.comparingInt(dialogue -> common(dialogue, prompt)));
    }

    private static int common(Dialogue dialogue, int[] prompt) {
        return Math.min(dialogue.commonPrefix(prompt), prompt.length - 1);
    }

    private void count(int[] prompt, int cached) {
        int history = answered.longestIn(prompt);
        use = use.plus(new CacheUse(
                prompt.length, cached, history == 0 ? cached : 0, Math.max(0, history - cached), 0, bytes()));
    }

    private void notePeak() {
        use = use.plus(new CacheUse(0, 0, 0, 0, 0, bytes()));
    }

    /**
     * Puts a cache back after a reply.
     *
     * @throws ModelUnavailableException if libtorch fails; the cache is still to be put back or {@link #discard discarded}
     */
    void put(Dialogue dialogue) {
        keep(dialogue);
        if (dialogue.length() >= dialogue.promptLength) {
            answered.add(dialogue.ids, dialogue.promptLength);
        }
        active.remove(dialogue);
        dialogue.besides = 0;
        idle.add(dialogue);
    }

    /** Copies what is new in a cache, as far as there is room, into blocks. */
    private void keep(Dialogue dialogue) {
        int[] ids = dialogue.ids;
        blocks.use(ids, ids.length);
        int from = blocks.kept(ids);
        boolean more = true;
        while (more && bytes() + needs.kept(ids.length - from) > limit) {
            more = dropIdle() || evict(true);
        }
        long room = Math.max(0, limit - bytes()) / needs.kept(1);
        int to = room >= ids.length - from ? ids.length : from + (int) room / Decoder.SPAN * Decoder.SPAN;
        if (to > from) {
            try {
                blocks.add(ids, from, dialogue.cache().parts(from, to, owner));
            } catch (EngineException e) {
                throw failed(e);
            }
        }
        notePeak();
    }

    /** Gives up a cache, such as one of which nobody knows what it holds. */
    void discard(Dialogue dialogue) {
        active.remove(dialogue);
        dialogue.cache().close();
    }

    private long bytes() {
        return bytes(active) + bytes(idle) + needs.kept(blocks.tokens());
    }

    private long bytes(List<Dialogue> dialogues) {
        return dialogues.stream()
                .mapToLong(dialogue -> needs.cache(dialogue.cache().capacity()) + dialogue.besides)
                .sum();
    }

    @Override
    public void close() {
        active.forEach(dialogue -> dialogue.cache().close());
        idle.forEach(dialogue -> dialogue.cache().close());
        active.clear();
        idle.clear();
        owner.close();
    }
}
