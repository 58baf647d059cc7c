package org.charactermirror.batch.spark;

import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.LimitedModel;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.TextListener;
import org.jspecify.annotations.Nullable;

/**
 * A remote model under a changing part of its limits. It stays open between tasks, so that it knows what was asked a moment
 * ago; without a task it rests and has no part. Thread-safe.
 */
final class DividedModel implements ChatModel {

    private final CallLimits limits;
    private final LimitedModel model;

    /** All that follows is guarded by this object. */
    private boolean resting = true;

    private @Nullable Share share;

    /** What is being taken; others can be told of it only when it is. */
    private @Nullable Share next;

    /** Counts the times between two rests: what was announced in an earlier one is not taken any more. */
    private int term;

    /**
     * Makes a model that is not asked anything before it has a share.
     *
     * @param limits of all processes together
     */
    DividedModel(CallLimits limits, LimitedModel model) {
        this.limits = limits;
        this.model = model;
    }

    /** A task needs it. */
    synchronized void use() {
        resting = false;
    }

    /** No task needs it: its part is for others. */
    synchronized void rest() {
        resting = true;
        share = null;
        next = null;
        term++;
    }

    /** Tells whether it may be asked. */
    synchronized boolean isReady() {
        return share != null;
    }

    /** Returns among how many processes at least the limits are divided that hold now or next; 0 before there are any. */
    synchronized int applied() {
        Share coming = next;
        Share known = share;
        if (known == null || coming == null) {
            return known != null ? known.of() : coming != null ? coming.of() : 0;
        }
        return Math.min(known.of(), coming.of());
    }

    /** Announces a share that is taken next; tells whether there is anything to take. */
    synchronized boolean announce(Share offered) {
        Share known = share;
        boolean smaller = known != null && offered.of() > known.of();
        if (resting || next != null || offered.equals(known) || !(smaller || offered.allows(limits))) {
            return false;
        }
        next = offered;
        return true;
    }

    /** Takes the share that was announced; returns when no more requests are under way than it allows. */
    void take() {
        Share coming;
        int announced;
        synchronized (this) {
            coming = next;
            announced = term;
        }
        if (coming == null) {
            return;
        }
        boolean taken = false;
        try {
            model.limit(coming.of(limits));
            taken = true;
        } finally {
            end(coming, announced, taken);
        }
    }

    private synchronized void end(Share coming, int announced, boolean taken) {
        if (announced == term) {
            next = null;
            if (taken) {
                share = new Share(coming.rank(), coming.of(), true);
            }
        }
    }

    @Override
    public ModelDescription description() {
        throw new UnsupportedOperationException("a divided model is described by its driver");
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        if (!isReady()) {
            throw new IllegalStateException("nothing may be asked before there is a share");
        }
        return model.reply(request, listener);
    }

    @Override
    public void close() {
        model.close();
    }
}
