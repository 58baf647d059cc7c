package org.charactermirror.chat.remote;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.SystemPrompt;
import org.charactermirror.scenario.Endpoint;
import org.charactermirror.scenario.ModelSpec;

/** Opens a study's remote models as the program does, but for their waits, which are short. */
public final class QuickModels implements ChatModelFactory {

    private final Duration timeout;
    private final Map<String, UsageMeter> meters = new ConcurrentHashMap<>();
    private volatile BooleanSupplier stopRequested = () -> false;

    /**
     * Makes a factory.
     *
     * @param timeout until when an answer must be complete
     */
    public QuickModels(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public ChatModel open(ModelSpec spec) {
        ModelSpec.Remote remote = (ModelSpec.Remote) spec;
        Endpoint endpoint = remote.endpoint();
        Dialect dialect = spec instanceof ModelSpec.OpenAi
                ? new Dialect.OpenAi(SystemPrompt.ofLanguage("zh").orElseThrow())
                : new Dialect.CharacterGlm();
        return RemoteChatModel.of(
                new RemoteSettings(
                        spec.id(),
                        endpoint.baseUrl(),
                        endpoint.model(),
                        dialect,
                        Optional.empty(),
                        endpoint.limits(),
                        endpoint.stream(),
                        endpoint.parameters()),
                Waiting.inRealTime(() -> stopRequested.getAsBoolean()),
                Endpoints.QUICK,
                timeout,
                meters.computeIfAbsent(spec.id(), id -> new UsageMeter()),
                notice -> {});
    }

    @Override
    public void stopWhen(BooleanSupplier requested) {
        stopRequested = requested;
    }

    @Override
    public Map<String, ModelUsage> usage() {
        Map<String, ModelUsage> usage = new LinkedHashMap<>();
        meters.forEach((id, meter) -> usage.put(id, meter.usage()));
        return usage;
    }

    /** Fails in every way there is, drawn from a seed and the request, so that the order of requests does not matter. */
    public static Function<FakeEndpoint.Request, Answers> storm(long seed) {
        List<Answers> passing = List.of(
                Answers.status(429, "{\"error\":{\"message\":\"slow down\"}}"),
                Answers.status(429, "", "Retry-After", "0"),
                Answers.status(500, "{\"error\":{\"message\":\"boom\"}}"),
                Answers.status(503, "<html>busy</html>"),
                Answers.stall(),
                Answers.stallMidway(),
                Answers.drip(),
                Answers.half(),
                Answers.halfWithoutLength(),
                Answers.reset(),
                Answers.body("application/json", "{\"choices\": [{"),
                Answers.encodedAs("GB18030"),
                Answers.replyThatEnds("network_error"));
        List<Answers> lasting = List.of(
                Answers.replyThatEnds("content_filter"),
                Answers.status(400, "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"too long\"}}"),
                Answers.status(400, "{\"error\":{\"message\":\"bad\"}}"),
                Answers.status(500, "{\"error\":{\"message\":\"boom\"}}"));
        return request -> {
            SplittableRandom fate =
                    new SplittableRandom(seed ^ request.body().toString().hashCode());
            if (fate.nextInt(100) < 3) {
                return lasting.get(fate.nextInt(lasting.size()));
            }
            SplittableRandom luck = new SplittableRandom(fate.nextLong() + request.time());
            return luck.nextInt(100) < 25 ? passing.get(luck.nextInt(passing.size())) : Answers.reply();
        };
    }
}
