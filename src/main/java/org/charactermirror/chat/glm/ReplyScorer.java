package org.charactermirror.chat.glm;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.Persona;
import org.jspecify.annotations.Nullable;

/**
 * Tells how likely a local model finds replies that were said by whomever: each token is given to it as it was said, and
 * the probability that it gave to it beforehand is noted (teacher forcing). Probabilities are those of the network itself, at
 * temperature 1 and over its whole vocabulary. One thread at a time.
 *
 * <p>The prompt is the one that the model would be asked with. What is common to two prompts, one after the other, is
 * computed once, which changes no bit of the result.
 */
public final class ReplyScorer implements AutoCloseable {

    /** So many tokens' logits are held at a time: each has a number for every word of the vocabulary. */
    private static final int AT_ONCE = 32;

    private final GlmTokenizer tokenizer;
    private final Decoder decoder;
    private final int limit;
    private final KeyValueCache cache;
    private int[] cached = {};

    private ReplyScorer(GlmTokenizer tokenizer, Decoder decoder, int limit) {
        this.tokenizer = tokenizer;
        this.decoder = decoder;
        this.limit = limit;
        this.cache = decoder.newCache();
    }

    /**
     * Opens a model's folder: {@code config.json}, {@code tokenizer.model} and the weights.
     *
     * @throws ModelUnavailableException if anything of it is missing, damaged or does not fit, or libtorch cannot be used
     */
    public static ReplyScorer open(Path directory, Precision asked) {
        ModelConfiguration sizes = ModelConfiguration.read(directory);
        Precision precision = GlmChatModel.nearest(asked);
        Checkpoint checkpoint = Checkpoint.open(directory, sizes);
        GlmTokenizer tokenizer = GlmTokenizer.open(directory);
        @Nullable Decoder decoder = null;
        try {
            tokenizer.checkFits(sizes);
            decoder = Decoder.of(
                    sizes,
                    precision,
                    sizes.contextLength(),
                    0,
                    Weights.of(checkpoint, precision, EmbeddedModels.cacheFolder()));
            return new ReplyScorer(tokenizer, decoder, sizes.contextLength());
        } catch (RuntimeException e) {
            tokenizer.close();
            if (decoder != null) {
                decoder.close();
            }
            throw e;
        }
    }

    /**
     * Returns the natural logarithms of the probabilities of a reply's tokens, each given all before it; the end of the reply
     * is not one of them. Of a dialogue that is too long as few of the oldest messages are left out as will do, in steps of
     * four.
     *
     * @param messages the dialogue so far, the last one by the user
     * @param reply with a word at least; as in prompts, line breaks count as spaces
     * @return nothing if the profile, the last message and the reply do not fit the context together
     */
    public Optional<double[]> logProbabilities(Persona persona, List<Message> messages, String reply) {
        int room = tokenizer.encode(Prompt.said(reply)).length + 1;
        if (room > limit) {
            return Optional.empty();
        }
        ChatRequest request = new ChatRequest(persona, messages, GenerationSettings.greedy(room), 0);
        try {
            Prompt prompt = Prompt.of(request, tokenizer, limit);
            int[] whole = Prompt.withReply(request, prompt.droppedMessages(), reply, tokenizer);
            if (whole.length > limit) {
                return Optional.empty();
            }
            // A piece may reach from the prompt into the reply; it is then counted to the reply.
            int from = common(prompt.ids(), whole);
            return from == whole.length ? Optional.empty() : Optional.of(logProbabilities(whole, from));
        } catch (ContextTooLongException e) {
            return Optional.empty();
        }
    }

    private static int common(int[] one, int[] other) {
        int mismatch = Arrays.mismatch(one, other);
        return mismatch < 0 ? one.length : mismatch;
    }

    private double[] logProbabilities(int[] ids, int from) {
        // The token before the first that is scored is always run: its logits are wanted.
        int kept = Math.min(common(cached, ids), from - 1);
        cached = new int[0];
        cache.truncate(kept);
        double[] logs = logProbabilities(decoder, cache, ids, from);
        cached = Arrays.copyOf(ids, cache.length());
        return logs;
    }

    /**
     * Returns the logarithms of the probabilities of the tokens from a place on.
     *
     * @param cache holds some of the tokens before that place, but not all of them
     */
    static double[] logProbabilities(Decoder decoder, KeyValueCache cache, int[] ids, int from) {
        double[] logs = new double[ids.length - from];
        float[] before = decoder.lastLogits(cache, Arrays.copyOfRange(ids, cache.length(), from));
        logs[0] = logProbability(before, ids[from]);
        for (int start = from; start < ids.length - 1; start += AT_ONCE) {
            int end = Math.min(ids.length - 1, start + AT_ONCE);
            List<float[]> logits = decoder.allLogits(cache, Arrays.copyOfRange(ids, start, end));
            for (int i = 0; i < logits.size(); i++) {
                logs[start - from + i + 1] = logProbability(logits.get(i), ids[start + i + 1]);
            }
        }
        return logs;
    }

    /** Returns the logarithm of the softmax at a token, computed from the largest logit down so that nothing overflows. */
    private static double logProbability(float[] logits, int token) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return logits[token] - largest - Math.log(sum);
    }

    @Override
    public void close() {
        cache.close();
        decoder.close();
        tokenizer.close();
    }
}
