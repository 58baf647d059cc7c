package org.charactermirror.chat.glm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.jspecify.annotations.Nullable;

/**
 * One reply while it is being written: its prompt runs in pieces, then its own tokens.
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
    private final Decoding decoding;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** Set by the asking thread when it no longer wants the reply. */
    private volatile boolean abandoned;

    private DialogueCaches.@Nullable Dialogue dialogue;
    private int cached;
    private int[] pending = {};

    /**
     * Begins a reply.
     *
     * @param most upper bound of its tokens, at least 1
     * @param decoding makes what finds its tokens, given who hears its text
     */
    Generation(int[] prompt, int most, Function<TextListener, Decoding> decoding) {
        this.prompt = prompt.clone();
        this.most = most;
        this.decoding = decoding.apply(piece -> events.add(new Event.Text(piece)));
    }

    /**
     * Begins a reply whose tokens are drawn one after the other.
     *
     * @param most upper bound of its tokens, at least 1
     * @param text makes what puts the reply's text together, given who hears it
     */
    Generation(int[] prompt, int most, Sampler sampler, Function<TextListener, ReplyAssembler> text) {
        this(prompt, most, heard -> new Sampling(prompt, most, sampler, text.apply(heard)));
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

    /** Returns in how many caches it is written at most, the dialogue's own included. */
    int caches() {
        return decoding.caches();
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
        decoding.begin(taken);
    }

    DialogueCaches.Dialogue dialogue() {
        DialogueCaches.Dialogue taken = dialogue;
        if (taken == null) {
            throw new IllegalStateException("the reply has not begun");
        }
        return taken;
    }

    Decoding decoding() {
        return decoding;
    }

    /** Tells whether the prompt has run. */
    boolean isWriting() {
        return pending.length == 0;
    }

    /** Returns how many rows it would take in the next step, at least 1. */
    int wanted() {
        return isWriting() ? decoding.wanted() : pending.length;
    }

    /**
     * Returns what to run next.
     *
     * @param rows how many rows there are for what is wanted, at least 1
     */
    List<Decoder.Input> next(int rows) {
        if (isWriting()) {
            return decoding.next(rows);
        }
        int length = Math.min(rows, pending.length);
        return List.of(new Decoder.Input(
                dialogue().cache(),
                Arrays.copyOf(pending, length),
                length == pending.length ? Decoder.Wanted.LAST : Decoder.Wanted.NONE));
    }

    /**
     * Goes on after a step.
     *
     * @param logits of all inputs, as far as they were wanted
     * @return the reply if it is complete
     */
    Optional<Outcome> ran(List<Decoder.Input> inputs, List<float[][]> logits) {
        return decoded(inputs, logits)
                .map(reply -> new Outcome(reply.text(), reply.stopReason(), cached, reply.count()));
    }

    private Optional<Decoding.Reply> decoded(List<Decoder.Input> inputs, List<float[][]> logits) {
        if (isWriting()) {
            return decoding.ran(inputs, logits);
        }
        int[] ids = inputs.get(0).ids();
        dialogue().append(ids);
        pending = Arrays.copyOfRange(pending, ids.length, pending.length);
        return pending.length > 0 ? Optional.empty() : decoding.prompted(logits.get(0)[0]);
    }

    /** Frees all but the dialogue's cache. */
    void end() {
        decoding.end();
    }

    /** Tells the asking thread that the reply is complete. */
    void finish(Outcome outcome) {
        events.add(new Event.Finished(outcome));
    }

    /** Tells the asking thread that there will be no reply. */
    void fail(RuntimeException reason) {
        end();
        events.add(new Event.Failed(reason));
    }
}
