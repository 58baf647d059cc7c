package org.charactermirror.chat.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.GaveUpException;
import org.charactermirror.chat.RefusedException;
import org.charactermirror.chat.RejectedException;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every way in which an endpoint fails, by itself, over a real connection. */
class RemoteFaultsTest {

    /** An answer that does not come within this is not waited for; where it is to come, much longer. */
    private static final Duration SHORT = Duration.ofMillis(150);

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
    void a_storm_of_429_is_weathered() {
        Answers busy = Answers.status(429, "{\"error\":{\"message\":\"slow down\"}}");
        endpoint.next(busy, busy, busy, busy, busy, busy);

        assertThat(whole(LONG)).isEqualTo(good);
        assertThat(meter.usage().retries()).isEqualTo(Map.of("rate_limited", 6L));
        assertThat(notices).as("an endpoint that says so is not down").isEmpty();
    }

    @Test
    void after_ten_attempts_a_call_is_given_up_with_the_last_failure() {
        endpoint.usually(request -> Answers.status(429, "{\"error\":{\"message\":\"slow  down\\nplease\"}}"));

        GaveUpException failure = failure(GaveUpException.class, LONG);

        assertThat(failure).hasMessage("far: gave up after 10 attempts; the last failure: HTTP 429: slow down please");
        assertThat(failure.attempts()).isEqualTo(10);
        assertThat(failure.kind()).isEqualTo(FailureKind.GAVE_UP);
        assertThat(endpoint.requests()).hasSize(10);
        assertThat(meter.usage().attempts()).isEqualTo(10);
        assertThat(meter.usage().retries()).isEqualTo(Map.of("rate_limited", 9L));
    }

    @Test
    void a_server_that_fails_is_asked_again() {
        endpoint.next(
                Answers.status(500, "{\"error\":\"boom\"}"),
                Answers.status(529, ""),
                Answers.status(503, "<html>sorry</html>"));

        assertThat(whole(LONG)).isEqualTo(good);
        assertThat(meter.usage().retries()).isEqualTo(Map.of("server_error", 3L));
    }

    @Test
    void a_question_that_breaks_the_server_every_time_is_given_up_though_it_seems_down() {
        endpoint.usually(request -> Answers.status(500, "{\"error\":{\"message\":\"boom\"}}"));

        assertThat(failure(GaveUpException.class, LONG))
                .hasMessage("far: gave up after 10 attempts; the last failure: HTTP 500: boom");
        assertThat(notices)
                .containsExactly(
                        "far: the endpoint seems to be down (HTTP 500: boom); waiting for it, 10 minutes at most");
    }

    @Test
    void a_connection_that_is_reset_is_made_again() {
        endpoint.next(Answers.reset(), Answers.reset());

        assertThat(whole(LONG)).isEqualTo(good);
        assertThat(meter.usage().retries()).isEqualTo(Map.of("connection", 2L));
    }

    @Test
    void an_answer_that_does_not_come_is_not_waited_for() {
        endpoint.next(Answers.stall());

        assertThat(whole(SHORT)).isEqualTo(good);
        assertThat(meter.usage().retries()).containsKey("timeout");
        endpoint.usually(request -> Answers.stall());
        assertThat(failure(GaveUpException.class, SHORT))
                .hasMessage("far: gave up after 10 attempts; the last failure: no answer within 0.15 s");
    }

    @Test
    void an_answer_that_stops_midway_is_not_waited_for() {
        endpoint.next(Answers.stallMidway());

        assertThat(whole(SHORT)).isEqualTo(good);
        endpoint.usually(request -> Answers.stallMidway());
        assertThat(failure(GaveUpException.class, SHORT))
                .hasMessage(
                        "far: gave up after 10 attempts; the last failure: the answer was not complete within 0.15 s");
    }

