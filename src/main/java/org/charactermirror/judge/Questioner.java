package org.charactermirror.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Price;
import org.charactermirror.chat.RefusedException;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.chat.TextListener;
import org.charactermirror.chat.TokenEstimate;
import org.charactermirror.document.Sha256;

/** Asks a judging model what was not asked before, as long as there is money. Thread-safe. */
public final class Questioner {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String judge;
    private final ChatModel model;
    private final String identity;
    private final Optional<Price> price;
    private final Desk desk;
    private final Semaphore places;

    /**
     * Makes a questioner.
     *
     * @param identity tells the model from every other one that may answer otherwise
     * @param price none where nothing is known, or nothing is to be paid
     * @param places how many requests may be under way at once, at least 1; more threads may ask, so that none of the
     *     places is empty while an answer is being kept
     */
    public Questioner(String judge, ChatModel model, String identity, Optional<Price> price, Desk desk, int places) {
        this.judge = judge;
        this.model = model;
        this.identity = identity;
        this.price = price;
        this.desk = desk;
        this.places = new Semaphore(places);
    }

    /**
     * Returns the answer to a request: the kept one, or a new one, which is kept.
     *
     * @throws org.charactermirror.chat.ChatException if the model does not answer; that is not kept
     * @throws StoppedException if nothing more is to be asked, or cannot be paid for
     */
    KeptAnswer ask(ChatRequest request) {
        String key = key(identity, request);
        try {
            return desk.answer(key, () -> paidFor(key, request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("the judging is to end");
        }
    }

    private KeptAnswer paidFor(String key, ChatRequest request) {
        if (desk.isToStop()) {
            throw new StoppedException("the judging is to end");
        }
        BigDecimal most = price.map(known -> most(known, request)).orElse(BigDecimal.ZERO);
        if (!desk.purse().reserve(most)) {
            throw new StoppedException("the budget does not suffice");
        }
        BigDecimal cost = BigDecimal.ZERO;
        try {
            KeptAnswer answer = answered(key, request);
            cost = answer.cost().orElse(BigDecimal.ZERO);
            if (desk.purse().isBounded() && !answer.refused() && answer.promptTokens() == 0 && most.signum() > 0) {
                desk.purse().close(new Shortage.Uncounted(judge));
            }
            return answer;
        } finally {
            desk.purse().settle(most, cost);
        }
    }

    private KeptAnswer answered(String key, ChatRequest request) {
        places.acquireUninterruptibly();
        long start = System.nanoTime();
        ChatReply reply;
        try {
            if (desk.isToStop()) {
                throw new StoppedException("the judging is to end");
            }
            reply = model.reply(request, TextListener.NONE);
        } catch (RefusedException e) {
            return new KeptAnswer(
                    key,
                    judge,
                    true,
                    String.valueOf(e.getMessage()),
                    false,
                    0,
                    0,
                    0,
                    seconds(start),
                    Optional.empty(),
                    Optional.empty());
        } finally {
            places.release();
        }
        if (reply.droppedMessages() > 0) {
            // The oldest message is the one with everything that is to be judged.
            throw new ContextTooLongException("what is judged does not fit the context of " + judge);
        }
        Optional<Price> told = price.filter(known -> reply.counted());
        return new KeptAnswer(
                key,
                judge,
                false,
                reply.text(),
                reply.stopReason() == StopReason.LENGTH,
                reply.promptTokens(),
                reply.cachedTokens(),
                reply.replyTokens(),
                seconds(start),
                told.map(known -> known.of(reply.promptTokens(), reply.replyTokens())),
                told.map(Price::currency));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Returns what a request may cost at most, of one attempt. */
    static BigDecimal most(Price price, ChatRequest request) {
        return price.of(promptTokens(request), request.settings().maxNewTokens());
    }

    /** Guesses the tokens of a request, rather too many than too few. */
    static long promptTokens(ChatRequest request) {
        return TokenEstimate.ofPrompt(
                request.persona().botName()
                        + request.persona().botInfo()
                        + request.persona().userName()
                        + request.persona().userInfo(),
                request.messages());
    }

    /** Returns the SHA-256 of everything that an answer depends on: model, prompt, settings and seed. */
    static String key(String identity, ChatRequest request) {
        GenerationSettings settings = request.settings();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("model", identity);
        all.put("prompt", prompt(request));
        all.put(
                "settings",
                List.of(
                        settings.temperature(),
                        settings.topP(),
                        settings.topK(),
                        settings.repetitionPenalty(),
                        settings.maxNewTokens(),
                        settings.maxLength(),
                        settings.numBeams()));
        all.put("seed", request.seed());
        return Sha256.hex(json(all));
    }

    /** Returns the SHA-256 of the prompt alone. */
    static String promptSha256(ChatRequest request) {
        return Sha256.hex(json(prompt(request)));
    }

    private static List<Object> prompt(ChatRequest request) {
        return List.of(
                List.of(
                        request.persona().botName(),
                        request.persona().botInfo(),
                        request.persona().userName(),
                        request.persona().userInfo()),
                request.messages().stream()
                        .map(message -> List.of(message.role().name(), message.text()))
                        .toList());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can always be written", e);
        }
    }
}
