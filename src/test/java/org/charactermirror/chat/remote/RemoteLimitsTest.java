package org.charactermirror.chat.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.Parameter;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a study allows itself towards an endpoint is kept. */
class RemoteLimitsTest {

    private final FakeEndpoint endpoint = FakeEndpoint.start();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void requests_keep_their_distance() {
        Endpoints.FakeTime time = new Endpoints.FakeTime();
        RemoteChatModel model = model(OptionalInt.of(40), OptionalLong.empty(), OptionalInt.empty(), time);

        for (int call = 0; call < 3; call++) {
            model.reply(Endpoints.request(call), TextListener.NONE);
        }

        // 40 in a minute are one in 1.5 seconds; the first one need not wait.
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(1500), Duration.ofMillis(1500));
    }

    @Test
    void tokens_are_reserved_by_a_guess_and_settled_by_what_the_endpoint_counted() {
        Endpoints.FakeTime time = new Endpoints.FakeTime();
        RemoteChatModel model = model(OptionalInt.empty(), OptionalLong.of(6000), OptionalInt.empty(), time);
        String counted = "{\"choices\":[{\"message\":{\"content\":\"江东。\"},\"finish_reason\":\"stop\"}],\"usage\":"
                + "{\"prompt_tokens\":50,\"completion_tokens\":3}}";
        endpoint.next(Answers.body("application/json", counted), Answers.replyWithoutUsage());

        model.reply(Endpoints.request(1), TextListener.NONE);
        model.reply(Endpoints.request(2), TextListener.NONE);
        // 6,000 in a minute are one in 10 ms: 53 tokens take 530 ms.
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(530));

        model.reply(Endpoints.request(3), TextListener.NONE);
        // What was not counted stays as it was guessed. The system prompt 你是项羽。项羽，西楚霸王。 and 对方：一个学历史的学生
        // has 24 characters and a line feed, 2 x 24 + 1; the messages have 2 x 4 and 2 x 7; three times 8 around them;
        // and
        // the reply may have 32: 127 tokens.
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(530), Duration.ofMillis(1270));
    }

    @Test
    void no_more_requests_are_under_way_at_once_than_allowed() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        endpoint.usually(request -> (asked, socket) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            return Answers.slowly(
                            (later, connection) -> {
                                underWay.decrementAndGet();
                                return Answers.reply().give(later, connection);
                            },
                            10)
                    .give(asked, socket);
        });
        RemoteChatModel model =
                model(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.of(3), Waiting.inRealTime(() -> false));
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<ChatReply>> replies = new ArrayList<>();
        try {
            for (int call = 0; call < 36; call++) {
                int seed = call;
                replies.add(threads.submit(() -> model.reply(Endpoints.request(seed), TextListener.NONE)));
            }
            for (Future<ChatReply> reply : replies) {
                assertThat(reply.get().text()).isNotBlank();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(most.get()).isBetween(1, 3);
    }

    private RemoteChatModel model(OptionalInt requests, OptionalLong tokens, OptionalInt concurrency, Waiting waiting) {
        return RemoteChatModel.of(
                new RemoteSettings(
                        "far",
                        URI.create(endpoint.url()),
                        "far-1",
                        Endpoints.OPENAI,
                        Optional.empty(),
                        new CallLimits(requests, tokens, concurrency, 60, 10, 10),
                        false,
                        Parameter.USUAL),
                waiting,
                Endpoints.QUICK,
                Duration.ofSeconds(60),
                new UsageMeter(),
                notice -> {});
    }
}
