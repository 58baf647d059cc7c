package org.charactermirror.chat.glm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;

/** Keys and values of one sequence's tokens, written in place by the {@link Decoder} and grown when needed. */
final class KeyValueCache implements AutoCloseable {

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
        this.module = module;
        this.limit = limit;
        this.capacity = Math.min(limit, 256);
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

    /** Makes room for more tokens than it holds now. */
    void reserve(int count) {
        int needed = Math.addExact(length, count);
        if (needed > limit) {
            throw new IllegalArgumentException(needed + " tokens are more than the context of " + limit);
        }
        if (needed <= capacity) {
            return;
        }
        // Doubling keeps the copying proportional to the length.
        int larger = (int) Math.min(limit, Math.max(2L * capacity, needed));
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