    @Test
    void an_answer_that_drips_for_ever_is_given_up_although_something_comes_all_the_time() {
        endpoint.next(Answers.drip());

        assertThat(whole(SHORT)).isEqualTo(good);
        assertThat(meter.usage().retries()).containsKey("timeout");
        endpoint.next(Answers.drip());
        assertThat(streamed(SHORT, text -> {})).isEqualTo(good);
    }

    @Test
    void half_an_answer_is_no_reply() {
        endpoint.next(Answers.half(), Answers.halfWithoutLength());

        assertThat(whole(LONG)).isEqualTo(good);
        assertThat(meter.usage().retries()).isEqualTo(Map.of("cut", 1L, "unreadable", 1L));
    }

    @Test
    void half_a_stream_is_no_reply_and_what_was_heard_of_it_is_void() {
        endpoint.next(Answers.half(), Answers.halfWithoutLength());
        Heard heard = new Heard();

        ChatReply reply = streamed(LONG, heard);

        assertThat(reply).isEqualTo(good);
        assertThat(heard.text).hasToString(good.text());
        assertThat(heard.restarts).isEqualTo(2);
        assertThat(meter.usage().retries()).isEqualTo(Map.of("cut", 2L));
        endpoint.usually(request -> Answers.halfWithoutLength());
        assertThat(catchThrowableOfType(GaveUpException.class, () -> streamed(LONG, heard)))
                .hasMessage("far: gave up after 10 attempts; the last failure: the stream ended before the reply was"
                        + " complete");
        assertThat(heard.text).hasToString("");
    }

    @Test
    void what_cannot_be_read_is_asked_for_again_and_named() {
        assertUnreadable(Answers.body("application/json", "{\"choices\": [{"), "it is not JSON");
        assertUnreadable(Answers.body("text/html", "<html>Bad gateway</html>"), "it is not JSON");
        assertUnreadable(Answers.body("application/json", ""), "it is empty");
        assertUnreadable(Answers.body("application/json", "[1]"), "it is no object");
        assertUnreadable(Answers.body("application/json", "{}"), "it has no choices");
        assertUnreadable(Answers.body("application/json", "{\"choices\":[]}"), "it has no choices");
        assertUnreadable(
                Answers.body("application/json", "{\"choices\":[{\"message\":{\"content\":\"x\"}}]}"),
                "it does not say why the reply ended");
        assertUnreadable(
                Answers.body(
                        "application/json",
                        "{\"choices\":[{\"message\":{\"content\":[1]},\"finish_reason\":\"stop\"}]}"),
                "the reply is no text");
        assertUnreadable(Answers.replyThatEnds("tool_calls"), "the reply ended for an unknown reason, \"tool_calls\"");
    }

    private void assertUnreadable(Answers answers, String reason) {
        endpoint.next(answers);
        assertThat(whole(LONG)).isEqualTo(good);
        endpoint.usually(request -> answers);
        assertThat(failure(GaveUpException.class, LONG))
                .hasMessage("far: gave up after 10 attempts; the last failure: the answer cannot be read: " + reason);
        endpoint.usually(request -> Answers.reply());
    }

    @Test
    void an_answer_in_another_encoding_is_not_guessed_at() {
        endpoint.next(Answers.encodedAs("GB18030"));

        assertThat(whole(LONG)).isEqualTo(good);
        endpoint.usually(request -> Answers.encodedAs("GB18030"));
        assertThat(failure(GaveUpException.class, LONG))
                .hasMessage("far: gave up after 10 attempts; the last failure: the answer is not UTF-8");
    }

    @Test
    void an_error_with_the_status_of_a_success_is_an_error() {
        endpoint.next(Answers.body("application/json", "{\"error\":{\"message\":\"overloaded\"}}"));

        assertThat(whole(LONG)).isEqualTo(good);
        assertThat(meter.usage().retries()).isEqualTo(Map.of("server_error", 1L));
    }

