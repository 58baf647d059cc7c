package org.charactermirror.chat.glm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;

/** Keys and values of one sequence's tokens, written in place by the {@link Decoder} and grown when needed. */
final class KeyValueCache implements AutoCloseable {

    private static final int FIRST_CAPACITY = 256;

    private final NDManager manager;
    private final TorchScriptModule module;
    private final int limit;
    private final int filling;
    private NDArray content;
    private int capacity;
    private int length;

    /**
     * Makes an empty cache.
     *
     * @param limit the most tokens that it will ever hold
     * @param filling room behind the limit for tokens that only fill a piece
     */
    KeyValueCache(TorchScriptModule module, int limit, int filling) {
        this.module = module;
        this.limit = limit;
        this.filling = filling;
        this.capacity = Math.min(limit + filling, FIRST_CAPACITY);
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

    /**
     * Makes room for more tokens than it holds now.
     *
     * @param count how many will be kept
     * @param written how many will be written, the filling included
     */
    void reserve(int count, int written) {
        if (Math.addExact(length, count) > limit) {
            throw new IllegalArgumentException((length + count) + " tokens are more than the context of " + limit);
        }
        int needed = length + written;
        if (needed <= capacity) {
            return;
        }
        // Doubling keeps the copying proportional to the length.
        int larger = (int) Math.min((long) limit + filling, Math.max(2L * capacity, needed));
        NDArray grown = module.run(
                        manager,
                        "grown_cache",
                        TorchScriptModule.tensor(content),
                        IValue.from((long) length),
                        IValue.from((long) larger))
                .singletonOrThrow();
        content.close();
        content = grown;
        capacity = larger;
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
