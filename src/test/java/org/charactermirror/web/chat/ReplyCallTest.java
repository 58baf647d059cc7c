package org.charactermirror.web.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.RefusedException;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.web.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReplyCallTest {

    @TempDir
    Path own;

    private static HttpResponse<String> ask(Site browser, ObjectNode order) {
        return browser.post("chat/api/reply", "anonymous", order.toString());
    }

    private static String textOf(List<Map.Entry<String, JsonNode>> events, int side) {
        return events.stream()
                .filter(event -> event.getKey().equals("token")
                        && event.getValue().path("side").asInt() == side)
                .map(event -> event.getValue().path("text").asText())
                .collect(Collectors.joining());
    }

    private static JsonNode only(List<Map.Entry<String, JsonNode>> events, String name) {
        List<JsonNode> found = events.stream()
                .filter(event -> event.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private static Map.Entry<String, JsonNode> failed(int side, String error, String message) {
        return Map.entry(
                "failed",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("side", side)
                        .put("error", error)
                        .put("message", message));
    }

    @Test
    void a_reply_comes_piece_by_piece_and_then_whole_with_what_it_took() {
        FakeModel model = FakeModel.saying("本王", "在此", "。 ");
        try (ChatSite site = ChatSite.of(own, Map.of("a", model))) {
            HttpResponse<String> answer = ask(site.browser(), site.order("a"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            var events = ChatSite.events(answer.body());
            assertThat(events).extracting(Map.Entry::getKey).containsExactly("token", "token", "token", "done");
            assertThat(textOf(events, 0)).isEqualTo("本王在此。 ");
            JsonNode done = only(events, "done");
            assertThat(done.path("text").asText()).isEqualTo("本王在此。");
            assertThat(done.path("stop_reason").asText()).isEqualTo("end_of_sequence");
            assertThat(done.path("prompt_tokens").asInt()).isEqualTo(10);
            assertThat(done.path("seconds").isNumber()).isTrue();
        }
    }

    @Test
    void a_model_is_told_the_whole_dialogue_and_the_settings_of_the_page() {
        FakeModel model = FakeModel.saying("好");
        try (ChatSite site = ChatSite.of(own, Map.of("a", model))) {
            ask(site.browser(), site.order("a"));
            assertThat(model.asked).singleElement().satisfies(request -> {
                assertThat(request.persona().botName()).isEqualTo("林船长");
                assertThat(request.persona().botInfo()).startsWith("林船长在长江上");
                assertThat(request.persona().userName()).isEqualTo("小舟");
                assertThat(request.messages()).containsExactly(Message.character("来者何人？"), Message.user("是我。"));
                assertThat(request.settings().topP()).isEqualTo(0.8);
                assertThat(request.settings().maxNewTokens()).isEqualTo(64);
                assertThat(request.seed()).isEqualTo(7);
            });
        }
    }

    @Test
    void two_models_answer_the_same_side_by_side() {
        FakeModel a = FakeModel.saying("左", "边");
        FakeModel b = FakeModel.saying("右", "边");
        try (ChatSite site = ChatSite.of(own, Map.of("a", a, "b", b))) {
            var events =
                    ChatSite.events(ask(site.browser(), site.order("b", "a")).body());
            assertThat(textOf(events, 0)).isEqualTo("右边");
            assertThat(textOf(events, 1)).isEqualTo("左边");
            assertThat(events)
                    .extracting(Map.Entry::getKey)
                    .filteredOn("done"::equals)
                    .hasSize(2);
            assertThat(a.asked).isEqualTo(b.asked);
        }
    }

    @Test
    void what_was_heard_before_a_restart_is_void() {
        FakeModel model = new FakeModel((request, listener) -> {
            listener.onText("broken");
            listener.restarted();
            listener.onText("whole");
        });
        try (ChatSite site = ChatSite.of(own, Map.of("a", model))) {
            var events = ChatSite.events(ask(site.browser(), site.order("a")).body());
            assertThat(events).extracting(Map.Entry::getKey).containsExactly("token", "restarted", "token", "done");
            assertThat(only(events, "done").path("text").asText()).isEqualTo("whole");
        }
    }

    @Test
    void a_failure_is_told_by_its_kind_and_one_of_the_inside_without_its_words() {
        FakeModel refusing = new FakeModel((request, listener) -> {
            throw new RefusedException("the provider refused to answer");
        });
        FakeModel broken = new FakeModel((request, listener) -> {
            throw new IllegalStateException("a secret of the inside");
        });
        try (ChatSite site = ChatSite.of(own, Map.of("a", refusing, "b", broken))) {
            var events =
                    ChatSite.events(ask(site.browser(), site.order("a", "b")).body());
            assertThat(events)
                    .containsExactlyInAnyOrder(
                            failed(0, "refused", "the provider refused to answer"),
                            failed(1, "failed", "The model failed; the server's log says why."));
        }
    }

    @Test
    void a_model_that_cannot_be_opened_says_why_and_is_tried_again() {
        try (ChatSite site = ChatSite.ofBroken(own)) {
            for (int i = 0; i < 2; i++) {
                assertThat(ChatSite.events(
                                ask(site.browser(), site.order("broken")).body()))
                        .containsExactly(failed(0, "unavailable", "models/broken: config.json is missing"));
            }
            assertThat(site.browser()
                            .post("chat/api/open", "anonymous", "{\"model\":\"broken\"}")
                            .body())
                    .isEqualTo(
                            "{\"error\":\"model_unavailable\",\"message\":\"models/broken: config.json is missing\"}");
        }
    }

    @Test
    void a_stop_ends_the_model_and_the_stream() throws Exception {
        FakeModel model = FakeModel.endless();
        try (ChatSite site = ChatSite.of(own, Map.of("a", model))) {
            Site browser = site.browser();
            ObjectNode order = site.order("a");
            CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> ask(browser, order));
            while (model.pieces.get() < 3) {
                Thread.sleep(5);
            }
            String stop = "{\"request\":\"" + order.path("request").asText() + "\"}";
            assertThat(browser.post("chat/api/stop", "anonymous", stop).body()).isEqualTo("{\"stopped\":true}");
            assertThat(model.ended.await(60, TimeUnit.SECONDS)).isTrue();
            var events = ChatSite.events(answer.get().body());
            assertThat(events.get(events.size() - 1).getKey()).isEqualTo("stopped");
            // One piece more than were sent may have been thought of when the stop came.
            long sent = events.stream()
                    .filter(event -> event.getKey().equals("token"))
                    .count();
            assertThat((long) model.pieces.get()).isBetween(sent, sent + 1);
            assertThat(browser.post("chat/api/stop", "anonymous", stop).body()).isEqualTo("{\"stopped\":false}");
        }
    }

    @Test
    void a_stop_reaches_a_model_that_has_said_nothing_yet() throws Exception {
        FakeModel model = FakeModel.silent();
        try (ChatSite site = ChatSite.of(own, Map.of("a", model))) {
            Site browser = site.browser();
            ObjectNode order = site.order("a");
            CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> ask(browser, order));
            while (model.asked.isEmpty()) {
                Thread.sleep(5);
            }
            browser.post(
                    "chat/api/stop",
                    "anonymous",
                    "{\"request\":\"" + order.path("request").asText() + "\"}");
            assertThat(ChatSite.events(answer.get().body()))
                    .extracting(Map.Entry::getKey)
                    .containsExactly("stopped");
        }
    }

    @Test
    void a_page_that_goes_away_stops_the_model_whether_it_speaks_or_thinks() throws Exception {
        FakeModel speaking = FakeModel.endless();
        FakeModel thinking = FakeModel.silent();
        try (ChatSite site = ChatSite.of(own, Map.of("a", speaking, "b", thinking))) {
            for (String id : List.of("a", "b")) {
                String body = site.order(id).toString();
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.server.port())) {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    socket.getOutputStream()
                            .write(("POST /chat/api/reply HTTP/1.1\r\nHost: 127.0.0.1:"
                                            + site.server.port() + "\r\nContent-Type: application/json\r\n"
                                            + "X-CharacterMirror: anonymous\r\nContent-Length: " + bytes.length
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().write(bytes);
                    assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
                }
            }
            assertThat(speaking.ended.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(thinking.ended.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    @Test
    void nobody_occupies_the_machine() throws Exception {
        FakeModel model = FakeModel.silent();
        try (ChatSite site = ChatSite.of(own, Map.of("a", model, "b", FakeModel.silent()))) {
            Site browser = site.browser();
            ObjectNode first = site.order("a");
            CompletableFuture<HttpResponse<String>> running = CompletableFuture.supplyAsync(() -> ask(browser, first));
            while (model.asked.isEmpty()) {
                Thread.sleep(5);
            }
            HttpResponse<String> refused = ask(browser, site.order("a", "b"));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"error\":\"too_many_of_yours\",\"message\":\"You have 1 replies being written already, of at"
                                    + " most 2; wait for them, or stop them.\"}");
            ObjectNode same = site.order("a");
            same.put("request", first.path("request").asText());
            assertThat(ask(browser, same).statusCode()).isEqualTo(409);
            browser.post(
                    "chat/api/stop",
                    "anonymous",
                    "{\"request\":\"" + first.path("request").asText() + "\"}");
            assertThat(running.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_reply_of_a_million_characters_is_cut_off_and_its_model_stopped() {
        FakeModel inPieces = new FakeModel((request, listener) -> {
            for (int i = 0; i < 1_000; i++) {
                listener.onText("😀".repeat(500));
            }
        });
        FakeModel atOnce = FakeModel.saying("x".repeat(1_000_000));
        try (ChatSite site = ChatSite.of(own, Map.of("a", inPieces, "b", atOnce))) {
            var events =
                    ChatSite.events(ask(site.browser(), site.order("a", "b")).body());
            assertThat(events)
                    .extracting(Map.Entry::getKey)
                    .filteredOn("cut_off"::equals)
                    .hasSize(2);
            // 32 pieces of 1000 characters fill the 32,000 that there is room for; the next one is too much.
            assertThat(inPieces.pieces.get()).isEqualTo(33);
            assertThat(textOf(events, 0)).isEqualTo("😀".repeat(16_000));
            assertThat(textOf(events, 1)).isEqualTo("x".repeat(32_000));
        }
    }

    @Test
    void what_was_heard_stands_although_a_model_that_is_stopped_calls_it_void() {
        FakeModel model = new FakeModel((request, listener) -> {
            try {
                listener.onText("x".repeat(40_000));
            } finally {
                listener.restarted();
            }
        });
        try (ChatSite site = ChatSite.of(own, Map.of("a", model))) {
            var events = ChatSite.events(ask(site.browser(), site.order("a")).body());
            assertThat(events).extracting(Map.Entry::getKey).containsExactly("token", "cut_off");
        }
    }

    @Test
    void half_of_a_character_is_never_sent() {
        FakeModel model = FakeModel.saying("x" + "😀".repeat(20_000));
        try (ChatSite site = ChatSite.of(own, Map.of("a", model))) {
            var events = ChatSite.events(ask(site.browser(), site.order("a")).body());
            assertThat(textOf(events, 0)).isEqualTo("x" + "😀".repeat(15_999));
        }
    }

    @Test
    void the_server_that_stops_stops_its_replies_and_closes_its_models() throws Exception {
        FakeModel model = FakeModel.silent();
        CompletableFuture<HttpResponse<String>> answer;
        try (ChatSite site = ChatSite.of(own, Map.of("a", model))) {
            ObjectNode order = site.order("a");
            answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return ask(site.browser(), order);
                } catch (AssertionError e) {
                    // The connection was closed, which is an answer, too.
                    return null;
                }
            });
            while (model.asked.isEmpty()) {
                Thread.sleep(5);
            }
        }
        assertThat(model.ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(model.closed).isTrue();
        answer.get(60, TimeUnit.SECONDS);
    }

    @Test
    void no_call_tells_what_the_server_keeps_to_itself() {
        try (ChatSite site = ChatSite.of(own, Map.of("a", FakeModel.saying("好")))) {
            Site browser = site.browser();
            String opened = browser.post("chat/api/open", "anonymous", "{\"model\":\"a\"}")
                    .body();
            assertThat(opened)
                    .isEqualTo(
                            "{\"id\":\"a\",\"name\":\"fake\",\"provider\":\"local\",\"licence\":\"Apache-2.0\",\"notes\":\"A fake"
                                    + " for tests.\",\"context_length\":768}");
            assertThat(browser.get("chat/api/site").body()).doesNotContain("secret", "models/a");
        }
    }

    @Test
    void two_models_of_one_id_are_not_offered() {
        ModelSpec spec = new ModelSpec.Local("a", "models/a", ModelSpec.Precision.F32);
        assertThatThrownBy(() -> new OfferedModels(List.of(spec, spec), model -> {
                    throw new ModelUnavailableException("never");
                }))
                .hasMessage("two models have the id a");
    }
}
