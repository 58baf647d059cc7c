package org.charactermirror.chat.glm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Keys and values of one sequence's tokens, written in place by the {@link Decoder} and grown when needed. */
final class KeyValueCache implements AutoCloseable {

    private static final int FIRST_CAPACITY = 256;

    private final NDManager manager;
    private final TorchScriptModule module;
    private final int limit;
    private NDArray content;
    private int capacity;
    private int length;

    /**
     * Makes an empty cache.
     *
     * @param limit the most tokens that it will ever hold
     */
    KeyValueCache(TorchScriptModule module, int limit) {
        this(module, limit, Decoder.spanned(Math.min(limit, FIRST_CAPACITY)));
    }

    /**
     * Makes an empty cache.
     *
     * @param capacity the tokens that it has room for, in whole spans
     */
    KeyValueCache(TorchScriptModule module, int limit, int capacity) {
        this.module = module;
        this.limit = limit;
        this.capacity = capacity;
        this.manager = module.manager().newSubManager();
        this.content =
                module.run(manager, "new_cache", IValue.from((long) capacity)).singletonOrThrow();
    }

    NDArray content() {
        return content;
    }

    /** Returns how many tokens it holds. */
    int length() {
        return length;
    }

    /** Returns how many tokens it has room for at present. */
    int capacity() {
        return capacity;
    }

    /** Forgets all tokens from this one on. */
    void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IllegalArgumentException("a cache of " + length + " tokens cannot be cut to " + newLength);
        }
        length = newLength;
    }

    /** Takes over the first tokens of another cache, in place of all that this one holds. */
    void copy(KeyValueCache other, int count) {
        if (count > other.length) {
            throw new IllegalArgumentException("a cache of " + other.length + " tokens has no first " + count);
        }
        replace(other.content, count, Math.max(capacity, Decoder.spanned(count)));
        length = count;
    }

    /**
     * Returns copies of what it holds of some tokens, each of at most {@link Decoder#SPAN} of them.
     *
     * @param owner closes the parts if nobody else does
     */
    List<NDArray> parts(int from, int to, NDManager owner) {
        if (to > length) {
            throw new IllegalArgumentException("a cache of " + length + " tokens has no first " + to);
        }
        long[] starts = LongStream.iterate(from, start -> start < to, start -> start + Decoder.SPAN)
                .toArray();
        return List.copyOf(module.run(
                owner,
                "cache_parts",
                TorchScriptModule.tensor(content),
                IValue.listFrom(starts),
                IValue.listFrom(Arrays.stream(starts)
                        .map(start -> Math.min(to, start + Decoder.SPAN))
                        .toArray())));
    }

    /**
     * Holds the tokens of parts in place of all others.
     *
     * @param size of every part but the last one, in tokens
     * @param count of all tokens, for which there is room
     */
    void fill(List<NDArray> parts, int size, int count) {
        if (count > capacity || count > parts.size() * size) {
            throw new IllegalArgumentException(
                    count + " tokens of " + parts.size() + " parts do not fit a cache for " + capacity);
        }
        long[] starts = IntStream.range(0, parts.size())
                .mapToLong(part -> (long) part * size)
                .toArray();
        module.run(
                        manager,
                        "filled_cache",
                        TorchScriptModule.tensor(content),
                        TorchScriptModule.list(parts),
                        IValue.listFrom(starts),
                        IValue.listFrom(Arrays.stream(starts)
                                .map(start -> Math.min(count, start + size))
                                .toArray()))
                .close();
        length = count;
    }

    /** Makes room for more tokens; whole spans of {@link Decoder#SPAN} places are looked at. */
    void reserve(int count) {
        if (Math.addExact(length, count) > limit) {
            throw new IllegalArgumentException((length + count) + " tokens are more than the context of " + limit);
        }
        int needed = Decoder.spanned(length + count);
        if (needed > capacity) {
            // Doubling keeps the copying proportional to the length.
            replace(content, length, Math.min(Decoder.spanned(limit), Math.max(2 * capacity, needed)));
        }
    }

    private void replace(NDArray source, int kept, int newCapacity) {
        NDArray copied = module.run(
                        manager,
                        "copied_cache",
                        TorchScriptModule.tensor(source),
                        IValue.from((long) kept),
                        IValue.from((long) newCapacity))
                .singletonOrThrow();
        content.close();
        content = copied;
        capacity = newCapacity;
    }

    /** Notes that the network wrote more tokens. */
    void advance(int count) {
        length += count;
    }

    @Override
    public void close() {
        manager.close();
    }
}
