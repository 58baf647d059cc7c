package org.charactermirror.batch.spark;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.TextListener;
import org.jspecify.annotations.Nullable;

/**
 * A remote model under a changing part of its limits. Where the part changes, requests under way end under the old one
 * before the next begins under the new one.
 */
final class DividedModel implements ChatModel {

    private final CallLimits limits;
    private final Function<Share, ChatModel> opener;

    /** Held to read by every reply. */
    private final ReadWriteLock inUse = new ReentrantReadWriteLock(true);

    /** Guarded by the lock. */
    private @Nullable ChatModel model;

    private volatile @Nullable Share share;

    /**
     * Makes a model that is not asked anything before it has a share.
     *
     * @param limits of all processes together
     */
    DividedModel(CallLimits limits, Function<Share, ChatModel> opener) {
        this.limits = limits;
        this.opener = opener;
    }

    /** Returns among how many processes the limits are divided that hold now; 0 before there are any. */
    int applied() {
        Share known = share;
        return known == null ? 0 : known.of();
    }

    /** Takes a share, if it may be taken now: a smaller part may be at any time. */
    void take(Share next) {
        Share known = share;
        boolean smaller = known != null && next.of() > known.of();
        if (next.equals(known) || !(smaller || next.allows(limits))) {
            return;
        }
        inUse.writeLock().lock();
        try {
            if (model != null) {
                model.close();
            }
            model = opener.apply(new Share(next.rank(), next.of(), true));
            share = next;
        } finally {
            inUse.writeLock().unlock();
        }
    }

    @Override
    public ModelDescription description() {
        throw new UnsupportedOperationException("a divided model is described by its driver");
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        inUse.readLock().lock();
        try {
            ChatModel current = model;
            if (current == null) {
                throw new IllegalStateException("nothing may be asked before there is a share");
            }
            return current.reply(request, listener);
        } finally {
            inUse.readLock().unlock();
        }
    }

    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (model != null) {
                model.close();
                model = null;
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
