package org.charactermirror.chat.glm;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.TextListener;

/**
 * Plays a study's dialogues with random tokens and replies of a forced length, through the loop that writes all replies.
 */
public final class StudyBenchmark {

    public static final int CHARACTERS = 24;
    public static final int TOPICS = 3;
    public static final int ROUNDS = 20;
    public static final int PROFILE = 300;
    public static final int MESSAGE = 24;
    public static final int REPLY = 48;

    /**
     * How much of the study is played.
     *
     * @param sessions the first so many of the characters' topics
     * @param rounds of each session
     * @param batch sessions at once
     */
    public record Part(int sessions, int rounds, int batch) {

        public Part {
            if (sessions < 1 || sessions > CHARACTERS * TOPICS || rounds < 1 || rounds > ROUNDS || batch < 1) {
                throw new IllegalArgumentException("no part of the study: " + sessions + " sessions of " + rounds
                        + " rounds, " + batch + " at once");
            }
        }

        /** Returns the tokens of a session at its end. */
        public int tokens() {
            return PROFILE + rounds * (MESSAGE + REPLY);
        }

        public int generated() {
            return sessions * rounds * REPLY;
        }
    }

    /**
     * What was measured.
     *
     * @param shared whether the sessions of a character have the same profile; otherwise no two have
     * @param speculating whether steps were filled up with guesses of the tokens to come
     * @param seconds from the first prompt to the last reply
     * @param promptTokens of all prompts
     * @param cachedTokens how many of these were in a cache
     */
    public record Run(boolean shared, boolean speculating, double seconds, long promptTokens, long cachedTokens) {

        Run withSeconds(double other) {
            return new Run(shared, speculating, other, promptTokens, cachedTokens);
        }
    }

    private final Decoder decoder;
    private final Part part;
    private final long seed;

    StudyBenchmark(Decoder decoder, Part part, long seed) {
        this.decoder = decoder;
        this.part = part;
        this.seed = seed;
    }

    /** Returns how many rounds of the study fit into a context; 0 if none. */
    public static int rounds(int context) {
        return Math.max(0, Math.min(ROUNDS, (context - PROFILE) / (MESSAGE + REPLY)));
    }

    /** Returns the most bytes that keys and values take: of the sessions being played, and of what is kept of all. */
    static long cacheMemory(Part part, MemoryNeeds needs) {
        return part.batch() * needs.cache(part.tokens() + DialogueCaches.ROOMY)
                + part.sessions() * needs.kept(part.tokens());
    }

    /**
     * Plays all sessions.
     *
     * @throws ModelUnavailableException if a reply fails
     */
    Run run(boolean shared, boolean speculating) {
        ExecutorService sessions = Executors.newFixedThreadPool(part.batch());
        try (DialogueCaches caches = DialogueCaches.unbounded(decoder, part.batch());
                GenerationLoop loop = new GenerationLoop(decoder, caches, part.batch(), speculating)) {
            long start = System.nanoTime();
            List<Future<long[]>> running = new ArrayList<>();
            for (int session = 0; session < part.sessions(); session++) {
                int number = session;
                running.add(sessions.submit(() -> play(loop, number, shared)));
            }
            long prompts = 0;
            long cached = 0;
            for (Future<long[]> session : running) {
                long[] tokens = session.get();
                prompts += tokens[0];
                cached += tokens[1];
            }
            return new Run(shared, speculating, (System.nanoTime() - start) / 1e9, prompts, cached);
        } catch (ExecutionException e) {
            throw new ModelUnavailableException("the study benchmark failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException("the study benchmark was interrupted", e);
        } finally {
            sessions.shutdownNow();
        }
    }

    /** Returns the tokens of the session's prompts, and how many of these were in a cache. */
    private long[] play(GenerationLoop loop, int session, boolean shared) {
        SplittableRandom profiles = new SplittableRandom(seed + (shared ? session / TOPICS : CHARACTERS + session));
        SplittableRandom messages = new SplittableRandom(seed - 1 - session);
        int[] dialogue = ids(profiles, PROFILE);
        long prompts = 0;
        long cached = 0;
        for (int round = 0; round < part.rounds(); round++) {
            int[] prompt = joined(dialogue, ids(messages, MESSAGE));
            ForcedAnswer reply = new ForcedAnswer();
            Sampler sampler = new Sampler(
                    GenerationSettings.ofDefaults(),
                    (long) session * ROUNDS + round,
                    decoder.sizes().vocabulary(),
                    id -> true);
            Generation generation = new Generation(prompt, REPLY, sampler, heard -> reply);
            loop.submit(generation);
            cached += generation.await(TextListener.NONE).cached();
            prompts += prompt.length;
            dialogue = joined(prompt, reply.tokens());
        }
        return new long[] {prompts, cached};
    }

    private int[] ids(SplittableRandom random, int count) {
        return random.ints(count, 0, decoder.sizes().vocabulary()).toArray();
    }

    private static int[] joined(int[] first, int[] second) {
        return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
    }
}
