package org.charactermirror.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.charactermirror.web.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenOrderTest {

    @TempDir
    Path own;

    private static HttpResponse<String> ask(Site browser, ObjectNode order) {
        return browser.post("chat/api/reply", "anonymous", order.toString());
    }

    private static void wrong(ChatSite site, Consumer<ObjectNode> change, int status, String error, String message) {
        ObjectNode order = site.order("a");
        change.accept(order);
        HttpResponse<String> answer = ask(site.browser(), order);
        assertThat(answer.statusCode()).as(message).isEqualTo(status);
        assertThat(ChatSite.json(answer.body()).path("error").asText()).isEqualTo(error);
        assertThat(ChatSite.json(answer.body()).path("message").asText()).isEqualTo(message);
    }

    private static ObjectNode settings(ObjectNode order) {
        return (ObjectNode) order.path("settings");
    }

    private static ObjectNode character(ObjectNode order) {
        return (ObjectNode) order.path("character");
    }

    @Test
    void broken_orders_are_refused_each_with_its_reason_and_no_model_is_asked() {
        FakeModel model = FakeModel.saying("never");
        try (ChatSite site = ChatSite.of(own, Map.of("a", model))) {
            wrong(site, order -> order.remove("request"), 400, "missing", "The body lacks the text request.");
            wrong(
                    site,
                    order -> order.put("request", "short"),
                    400,
                    "bad_request",
                    "request must be 16 to 64 letters, digits, hyphens and underscores.");
            wrong(
                    site,
                    order -> order.withArray("models").add("z").remove(0),
                    404,
                    "unknown_model",
                    "There is no model z here.");
            wrong(
                    site,
                    order -> order.withArray("models").add("a"),
                    400,
                    "bad_models",
                    "models must name one model, or two different ones.");
            wrong(
                    site,
                    order -> order.remove("messages"),
                    400,
                    "bad_messages",
                    "The last of the messages must be the user's.");
            wrong(
                    site,
                    order -> ((ObjectNode) order.path("messages").path(1)).put("text", " \n"),
                    400,
                    "no_words",
                    "The message has no words.");
            wrong(
                    site,
                    order -> ((ObjectNode) order.path("messages").path(1)).put("text", "x".repeat(4_001)),
                    413,
                    "too_long",
                    "text has 4001 characters; at most 4000 are taken.");
            wrong(site, order -> settings(order).put("top_p", "0.8"), 400, "no_number", "top_p must be a number.");
            wrong(
                    site,
                    order -> settings(order).put("temperature", 11),
                    400,
                    "bad_settings",
                    "temperature is 11.0; it must be from 0 to 10.");
            wrong(
                    site,
                    order -> settings(order).put("num_beams", 2),
                    400,
                    "bad_settings",
                    "temperature is 0.9; it must be 0 with num_beams 2: beam search draws nothing.");
            wrong(
                    site,
                    order -> settings(order).put("max_new_tokens", 100_000),
                    400,
                    "no_number",
                    "max_new_tokens must be a whole number from 1 to 2048.");
            wrong(
                    site,
                    order -> order.put("seed", -1),
                    400,
                    "no_number",
                    "seed must be a whole number from 0 to 9007199254740991.");
            wrong(
                    site,
                    order -> character(order).put("name", "[林]"),
                    400,
                    "bad_character",
                    "name is \"[林]\"; expected a name on one line, without [ and ], which mark speakers in prompts");
            wrong(site, order -> order.remove("character"), 400, "missing", "The body lacks the object character.");
            assertThat(model.asked).isEmpty();
        }
    }

    @Test
    void a_dialogue_has_its_bounds() {
        try (ChatSite site = ChatSite.of(own, Map.of("a", FakeModel.saying("never")))) {
            wrong(
                    site,
                    order -> {
                        order.remove("messages");
                        for (int i = 0; i < 401; i++) {
                            order.withArray("messages")
                                    .addObject()
                                    .put("by", "user")
                                    .put("text", "x");
                        }
                    },
                    413,
                    "dialogue_too_long",
                    "The dialogue has 401 messages of 401 characters; at most 400 and 120000 are taken. Begin a new one.");
        }
    }
}
