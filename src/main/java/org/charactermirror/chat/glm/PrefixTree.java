package org.charactermirror.chat.glm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of sequences of tokens, in blocks of {@link Decoder#SPAN} tokens; sequences share the blocks in which they
 * begin alike.
 *
 * <p>Only the last block of a sequence may have fewer tokens. A block goes before those on which it builds, and those that
 * were not looked at for the longest time go first.
 *
 * @param <C> what is kept of a block's tokens
 */
final class PrefixTree<C> {

    /** A block: its tokens, and what is kept of them. */
    static final class Block<C> {

        private final @Nullable Block<C> parent;
        private final int[] ids;
        private final @Nullable C content;
        private final long serial;
        private final List<Block<C>> children = new ArrayList<>();
        private long used;

        private Block(@Nullable Block<C> parent, int[] ids, @Nullable C content, long serial) {
            this.parent = parent;
            this.ids = ids;
            this.content = content;
            this.serial = serial;
        }

        C content() {
            C kept = content;
            if (kept == null) {
                throw new IllegalStateException("the root has no content");
            }
            return kept;
        }

        /** Returns how many tokens these are. */
        int length() {
            return ids.length;
        }

        private int commonPrefix(int[] sequence, int from, int to) {
            int mismatch = Arrays.mismatch(ids, 0, ids.length, sequence, from, to);
            return mismatch < 0 ? ids.length : mismatch;
        }
    }

    /**
     * The beginning of a sequence.
     *
     * @param blocks in order; of the last one perhaps only the first tokens
     * @param length in tokens
     */
    record Found<C>(List<Block<C>> blocks, int length) {}

    private final Consumer<C> gone;
    private final Block<C> root = new Block<>(null, new int[0], null, 0);

    /** The one that was not looked at for the longest time comes first. */
    private final TreeSet<Block<C>> leaves = new TreeSet<>(
            Comparator.comparingLong((Block<C> block) -> block.used).thenComparingLong(block -> block.serial));

    private long clock;
    private long serials;
    private long tokens;

    /**
     * Makes an empty tree.
     *
     * @param gone is given what is no longer kept
     */
    PrefixTree(Consumer<C> gone) {
        this.gone = gone;
    }

    /** Returns how many tokens are kept. */
    long tokens() {
        return tokens;
    }

    /** Returns the longest beginning of a sequence that is kept, at most so many tokens, without counting as a look. */
    Found<C> find(int[] sequence, int most) {
        List<Block<C>> blocks = new ArrayList<>();
        int length = 0;
        Block<C> at = root;
        while (length < most) {
            Block<C> best = at;
            int longest = 0;
            for (Block<C> child : at.children) {
                int common = child.commonPrefix(sequence, length, Math.min(most, length + child.length()));
                if (common > longest) {
                    best = child;
                    longest = common;
                }
            }
            if (longest == 0) {
                break;
            }
            blocks.add(best);
            length += longest;
            if (longest < Decoder.SPAN) {
                break;
            }
            at = best;
        }
        return new Found<>(blocks, length);
    }

    /** Does the same, and notes that these blocks are in use now, as {@link #evict} understands it. */
    Found<C> use(int[] sequence, int most) {
        Found<C> found = find(sequence, most);
        long now = ++clock;
        found.blocks().forEach(block -> touch(block, now));
        return found;
    }

    private void touch(Block<C> block, long now) {
        boolean leaf = leaves.remove(block);
        block.used = now;
        if (leaf) {
            leaves.add(block);
        }
    }

    /**
     * Returns how many of a sequence's first tokens are kept in blocks to which the rest can be added: whole blocks, or the
     * whole sequence.
     */
    int kept(int[] sequence) {
        int length = find(sequence, sequence.length).length();
        return length == sequence.length ? length : length / Decoder.SPAN * Decoder.SPAN;
    }

    /**
     * Keeps a sequence.
     *
     * @param from as {@link #kept} tells
     * @param contents of the blocks from there on; if they are fewer than the sequence has, its end is not kept
     */
    void add(int[] sequence, int from, List<C> contents) {
        List<Block<C>> before = find(sequence, from).blocks();
        Block<C> at = before.isEmpty() ? root : before.get(before.size() - 1);
        int start = from;
        for (C content : contents) {
            int end = Math.min(sequence.length, start + Decoder.SPAN);
            at = add(at, Arrays.copyOfRange(sequence, start, end), content);
            start = end;
        }
    }

    private Block<C> add(Block<C> parent, int[] ids, C content) {
        // What is kept of fewer of these tokens is not needed any more.
        for (Block<C> child : List.copyOf(parent.children)) {
            if (child.commonPrefix(ids, 0, ids.length) == child.length()) {
                remove(child);
            }
        }
        Block<C> block = new Block<>(parent, ids, content, ++serials);
        block.used = ++clock;
        leaves.remove(parent);
        parent.children.add(block);
        leaves.add(block);
        tokens += ids.length;
        return block;
    }

    private void remove(Block<C> leaf) {
        leaves.remove(leaf);
        tokens -= leaf.length();
        Block<C> parent = leaf.parent;
        if (parent != null) {
            parent.children.remove(leaf);
            if (parent != root && parent.children.isEmpty()) {
                leaves.add(parent);
            }
        }
        gone.accept(leaf.content());
    }

    /**
     * Gives up the block that was not looked at for the longest time among those on which no other builds.
     *
     * @param sparing those that were in use when this was last told are spared
     * @return how many tokens it had; nothing if there is none
     */
    Optional<Integer> evict(boolean sparing) {
        if (leaves.isEmpty() || (sparing && leaves.first().used == clock)) {
            return Optional.empty();
        }
        Block<C> oldest = leaves.first();
        remove(oldest);
        return Optional.of(oldest.length());
    }
}
