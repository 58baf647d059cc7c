package org.charactermirror.chat.glm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.ModelUnavailableException;

/**
 * Writes many replies side by side on one thread: they join and leave between steps.
 *
 * <p>A step runs one token of every reply that is being written, and fills up with pieces of waiting prompts, so that a
 * long prompt does not hold up the others. Of replies whose prompts begin alike the first one computes that part; the
 * others begin when it is there. What a reply says does not depend on those beside it ({@link Decoder}).
 */
final class GenerationLoop implements AutoCloseable {

    private final Decoder decoder;
    private final DialogueCaches caches;
    private final int most;
    private final Thread thread;

    /** Guarded by this. */
    private final ArrayDeque<Generation> waiting = new ArrayDeque<>();

    /** Guarded by this. */
    private boolean closed;

    /** Of the loop's thread. */
    private final List<Generation> active = new ArrayList<>();

    /**
     * Starts the thread.
     *
     * @param most replies that are written at the same time; others wait for their turn
     */
    GenerationLoop(Decoder decoder, DialogueCaches caches, int most) {
        this.decoder = decoder;
        this.caches = caches;
        this.most = most;
        this.thread = new Thread(this::run, "inference");
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds a reply; it begins as soon as there is room. */
    synchronized void submit(Generation generation) {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        waiting.add(generation);
        notifyAll();
    }

    private void run() {
        try {
            while (admit()) {
                try {
                    step();
                } catch (RuntimeException e) {
                    failAll(e);
                }
            }
            end(new IllegalStateException("the model is closed"));
        } catch (RuntimeException | Error e) {
            // Nobody may be left waiting for a thread that has ended.
            end(new ModelUnavailableException("the network failed: " + e, e));
            throw e;
        }
    }

    private void end(RuntimeException reason) {
        List<Generation> never;
        synchronized (this) {
            closed = true;
            never = List.copyOf(waiting);
            waiting.clear();
        }
        failAll(reason);
        never.forEach(generation -> generation.fail(reason));
    }

    /** Waits until there is something to do and lets in whom there is room for. */
    private boolean admit() {
        synchronized (this) {
            while (!closed && waiting.isEmpty() && active.isEmpty()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    closed = true;
                }
            }
            if (closed) {
                return false;
            }
        }
        for (Optional<Generation> next = next(); next.isPresent(); next = next()) {
            begin(next.get());
        }
        return true;
    }

    /** Returns the next reply that may begin: the first one, but for those whose prompt is worth waiting for. */
    private synchronized Optional<Generation> next() {
        if (active.size() >= most) {
            return Optional.empty();
        }
        for (Iterator<Generation> all = waiting.iterator(); all.hasNext(); ) {
            Generation generation = all.next();
            if (!caches.hasRoom(generation.length())) {
                return Optional.empty(); // A shorter one behind it would let it wait for ever.
            }
            if (!isBeingComputed(generation)) {
                all.remove();
                return Optional.of(generation);
            }
        }
        return Optional.empty();
    }

    /**
     * Tells whether a prompt that is running will soon have left more of this one, in whole blocks, than is known now. It is
     * waited for no longer than it runs, whatever becomes of it.
     */
    private boolean isBeingComputed(Generation generation) {
        int known = caches.known(generation.prompt()) / Decoder.SPAN;
        return active.stream()
                .anyMatch(other -> !other.isWriting() && generation.commonPrefix(other) / Decoder.SPAN > known);
    }

    private void begin(Generation generation) {
        try {
            generation.begin(caches.take(generation.prompt(), generation.length()));
            active.add(generation);
        } catch (RuntimeException e) {
            generation.fail(e);
        }
    }

    private void step() {
        dropAbandoned();
        List<Generation> stepping = new ArrayList<>();
        List<Decoder.Input> inputs = new ArrayList<>();
        int room = Decoder.MOST_ROWS;
        for (boolean writing : new boolean[] {true, false}) {
            for (Generation generation : active) {
                if (generation.isWriting() == writing && room > 0) {
                    Decoder.Input input = generation.next(room);
                    room -= input.ids().length;
                    stepping.add(generation);
                    inputs.add(input);
                }
            }
        }
        if (inputs.isEmpty()) {
            return;
        }
        List<float[][]> logits = decoder.step(inputs);
        for (int index = 0; index < stepping.size(); index++) {
            goOn(stepping.get(index), inputs.get(index), logits.get(index));
        }
    }

    private void goOn(Generation generation, Decoder.Input input, float[][] logits) {
        try {
            Optional<Generation.Outcome> outcome = generation.ran(input, logits);
            active.remove(generation);
            if (outcome.isEmpty()) {
                // Behind those that found no room: they come first the next time.
                active.add(generation);
                return;
            }
            // The next turn of the dialogue may be asked for at once, and is to find its cache.
            caches.put(generation.dialogue());
            generation.finish(outcome.get());
        } catch (RuntimeException e) {
            active.remove(generation);
            fail(generation, e);
        }
    }

    private void dropAbandoned() {
        for (Iterator<Generation> all = active.iterator(); all.hasNext(); ) {
            Generation generation = all.next();
            if (generation.isAbandoned()) {
                all.remove();
                giveBack(generation.dialogue());
            }
        }
    }

    private void giveBack(DialogueCaches.Dialogue dialogue) {
        try {
            caches.put(dialogue);
        } catch (ModelUnavailableException e) {
            caches.discard(dialogue); // Nobody waits for this reply: there is nobody to tell.
        }
    }

    /** After a failed step nobody knows what the caches hold. */
    private void failAll(RuntimeException reason) {
        active.forEach(generation -> fail(generation, reason));
        active.clear();
    }

    private void fail(Generation generation, RuntimeException reason) {
        caches.discard(generation.dialogue());
        generation.fail(reason);
    }

    /** Ends the thread; replies that are not complete fail. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
