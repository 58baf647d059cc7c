package org.charactermirror.chat.glm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.problem.Problems;

/**
 * Compares what a network predicts at two precisions, token by token of given texts.
 *
 * <p>Two networks of billions of parameters do not fit into a memory at the same time. So the first one's logits go into
 * a file, with which the second one's are compared.
 */
public final class PrecisionComparison {

    /** Fewer tokens say nothing of a model. */
    public static final int FEWEST_TOKENS = 100;

    private static final List<String> BEGINNING = List.of("[gMASK]", "sop");

    /** Tokens of which the logits are in memory at the same time. */
    private static final int PIECE = 64;

    /** A text and what it is called in messages. */
    public record Text(String name, String content) {}

    /**
     * What is compared.
     *
     * @param precision the one that is examined
     * @param against the one with which it is compared, of which the errors are measured
     * @param context the most tokens of a window; longer texts are cut, and each window begins anew
     */
    public record Settings(Precision precision, Precision against, int context) {

        public Settings {
            if (context <= BEGINNING.size()) {
                throw new IllegalArgumentException("a context of " + context + " has no room for a text");
            }
        }
    }

    /**
     * A piece of text that is run by itself.
     *
     * @param place where it is from
     * @param first index of the first token that is predicted, at least 1
     */
    record Window(String place, int[] ids, int first) {

        int predicted() {
            return ids.length - first;
        }
    }

    /**
     * How two precisions compared.
     *
     * @param windows into which the texts were cut
     * @param context tokens of the longest window
     * @param tokens that were predicted
     * @param largestError the largest absolute difference of a logit
     * @param largestErrorAt where that was
     * @param meanError the mean absolute difference of all logits
     * @param agreeing how many tokens' likeliest predictions are the same
     * @param perplexity at the precision that is examined
     * @param perplexityAgainst at the other one
     */
    public record Result(
            int windows,
            int context,
            long tokens,
            double largestError,
            String largestErrorAt,
            double meanError,
            long agreeing,
            double perplexity,
            double perplexityAgainst) {}

    private final List<Window> windows;
    private final ModelConfiguration sizes;
    private final Consumer<String> progress;
    private double largest;
    private String largestAt = "nowhere";
    private double sum;
    private long agreeing;

    private PrecisionComparison(List<Window> windows, ModelConfiguration sizes, Consumer<String> progress) {
        this.windows = windows;
        this.sizes = sizes;
        this.progress = progress;
    }

    /**
     * Compares on texts.
     *
     * @param temporary a folder for a file of four bytes for every predicted token and id of the vocabulary
     * @param free bytes of memory that can be taken
     * @param progress hears what is being done
     * @throws ModelUnavailableException if the model cannot be used, or memory or disk do not suffice
     * @throws org.charactermirror.problem.BadInputException if a text is empty, or all are too short
     */
    public static Result compare(
            Path model, List<Text> texts, Settings settings, Path temporary, long free, Consumer<String> progress) {
        ModelConfiguration sizes = ModelConfiguration.read(model);
        List<Window> windows;
        try (GlmTokenizer tokenizer = GlmTokenizer.open(model)) {
            tokenizer.checkFits(sizes);
            windows = windows(texts, tokenizer, Math.min(settings.context(), sizes.contextLength()));
        }
        for (Precision precision : List.of(settings.against(), settings.precision())) {
            requireMemory(new MemoryNeeds(sizes, precision), settings.context(), free);
        }
        return compare(model, windows, settings, temporary, progress);
    }

