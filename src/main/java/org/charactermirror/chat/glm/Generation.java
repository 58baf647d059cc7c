package org.charactermirror.chat.glm;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.jspecify.annotations.Nullable;

/**
 * One reply while it is being written: its prompt runs in pieces, then its own tokens, one a step.
 *
 * <p>Made and awaited by the thread that asked for the reply; everything else is called by the one thread of the
 * {@link GenerationLoop}. What is said in between goes through a queue, so that a slow listener holds up nobody else.
 */
final class Generation {

    /**
     * A finished reply.
     *
     * @param cached tokens of the prompt that were in a cache
     * @param count tokens generated, the stopping one included
     */
    record Outcome(String text, StopReason stopReason, int cached, int count) {}

    private sealed interface Event {

        record Text(String piece) implements Event {}

        record Finished(Outcome outcome) implements Event {}

        record Failed(RuntimeException reason) implements Event {}
    }

    private final int[] prompt;
    private final int most;
    private final Sampler sampler;
    private final ReplyText text;
    private final BitSet present = new BitSet();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** Set by the asking thread when it no longer wants the reply. */
    private volatile boolean abandoned;

    private DialogueCaches.@Nullable Dialogue dialogue;
    private int cached;
    private int[] pending = {};
    private int count;

    /**
     * Begins a reply.
     *
     * @param most upper bound of its tokens, at least 1
     * @param text makes what puts the reply's text together, given who hears it
     */
    Generation(int[] prompt, int most, Sampler sampler, Function<TextListener, ReplyText> text) {
        this.prompt = prompt.clone();
        this.most = most;
        this.sampler = sampler;
        this.text = text.apply(piece -> events.add(new Event.Text(piece)));
        for (int id : prompt) {
            present.set(id);
        }
    }

    /**
     * Waits for the end of the reply and passes its text on.
     *
     * @throws CancellationException if the waiting thread is interrupted
     */
    Outcome await(TextListener listener) {
        boolean ended = false;
        try {
            while (true) {
                Event event = events.take();
                if (event instanceof Event.Text heard) {
                    listener.onText(heard.piece());
                } else if (event instanceof Event.Finished finished) {
                    ended = true;
                    return finished.outcome();
                } else if (event instanceof Event.Failed failed) {
                    ended = true;
                    throw failed.reason();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the reply was no longer waited for");
        } finally {
            abandoned = !ended;
        }
    }

    int[] prompt() {
        return prompt.clone();
    }

    /** Returns the most tokens of prompt and reply together. */
    int length() {
        return prompt.length + most;
    }

    /** Returns how many tokens two prompts begin with alike. */
    int commonPrefix(Generation other) {
        int mismatch = Arrays.mismatch(prompt, other.prompt);
        return mismatch < 0 ? prompt.length : mismatch;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Takes the cache in which the prompt, as far as it is there already, and the reply are kept. */
    void begin(DialogueCaches.Dialogue taken) {
        dialogue = taken;
        cached = taken.length();
        pending = Arrays.copyOfRange(prompt, cached, prompt.length);
    }

    DialogueCaches.Dialogue dialogue() {
        DialogueCaches.Dialogue taken = dialogue;
        if (taken == null) {
            throw new IllegalStateException("the reply has not begun");
        }
        return taken;
    }

    /** Tells whether the prompt has run, so that a step is of a single token. */
    boolean isWriting() {
        return count > 0;
    }

    /** Returns the tokens to run next, at most so many. */
    Decoder.Input next(int rows) {
        int length = Math.min(rows, pending.length);
        return new Decoder.Input(
                dialogue().cache(),
                Arrays.copyOf(pending, length),
                length == pending.length ? Decoder.Wanted.LAST : Decoder.Wanted.NONE);
    }

    /**
     * Goes on after a step.
     *
     * @param logits after the last token of the step, if they were wanted
     * @return the reply if it is complete
     */
    Optional<Outcome> ran(Decoder.Input input, float[][] logits) {
        dialogue().append(input.ids());
        pending = Arrays.copyOfRange(pending, input.ids().length, pending.length);
        if (pending.length > 0) {
            return Optional.empty();
        }
        int token = sampler.next(logits[0], present::get);
        count++;
        present.set(token);
        pending = new int[] {token};
        Optional<StopReason> stop = text.add(token);
        if (stop.isEmpty() && count == most) {
            stop = Optional.of(StopReason.LENGTH);
        }
        return stop.map(reason -> new Outcome(text.finish(), reason, cached, count));
    }

    /** Tells the asking thread that the reply is complete. */
    void finish(Outcome outcome) {
        events.add(new Event.Finished(outcome));
    }

    /** Tells the asking thread that there will be no reply. */
    void fail(RuntimeException reason) {
        events.add(new Event.Failed(reason));
    }
}