    @Test
    void what_the_providers_filter_refuses_is_not_asked_again() {
        endpoint.next(Answers.replyThatEnds("content_filter"));
        assertThat(failure(RefusedException.class, LONG))
                .hasMessage("far: the provider's filter refused the reply (content_filter)");
        endpoint.next(Answers.status(400, "{\"error\":{\"code\":\"1301\",\"message\":\"系统检测到输入或生成内容可能包含不安全或敏感内容\"}}"));
        assertThat(failure(RefusedException.class, LONG))
                .hasMessage("far: the provider's filter refused the request (HTTP 400: 系统检测到输入或生成内容可能包含不安全或敏感内容)");
        endpoint.next(
                Answers.body(
                        "application/json",
                        "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I can't.\"},\"finish_reason\":\"stop\"}]}"));
        assertThat(failure(RefusedException.class, LONG)).hasMessage("far: the provider refused to answer: I can't.");
        assertThat(meter.usage().attempts()).isEqualTo(3);
    }

    @Test
    void a_dialogue_that_is_too_long_is_told_as_such_in_the_words_of_several_servers() {
        assertTooLong("{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"too long\"}}", "too long");
        assertTooLong(
                "{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096 tokens. However, you"
                        + " requested 5000 tokens.\",\"code\":400}",
                "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.");
        assertTooLong(
                "{\"error\":{\"code\":400,\"type\":\"exceed_context_size_error\",\"message\":\"the request exceeds the"
                        + " available context size, try increasing it\"}}",
                "the request exceeds the available context size, try increasing it");
    }

    private void assertTooLong(String body, String message) {
        endpoint.next(Answers.status(400, body));
        assertThat(failure(ContextTooLongException.class, LONG))
                .hasMessage("far: the dialogue does not fit the model's context (HTTP 400: " + message + ")");
    }

    @Test
    void a_key_that_is_not_taken_is_tried_once_and_never_told() {
        endpoint.usually(
                request -> Answers.status(401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-secret.\"}}"));
        RemoteChatModel model = model(LONG, Endpoints.QUICK, Waiting.inRealTime(() -> false));

        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> model.reply(Endpoints.request(1), TextListener.NONE))
                    .isInstanceOf(RejectedException.class)
                    .hasMessage(
                            "far: the endpoint does not take the key (HTTP 401: Incorrect API key provided: [key].)");
        }
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void what_no_repetition_helps_is_not_repeated() {
        assertRejected(
                Answers.status(404, "{\"detail\":\"no model far-1\"}"),
                "the endpoint does not know the model or the address (HTTP 404: no model far-1)");
        assertRejected(
                Answers.status(400, "{\"error\":{\"message\":\"seed is not supported\"}}"),
                "the endpoint rejected the request (HTTP 400: seed is not supported)");
        assertRejected(
                Answers.status(
                        429, "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"You exceeded your quota\"}}"),
                "the account has no credit left (HTTP 429: You exceeded your quota)");
        assertRejected(
                Answers.status(308, "", "Location", "https://elsewhere/v1/chat/completions"),
                "the endpoint redirects to https://elsewhere/v1/chat/completions; correct base_url");
        assertThat(meter.usage().attempts()).isEqualTo(4);
    }

    private void assertRejected(Answers answers, String message) {
        endpoint.next(answers);
        assertThat(failure(RejectedException.class, LONG)).hasMessage("far: " + message);
    }

    /** Hears a reply as it grows, and forgets what is void. */
    private static final class Heard implements TextListener {

        private final StringBuilder text = new StringBuilder();
        private int restarts;

        @Override
        public void onText(String piece) {
            text.append(piece);
        }

        @Override
        public void restarted() {
            text.setLength(0);
            restarts++;
        }
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

    private ChatReply streamed(Duration timeout, TextListener listener) {
        return model(timeout, Endpoints.QUICK, Waiting.inRealTime(() -> false)).reply(Endpoints.request(1), listener);
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
