package org.charactermirror.cli;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;

/**
 * Stands in for a model when everything but the model is measured: it takes a fixed time and says random characters, as
 * many as replies usually have. It can be reached from {@code bench} only.
 */
final class HarnessModel implements ChatModel {

    private static final int CHARACTERS = 48;

    /** The first of the common Chinese characters in Unicode, of which the 4,096 that follow are drawn. */
    private static final int FIRST = 0x4E00;

    private final long latency;

    /** Guarded by this object, as everything below. */
    private int active;

    private long last = System.nanoTime();
    private double replySeconds;
    private boolean counting = true;

    /**
     * Makes a model.
     *
     * @param latency of every reply, in nanoseconds; 0 for at once
     */
    HarnessModel(long latency) {
        this.latency = latency;
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription("none (random characters)", "bench", "none", "", 0, Map.of());
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        step(1);
        long end = System.nanoTime() + latency;
        StringBuilder text = new StringBuilder(CHARACTERS);
        long state = request.seed();
        for (int number = 0; number < CHARACTERS; number++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            text.append((char) (FIRST + (state >>> 52)));
        }
        for (long left = end - System.nanoTime(); latency > 0 && left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        step(-1);
        return new ChatReply(text.toString(), StopReason.END_OF_SEQUENCE, 500, 0, CHARACTERS, 0);
    }

    private synchronized void step(int change) {
        long now = System.nanoTime();
        if (counting) {
            replySeconds += active * ((now - last) / 1e9);
        }
        last = now;
        active += change;
    }

    /** Counts from now. */
    synchronized void startCounting() {
        step(0);
        replySeconds = 0;
    }

    /** Counts no further. */
    synchronized void stopCounting() {
        step(0);
        counting = false;
    }

    /** Returns the time that replies took, all of them together, while it was counted, in seconds. */
    synchronized double replySeconds() {
        return replySeconds;
    }

    @Override
    public void close() {}
}
