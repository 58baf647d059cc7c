package org.charactermirror.chat.remote;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.LimitedModel;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.Parameter;
import org.charactermirror.chat.TextListener;
import org.charactermirror.chat.TokenEstimate;

/**
 * A model behind an endpoint that takes chat requests in OpenAI's form, or in CharacterGLM's.
 *
 * <p>What may pass is tried again; what is waited for can be stopped. Replies are streamed where somebody listens. The seed
 * is sent, but whether the same request gets the same reply is the endpoint's affair.
 */
public final class RemoteChatModel implements LimitedModel {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    /** How often an endpoint is looked for before nothing is played at all. */
    private static final int LOOKS = 3;

    private final RemoteSettings settings;
    private final Waiting waiting;
    private final Pacing pacing;
    private final Wire wire;
    private final Line line;
    private final Calls calls;
    private final ErrorAnswer errors;
    private final Credentials credentials;

    private RemoteChatModel(
            RemoteSettings settings,
            Waiting waiting,
            Pacing pacing,
            Duration timeout,
            UsageMeter meter,
            Consumer<String> notices) {
        this.settings = settings;
        this.waiting = waiting;
        this.pacing = pacing;
        HttpClient client = HttpClient.newBuilder()
                // With HTTP/2 all requests share one connection, which refuses more of them than the server likes.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT)
                .build();
        wire = new Wire(client, waiting, timeout, pacing.grace());
        line = new Line(
                settings.name(),
                settings.limits().requestsPerMinute(),
                settings.limits().tokensPerMinute(),
                settings.limits().concurrency(),
                pacing,
                waiting,
                notices);
        calls = new Calls(settings.name(), settings.limits().attempts(), pacing, waiting, line, meter);
        boolean signed = settings.dialect() instanceof Dialect.CharacterGlm;
        credentials = new Credentials(settings.key(), signed, Instant::now);
        errors = new ErrorAnswer(settings.name(), credentials::hiddenIn, Instant::now);
    }

    /**
     * Makes a model; nothing is sent yet.
     *
     * @param meter counts what is asked
     * @param stopRequested is looked at while the model waits; when it says yes, what waits ends with {@link
     *     org.charactermirror.chat.StoppedException}
     * @param notices hears in a sentence when the endpoint is found down, and up again
     */
    public static RemoteChatModel of(
            RemoteSettings settings, UsageMeter meter, BooleanSupplier stopRequested, Consumer<String> notices) {
        return of(
                settings,
                Waiting.inRealTime(stopRequested),
                Pacing.ofPatience(Duration.ofMinutes(settings.limits().patienceMinutes())),
                Duration.ofSeconds(settings.limits().timeoutSeconds()),
                meter,
                notices);
    }

    static RemoteChatModel of(
            RemoteSettings settings,
            Waiting waiting,
            Pacing pacing,
            Duration timeout,
            UsageMeter meter,
            Consumer<String> notices) {
        return new RemoteChatModel(settings, waiting, pacing, timeout, meter, notices);
    }

    /**
     * Looks whether there is an endpoint that takes the key, without asking for anything that costs.
     *
     * @throws ModelUnavailableException if there is no connection, or the key is refused
     */
    public void look() {
        HttpRequest request =
                request(HttpRequest.newBuilder(settings.models())).GET().build();
        for (int look = 1; ; look++) {
            try {
                Answer answer = wire.send(request);
                answer.body().close();
                if (answer.status() == 401) {
                    throw new ModelUnavailableException("model " + settings.name() + ": " + settings.baseUrl()
                            + " does not take the key" + (settings.key().isEmpty() ? ": none is given" : "")
                            + "; check api_key_file");
                }
                return;
            } catch (AttemptFailure e) {
                if (look == LOOKS) {
                    throw new ModelUnavailableException(
                            "model " + settings.name() + ": " + e.reason() + "; check base_url (" + settings.baseUrl()
                                    + ") and whether the endpoint is running",
                            e);
                }
                waiting.pause(pacing.firstBackoff());
            }
        }
    }

    @Override
    public ModelDescription description() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("base_url", settings.baseUrl().toString());
        facts.put(
                "parameters",
                settings.parameters().stream().sorted().map(Parameter::word).collect(Collectors.joining(", ")));
        if (settings.dialect() instanceof Dialect.OpenAi openAi) {
            facts.put("system_prompt", openAi.prompt().template());
            facts.put("system_prompt sha256", openAi.prompt().sha256());
        }
        return new ModelDescription(
                settings.model(),
                settings.dialect().provider(),
                "unknown: ask its provider",
                "Answered by a service at " + settings.baseUrl().getHost()
                        + ", which may change, and need not repeat a reply for the same seed.",
                0,
                facts);
    }

    @Override
    public void limit(CallLimits limits) {
        line.limit(limits);
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        boolean stream = settings.stream() || listener != TextListener.NONE;
        byte[] body = RequestBody.of(settings, request, stream);
        long estimate = TokenEstimate.ofPrompt(settings.dialect().profile(request.persona()), request.messages())
                + request.settings().maxNewTokens();
        return calls.reply(estimate, () -> ask(body, listener));
    }

    private ChatReply ask(byte[] body, TextListener listener) {
        HttpRequest request = request(HttpRequest.newBuilder(settings.chat()))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        Answer answer = wire.send(request);
        try (Answer.Body arriving = answer.body()) {
            if (answer.status() < 200 || answer.status() >= 300) {
                throw errors.of(answer, complaint(arriving));
            }
            ReplyReader reader = new ReplyReader(settings.name(), errors, listener);
            boolean streamed = answer.contentType().startsWith("text/event-stream");
            boolean done = false;
            try {
                ChatReply reply =
                        streamed ? EventStream.read(arriving, reader) : reader.whole(Answer.text(all(arriving)));
                done = true;
                return reply;
            } finally {
                if (!done && reader.heard()) {
                    listener.restarted();
                }
            }
        }
    }

    private HttpRequest.Builder request(HttpRequest.Builder builder) {
        credentials.header().ifPresent(header -> builder.header("Authorization", header));
        return builder;
    }

    private static byte[] all(Answer.Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] next = body.next(); next.length > 0; next = body.next()) {
            bytes.writeBytes(next);
        }
        return bytes.toByteArray();
    }

    /** Returns what an endpoint says of a failure as far as it can be read; the status says enough without. */
    private static String complaint(Answer.Body body) {
        try {
            return new String(all(body), StandardCharsets.UTF_8);
        } catch (AttemptFailure e) {
            return "";
        }
    }

    @Override
    public void close() {
        // Connections that nobody uses are closed by the client itself, which ends with this object.
    }
}
