package org.charactermirror.chat.glm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * Asks a local judge about every reply of some dialogues, with random tokens and answers of a forced length: once so that
 * questions share rubric, profile and dialogue as real ones do, and once so that no two share anything.
 */
public final class JudgeBenchmark {

    /** Replies that are judged of each dialogue. */
    public static final int ROUNDS = 8;

    private static final long SEED = Benchmark.SEED;

    /**
     * How long the parts of questions are, in tokens.
     *
     * @param rubric with the task, the same for all questions
     * @param profile the same for the questions about a dialogue
     * @param round a message and the reply to it
     * @param answer that is generated
     */
    public record Part(int dialogues, int rubric, int profile, int round, int answer, int batch) {

        /** Returns as much of a real question as a context has room for: whole, or every part a quarter as long. */
        public static Part of(int dialogues, int context, int batch) {
            Part whole = new Part(dialogues, 1200, 300, 72, 64, batch);
            Part quarter = new Part(dialogues, 300, 75, 18, 16, batch);
            return whole.longest() <= context ? whole : quarter;
        }

        public Part {
            if (dialogues < 1 || rubric < 1 || profile < 1 || round < 1 || answer < 1 || batch < 1) {
                throw new IllegalArgumentException(
                        "no questions to a judge: " + dialogues + " dialogues, " + batch + " at once");
            }
        }

        /** Returns how many questions there are. */
        public int items() {
            return dialogues * ROUNDS;
        }

        /** Returns the tokens of the longest question with its answer. */
        public int longest() {
            return rubric + profile + ROUNDS * round + answer;
        }
    }

    /**
     * What was measured.
     *
     * @param seconds from the first question to the last answer
     * @param promptTokens of all questions
     * @param cachedTokens those of them that were not computed again
     */
    public record Run(double seconds, long promptTokens, long cachedTokens) {}

    /**
     * Both runs, one after the other on the same network.
     *
     * @param layers of the network
     */
    public record Measured(Part part, int layers, Run shared, Run alone) {

        /** Returns how many times as long it takes without sharing. */
        public double ratio() {
            return alone.seconds() / shared.seconds();
        }
    }

    private final Decoder decoder;
    private final Part part;

    JudgeBenchmark(Decoder decoder, Part part) {
        this.decoder = decoder;
        this.part = part;
    }

    /**
     * Loads a model and measures.
     *
     * @param cache where weights are kept that take long to make
     * @param free bytes of memory that can be taken
     * @throws ModelUnavailableException if it cannot be loaded, or the memory or its context do not suffice
     */
    public static Measured measure(Path folder, Precision precision, Path cache, Part part, long free) {
        ModelConfiguration sizes = ModelConfiguration.read(folder);
        if (part.longest() > sizes.contextLength()) {
            throw new ModelUnavailableException("a question to a judge takes " + part.longest()
                    + " tokens, and the model's context has " + sizes.contextLength());
        }
        MemoryNeeds needs = new MemoryNeeds(sizes, precision);
        long needed = needs.total(
                part.batch(),
                part.longest(),
                part.batch() * needs.cache(part.longest() + DialogueCaches.ROOMY)
                        + part.items() * needs.kept(part.longest()));
        if (needed > free) {
            throw new ModelUnavailableException(String.format(
                    Locale.ROOT,
                    "measuring takes %.1f GB of memory, and %.1f GB are free; take fewer --items or --layers",
                    needed / 1e9,
                    free / 1e9));
        }
        Weights.Source weights = Weights.of(Checkpoint.open(folder, sizes), precision, cache);
        try (Decoder decoder = Decoder.of(sizes, precision, part.longest(), 0, weights)) {
            JudgeBenchmark benchmark = new JudgeBenchmark(decoder, part);
            // What is computed for the first time takes longer: that is neither's fault.
            new JudgeBenchmark(decoder, new Part(1, part.rubric(), part.profile(), part.round(), 1, 1)).run(false);
            Run shared = benchmark.run(true);
            return new Measured(part, sizes.layers(), shared, benchmark.run(false));
        }
    }

    /** Asks everything once; shares beginnings or nothing at all. */
    Run run(boolean sharing) {
        ExecutorService items = Executors.newFixedThreadPool(part.batch());
        try (DialogueCaches caches = DialogueCaches.unbounded(decoder, part.batch());
                GenerationLoop loop = new GenerationLoop(decoder, caches, part.batch(), false)) {
            long start = System.nanoTime();
            List<Future<long[]>> running = new ArrayList<>();
            for (int item = 0; item < part.items(); item++) {
                int number = item;
                running.add(items.submit(() -> ask(loop, number, sharing)));
            }
            long prompts = 0;
            long cached = 0;
            for (Future<long[]> one : running) {
                prompts += one.get()[0];
                cached += one.get()[1];
            }
            return new Run((System.nanoTime() - start) / 1e9, prompts, cached);
        } catch (ExecutionException e) {
            throw new ModelUnavailableException("the benchmark of a judge failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException("the benchmark of a judge was interrupted", e);
        } finally {
            items.shutdownNow();
        }
    }

    private long[] ask(GenerationLoop loop, int item, boolean sharing) {
        int dialogue = item / ROUNDS;
        int round = item % ROUNDS + 1;
        int[] rubric = ids(sharing ? 0 : 1 + item, part.rubric());
        int[] said = ids(-1L - dialogue, part.profile() + ROUNDS * part.round());
        int[] prompt = IntStream.concat(
                        IntStream.of(rubric), IntStream.of(said).limit(part.profile() + (long) round * part.round()))
                .toArray();
        ForcedAnswer answer = new ForcedAnswer();
        Sampler sampler = new Sampler(
                GenerationSettings.ofDefaults(), item, decoder.sizes().vocabulary(), id -> true);
        Generation generation = new Generation(prompt, part.answer(), sampler, heard -> answer);
        loop.submit(generation);
        return new long[] {prompt.length, generation.await(TextListener.NONE).cached()};
    }

    private int[] ids(long stream, int count) {
        return new SplittableRandom(SEED + stream)
                .ints(count, 0, decoder.sizes().vocabulary())
                .toArray();
    }
}
