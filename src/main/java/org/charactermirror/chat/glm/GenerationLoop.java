package org.charactermirror.chat.glm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.chat.ModelUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Writes many replies side by side on one thread: they join and leave between steps.
 *
 * <p>A step runs the next token of every reply that is being written, and fills up with pieces of waiting prompts, so that a
 * long prompt does not hold up the others, and then with guesses of the tokens to come ({@link Speculation}). Of replies
 * whose prompts begin alike the first one computes that part; the others begin when it is there. What a reply says does
 * not depend on those beside it ({@link Decoder}).
 */
final class GenerationLoop implements AutoCloseable {

    private final Decoder decoder;
    private final DialogueCaches caches;
    private final int most;
    private final @Nullable Speculation speculation;
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
     * @param speculating whether steps are filled up with guesses of the tokens to come
     */
    GenerationLoop(Decoder decoder, DialogueCaches caches, int most, boolean speculating) {
        this(decoder, caches, most, speculating ? new Speculation() : null);
    }

    /** The same with a given way of guessing, or none. */
    GenerationLoop(Decoder decoder, DialogueCaches caches, int most, @Nullable Speculation speculation) {
        this.decoder = decoder;
        this.caches = caches;
        this.most = most;
        this.speculation = speculation;
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

    /** Returns what drafting did so far. */
    DraftCounts draftCounts() {
        return speculation == null ? DraftCounts.NONE : speculation.counts();
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
            if (!caches.hasRoom(generation.length(), generation.caches())) {
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
            generation.begin(caches.take(generation.prompt(), generation.length(), generation.caches()));
            active.add(generation);
        } catch (RuntimeException e) {
            generation.fail(e);
        }
    }

    private void step() {
        long start = System.nanoTime();
        dropAbandoned();
        // How many rows each has, in the order of the step: first the replies that are being written, then prompts.
        Map<Generation, Integer> stepping = new LinkedHashMap<>();
        int replyRows = plan(stepping, true, Decoder.MOST_ROWS);
        int promptRows = plan(stepping, false, Decoder.MOST_ROWS - replyRows);
        if (stepping.isEmpty()) {
            return;
        }
        draft(stepping.keySet(), Decoder.MOST_ROWS - replyRows - promptRows);
        List<List<Decoder.Input>> inputs = new ArrayList<>();
        stepping.forEach((generation, own) -> inputs.add(generation.next(own)));
        List<Decoder.Input> all = inputs.stream().flatMap(List::stream).toList();
        long before = System.nanoTime();
        List<float[][]> logits = decoder.step(all);
        long after = System.nanoTime();
        int index = 0;
        int from = 0;
        for (Generation generation : stepping.keySet()) {
            List<Decoder.Input> own = inputs.get(index++);
            goOn(generation, own, logits.subList(from, from + own.size()));
            from += own.size();
        }
        if (speculation != null) {
            int rows = all.stream().mapToInt(input -> input.ids().length).sum();
            int tokens = heard(stepping.keySet(), speculation);
            speculation.stepped(
                    replyRows,
                    promptRows,
                    rows - replyRows - promptRows,
                    (after - before) / 1e9,
                    (System.nanoTime() - start) / 1e9,
                    tokens);
        }
    }

    /** Gives rows to those that are, or are not, being written, and returns how many. */
    private int plan(Map<Generation, Integer> stepping, boolean writing, int most) {
        int rows = 0;
        for (Generation generation : active) {
            if (generation.isWriting() == writing && rows < most) {
                int own = Math.min(generation.wanted(), most - rows);
                stepping.put(generation, own);
                rows += own;
            }
        }
        return rows;
    }

    private void draft(Set<Generation> stepping, int room) {
        if (speculation != null && room > 0) {
            speculation.draft(
                    stepping.stream()
                            .filter(Generation::isWriting)
                            .map(Generation::decoding)
                            .filter(Sampling.class::isInstance)
                            .map(Sampling.class::cast)
                            .toList(),
                    room);
        }
    }

    /** Lets the next guesses know what a step wrote, and returns of how many tokens that was. */
    private static int heard(Set<Generation> stepped, Speculation speculation) {
        int tokens = 0;
        for (Generation generation : stepped) {
            if (generation.isWriting()) {
                tokens++;
                if (generation.decoding() instanceof Sampling sampling) {
                    tokens += sampling.accepted();
                    speculation.ran(sampling);
                }
            }
        }
        return tokens;
    }

    private void goOn(Generation generation, List<Decoder.Input> inputs, List<float[][]> logits) {
        try {
            Optional<Generation.Outcome> outcome = generation.ran(inputs, logits);
            active.remove(generation);
            if (outcome.isEmpty()) {
                // Behind those that found no room: they come first the next time.
                active.add(generation);
                return;
            }
            generation.end();
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
                generation.end();
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
