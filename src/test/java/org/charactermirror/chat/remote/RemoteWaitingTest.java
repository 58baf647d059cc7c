package org.charactermirror.chat.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.GaveUpException;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How calls wait for an endpoint that asks to be left alone or is down, and how they stop waiting. */
class RemoteWaitingTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final FakeEndpoint endpoint = FakeEndpoint.start();
    private final UsageMeter meter = new UsageMeter();
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final ChatReply good = goodReply();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void an_endpoint_that_asks_to_be_left_alone_is() {
        Endpoints.FakeTime time = new Endpoints.FakeTime();
        endpoint.next(Answers.status(429, "", "Retry-After", "7"), Answers.status(503, "", "Retry-After", "11.5"));

        ChatReply reply = model(LONG, Endpoints.QUICK, time).reply(Endpoints.request(1), TextListener.NONE);

        assertThat(reply).isEqualTo(good);
        // A backoff of 1 ms and one of 2 ms, each up to a quarter more or less, take their part of the time asked for.
        assertThat(time.pauses()).hasSize(4);
        assertThat(time.pauses().get(0)).isBetween(Duration.ofNanos(750_000), Duration.ofNanos(1_250_000));
        assertThat(time.pauses().get(0).plus(time.pauses().get(1))).isEqualTo(Duration.ofSeconds(7));
        assertThat(time.pauses().get(2)).isBetween(Duration.ofNanos(1_500_000), Duration.ofNanos(2_500_000));
        assertThat(time.pauses().get(2).plus(time.pauses().get(3))).isEqualTo(Duration.ofMillis(11_500));
    }

    @Test
    void an_endpoint_that_asks_for_more_than_anybody_waits_is_given_up_at_once() {
        endpoint.next(Answers.status(429, "{\"error\":{\"message\":\"daily limit\"}}", "Retry-After", "86400"));

        assertThat(failure(GaveUpException.class, LONG))
                .hasMessage(
                        "far: gave up after 1 attempt: the endpoint asks to be left alone for 1440 minutes, which is"
                                + " more than the patience of 10 minutes; the last failure: HTTP 429: daily limit");
    }

    @Test
    void while_an_endpoint_is_down_calls_wait_and_lose_none_of_their_attempts() {
        Answers down = Answers.status(503, "{\"error\":{\"message\":\"loading\"}}");
        endpoint.next(Collections.nCopies(40, down).toArray(new Answers[0]));

        assertThat(whole(LONG)).isEqualTo(good);
        assertThat(meter.usage().attempts()).isEqualTo(41);
        assertThat(notices)
                .containsExactly(
                        "far: the endpoint seems to be down (HTTP 503: loading); waiting for it, 10 minutes at most",
                        "far: the endpoint answers again");
    }

    @Test
    void an_endpoint_that_stays_down_for_longer_than_the_patience_fails_calls_and_the_next_ones_at_once() {
        endpoint.usually(request -> Answers.status(503, "{\"error\":{\"message\":\"loading\"}}"));
        RemoteChatModel model = model(LONG, Endpoints.pacing(Duration.ofMillis(40)), Waiting.inRealTime(() -> false));

        GaveUpException first =
                catchThrowableOfType(GaveUpException.class, () -> model.reply(Endpoints.request(1), TextListener.NONE));

        assertThat(first)
                .hasMessage(
                        "far: the endpoint has been down for more than 0.04 s; the last failure: HTTP 503: loading");
        assertThat(first.attempts()).isPositive();
        long asked = meter.usage().attempts();
        assertThatThrownBy(() -> model.reply(Endpoints.request(2), TextListener.NONE))
                .isInstanceOf(GaveUpException.class)
                .hasMessage(first.getMessage());
        assertThat(meter.usage().attempts() - asked).as("a probe at most").isLessThanOrEqualTo(1);
        endpoint.usually(request -> Answers.reply());
        Optional<ChatReply> later = Optional.empty();
        while (later.isEmpty()) {
            later = tried(model);
        }
        assertThat(later).as("once it is up again").contains(good);
    }

    private static Optional<ChatReply> tried(RemoteChatModel model) {
        try {
            return Optional.of(model.reply(Endpoints.request(1), TextListener.NONE));
        } catch (GaveUpException e) {
            return Optional.empty();
        }
    }

    @Test
    void a_call_that_waits_ends_when_the_run_is_to_end() {
        AtomicBoolean stop = new AtomicBoolean();
        Pacing hours = new Pacing(
                Duration.ofHours(1),
                Duration.ofHours(2),
                5,
                Duration.ofHours(1),
                Duration.ofHours(10),
                Duration.ofHours(1));
        endpoint.usually(request -> {
            stop.set(true);
            return Answers.status(500, "");
        });

        assertThatThrownBy(() -> model(LONG, hours, Waiting.inRealTime(stop::get))
                        .reply(Endpoints.request(1), TextListener.NONE))
                .isInstanceOf(StoppedException.class)
                .hasMessage("the run was stopped while a reply was waited for");
    }

    @Test
    void a_request_under_way_has_a_time_of_grace_when_the_run_is_to_end() {
        AtomicBoolean stop = new AtomicBoolean();
        endpoint.next(Answers.slowly(Answers.reply(), 5));
        endpoint.usually(request -> {
            stop.set(true);
            return Answers.stall();
        });
        RemoteChatModel model = model(LONG, Endpoints.QUICK, Waiting.inRealTime(stop::get));

        assertThat(model.reply(Endpoints.request(1), TextListener.NONE)).isEqualTo(good);
        assertThatThrownBy(() -> model.reply(Endpoints.request(1), TextListener.NONE))
                .isInstanceOf(StoppedException.class);
    }

    @Test
    void an_interrupted_thread_waits_no_longer_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> whole(LONG))
                .isInstanceOf(StoppedException.class)
                .hasMessage("the thread was interrupted while a reply was waited for");
        assertThat(Thread.interrupted()).isTrue();
    }

    private ChatReply goodReply() {
        ChatReply reply = RemoteChatModel.of(
                        Endpoints.settings(endpoint.url(), Endpoints.OPENAI, false),
                        Waiting.inRealTime(() -> false),
                        Endpoints.QUICK,
                        LONG,
                        new UsageMeter(),
                        notice -> {})
                .reply(Endpoints.request(1), TextListener.NONE);
        endpoint.requests().clear();
        return reply;
    }

    private ChatReply whole(Duration timeout) {
        return model(timeout, Endpoints.QUICK, Waiting.inRealTime(() -> false))
                .reply(Endpoints.request(1), TextListener.NONE);
    }

    private <T extends ChatException> T failure(Class<T> type, Duration timeout) {
        return catchThrowableOfType(type, () -> whole(timeout));
    }

    private RemoteChatModel model(Duration timeout, Pacing pacing, Waiting waiting) {
        return RemoteChatModel.of(
                Endpoints.settings(endpoint.url(), Endpoints.OPENAI, false),
                waiting,
                pacing,
                timeout,
                meter,
                notices::add);
    }
}
