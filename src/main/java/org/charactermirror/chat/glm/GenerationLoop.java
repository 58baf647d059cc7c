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
 * long prompt does not hold up the others. What a reply says does not depend on those beside it ({@link Decoder}).
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
        synchronized (this) {
            closed = true;
            active.addAll(waiting);
            waiting.clear();
        }
        failAll(reason);
    }

    /** Waits until there is something to do and lets in whom there is room for. */
    private boolean admit() {
        List<Generation> admitted = new ArrayList<>();
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
            while (!waiting.isEmpty() && active.size() + admitted.size() < most) {
                admitted.add(waiting.remove());
            }
        }
        active.addAll(admitted);
        admitted.forEach(generation -> generation.begin(caches.take(generation.prompt())));
        return true;
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
            generation.fail(e);
        }
    }

    private void dropAbandoned() {
        for (Iterator<Generation> all = active.iterator(); all.hasNext(); ) {
            Generation generation = all.next();
            if (generation.isAbandoned()) {
                caches.put(generation.dialogue());
                all.remove();
            }
        }
    }

    /** After a failed step nobody knows what the caches hold. */
    private void failAll(RuntimeException reason) {
        for (Generation generation : active) {
            generation.fail(reason);
        }
        active.clear();
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