    /** Compares on windows of at least one predicted token in all. */
    static Result compare(
            Path model, List<Window> windows, Settings settings, Path temporary, Consumer<String> progress) {
        ModelConfiguration sizes = ModelConfiguration.read(model);
        Checkpoint checkpoint = Checkpoint.open(model, sizes);
        long tokens = windows.stream().mapToLong(Window::predicted).sum();
        PrecisionComparison comparison = new PrecisionComparison(windows, sizes, progress);
        Path file = temporary.resolve("logits");
        try {
            requireRoom(temporary, tokens * sizes.vocabulary() * Float.BYTES);
            double against;
            double own;
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                against = comparison.run(checkpoint, settings.against(), (place, logits) -> write(out, logits));
            }
            try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
                own = comparison.run(
                        checkpoint, settings.precision(), (place, logits) -> comparison.note(in, place, logits));
            }
            return new Result(
                    windows.size(),
                    comparison.context(),
                    tokens,
                    comparison.largest,
                    comparison.largestAt,
                    comparison.sum / tokens / sizes.vocabulary(),
                    comparison.agreeing,
                    StrictMath.exp(own / tokens),
                    StrictMath.exp(against / tokens));
        } catch (IOException e) {
            throw new ModelUnavailableException(
                    file + ": logits cannot be kept there: " + e.getMessage() + "; name another folder with --cache",
                    e);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ModelUnavailableException(file + ": cannot be removed: " + e.getMessage(), e);
        }
    }

    /** What becomes of a prediction's logits. */
    private interface Sink {
        void take(String place, float[] logits) throws IOException;
    }

    /** Runs all windows and returns the sum of the tokens' negative log-probabilities. */
    private double run(Checkpoint checkpoint, Precision precision, Sink sink) throws IOException {
        String word = precision.word();
        progress.accept("loading the model at " + word);
        double surprise = 0;
        Weights.Source weights = Weights.of(checkpoint, precision, EmbeddedModels.cacheFolder());
        try (Decoder decoder = Decoder.of(sizes, precision, context(), 0, weights);
                KeyValueCache cache = decoder.newCache()) {
            for (int index = 0; index < windows.size(); index++) {
                progress.accept(word + ": window " + (index + 1) + " of " + windows.size());
                cache.truncate(0);
                surprise += run(decoder, cache, windows.get(index), sink);
            }
        }
        return surprise;
    }

    private int context() {
        return windows.stream().mapToInt(window -> window.ids().length).max().orElseThrow();
    }

    private static double run(Decoder decoder, KeyValueCache cache, Window window, Sink sink) throws IOException {
        int[] ids = window.ids();
        double surprise = 0;
        // The last token predicts nothing that is known.
        for (int from = 0; from < ids.length - 1; from += PIECE) {
            int to = Math.min(ids.length - 1, from + PIECE);
            List<float[]> logits = decoder.allLogits(cache, Arrays.copyOfRange(ids, from, to));
            for (int next = Math.max(from + 1, window.first()); next <= to; next++) {
                float[] row = logits.get(next - 1 - from);
                String place = window.place() + ", token " + (next - window.first() + 1);
                surprise += surprise(row, ids[next], place);
                sink.take(place, row);
            }
        }
        return surprise;
    }

    /** Returns the negative natural logarithm of a token's probability. */
    private static double surprise(float[] logits, int token, String place) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw new ModelUnavailableException("the network gave " + logit + " at " + place
                        + "; its weights are damaged, or overflow at this precision");
            }
            most = Math.max(most, logit);
        }
        double total = 0;
        for (float logit : logits) {
            // Below that it adds nothing to a sum of at least 1.
            total += logit - most > Exponential.LEAST ? Exponential.of(logit - most) : 0;
        }
        return most + StrictMath.log(total) - logits[token];
    }

    private static void write(FileChannel out, float[] logits) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(logits.length * Float.BYTES);
        bytes.asFloatBuffer().put(logits);
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private void note(FileChannel in, String place, float[] logits) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(logits.length * Float.BYTES);
        while (bytes.hasRemaining()) {
            if (in.read(bytes) < 0) {
                throw new IOException("ends too early");
            }
        }
        float[] expected = new float[logits.length];
        bytes.flip().asFloatBuffer().get(expected);
        for (int id = 0; id < logits.length; id++) {
            double error = Math.abs((double) logits[id] - expected[id]);
            sum += error;
            if (error > largest) {
                largest = error;
                largestAt = place + ", id " + id;
            }
        }
        agreeing += ModelVerification.likeliest(logits) == ModelVerification.likeliest(expected) ? 1 : 0;
    }

    /** Cuts every text; each window begins as a prompt does. */
    private static List<Window> windows(List<Text> texts, GlmTokenizer tokenizer, int context) {
        int[] beginning = BEGINNING.stream().mapToInt(tokenizer::special).toArray();
        int room = context - beginning.length;
        Problems problems = new Problems();
        List<Window> windows = new ArrayList<>();
        for (Text text : texts) {
            int[] ids = tokenizer.encode(text.content());
            if (ids.length == 0 || text.content().isBlank()) {
                problems.error(text.name(), "holds no text");
            }
            for (int from = 0; from < ids.length; from += room) {
                int to = Math.min(ids.length, from + room);
                int[] window = Arrays.copyOf(beginning, beginning.length + to - from);
                System.arraycopy(ids, from, window, beginning.length, to - from);
                windows.add(new Window(text.name() + ", window " + (from / room + 1), window, beginning.length));
            }
        }
        problems.throwIfErrors();
        int tokens = windows.stream().mapToInt(Window::predicted).sum();
        if (tokens < FEWEST_TOKENS) {
            problems.error(
                    texts.size() == 1 ? texts.get(0).name() : "the texts",
                    tokens + " tokens together say nothing of a model; give it texts of at least " + FEWEST_TOKENS
                            + " tokens, better thousands");
            problems.throwIfErrors();
        }
        return windows;
    }

    private static void requireMemory(MemoryNeeds needs, int context, long free) {
        int tokens = Math.min(context, needs.sizes().contextLength());
        long needed = needs.total(1, tokens, 2 * needs.cache(tokens));
        if (needed > free) {
            throw new ModelUnavailableException(String.format(
                    Locale.ROOT,
                    "the model takes %.1f GB of memory at %s, and %.1f GB are free; end other programs, compare with"
                            + " another precision (--against), or use a machine with more memory",
                    needed / 1e9,
                    needs.precision().word(),
                    free / 1e9));
        }
    }

    private static void requireRoom(Path folder, long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new ModelUnavailableException(String.format(
                    Locale.ROOT,
                    "%s: the logits take %.1f GB, and the disk has %.1f GB free; give shorter texts, or name a folder on"
                            + " another disk with --cache",
                    folder,
                    bytes / 1e9,
                    free / 1e9));
        }
    }
}
