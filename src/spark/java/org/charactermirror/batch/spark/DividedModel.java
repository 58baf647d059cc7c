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

    /** What is being taken; others can be told of it only when it is. */
    private volatile @Nullable Share next;

    /**
     * Makes a model that is not asked anything before it has a share.
     *
     * @param limits of all processes together
     */
    DividedModel(CallLimits limits, Function<Share, ChatModel> opener) {
        this.limits = limits;
        this.opener = opener;
    }

    /** Tells whether it may be asked. */
    boolean isReady() {
        return share != null;
    }

    /** Tells whether a change is under way, during which no other one may be taken. */
    boolean isChanging() {
        return next != null;
    }

    /** Returns among how many processes at least the limits are divided that hold now or next; 0 before there are any. */
    int applied() {
        Share coming = next;
        Share known = share;
        if (known == null || coming == null) {
            return known != null ? known.of() : coming != null ? coming.of() : 0;
        }
        return Math.min(known.of(), coming.of());
    }

    /** Announces a share that is taken next; tells whether there is anything to take. */
    boolean announce(Share offered) {
        Share known = share;
        boolean smaller = known != null && offered.of() > known.of();
        if (next != null || offered.equals(known) || !(smaller || offered.allows(limits))) {
            return false;
        }
        next = offered;
        return true;
    }

    /** Takes the share that was announced, when the requests under way have ended. */
    void take() {
        Share coming = next;
        if (coming == null) {
            return;
        }
        inUse.writeLock().lock();
        try {
            if (model != null) {
                model.close();
            }
            Share taken = new Share(coming.rank(), coming.of(), true);
            model = opener.apply(taken);
            share = taken;
        } finally {
            next = null;
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
