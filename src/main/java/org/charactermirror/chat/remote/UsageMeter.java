package org.charactermirror.chat.remote;

import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ModelUsage;

/** Counts what is asked of a model, over all times it is opened. Thread-safe. */
public final class UsageMeter {

    private ModelUsage total = ModelUsage.NONE;

    /** Returns the counts so far. */
    public synchronized ModelUsage usage() {
        return total;
    }

    void call() {
        add(new ModelUsage(1, 0, Map.of(), 0, 0, 0, 0));
    }

    void attempt() {
        add(new ModelUsage(0, 1, Map.of(), 0, 0, 0, 0));
    }

    void retry(Retry kind) {
        add(new ModelUsage(0, 0, new TreeMap<>(Map.of(kind.word(), 1L)), 0, 0, 0, 0));
    }

    void reply(ChatReply reply) {
        add(new ModelUsage(0, 0, Map.of(), 1, reply.counted() ? 0 : 1, reply.promptTokens(), reply.replyTokens()));
    }

    private synchronized void add(ModelUsage more) {
        total = total.plus(more);
    }
}
