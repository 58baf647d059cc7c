package org.charactermirror.web.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.character.CharacterShelf;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.web.Browsers;
import org.charactermirror.web.Site;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;

/** A server with the chat page, and what tests send it. */
final class ChatSite implements AutoCloseable {

    static final Path SHIPPED = Path.of(System.getProperty("charmirror.home", "."), "characters");

    private static final ObjectMapper JSON = new ObjectMapper();

    final WebServer server;
    private int requests;

    private ChatSite(WebSettings settings, List<ModelSpec> specs, ChatModelFactory factory, Path own) {
        ChatModule chat = new ChatModule(new OfferedModels(specs, factory), new CharacterShelf(own, List.of(SHIPPED)));
        server = WebServer.start(settings, Browsers.inMemory(), signIns -> List.of(chat));
    }

    /** Serves fakes by their ids, in the order of the map. */
    static ChatSite of(Path own, Map<String, FakeModel> models) {
        return of(WebSettings.loopback(0), own, models);
    }

    static ChatSite of(WebSettings settings, Path own, Map<String, FakeModel> models) {
        List<ModelSpec> specs = models.keySet().stream()
                .sorted()
                .map(id -> (ModelSpec) new ModelSpec.Local(id, "models/" + id, ModelSpec.Precision.F32))
                .toList();
        return new ChatSite(settings, specs, spec -> Objects.requireNonNull(models.get(spec.id())), own);
    }

    /** Serves one model that cannot be opened. */
    static ChatSite ofBroken(Path own) {
        return new ChatSite(
                WebSettings.loopback(0),
                List.of(new ModelSpec.Local("broken", "models/broken", ModelSpec.Precision.F32)),
                spec -> {
                    throw new ModelUnavailableException("models/broken: config.json is missing");
                },
                own);
    }

    /** Serves models that a factory opens. */
    static ChatSite of(Path own, List<ModelSpec> specs, ChatModelFactory factory) {
        return new ChatSite(WebSettings.loopback(0), specs, factory, own);
    }

    String url() {
        return server.url();
    }

    Site browser() {
        return new Site(server.url());
    }

    String token() {
        return server.ownerLink().substring(server.ownerLink().indexOf('#') + 1);
    }

    /** Signs a browser in as the owner and returns what its calls must carry. */
    String enter(Site browser) {
        return json(browser.post("admin/api/enter", "anonymous", "{\"token\":\"" + token() + "\"}")
                        .body())
                .path("csrf")
                .asText();
    }

    /** Returns what a page sends for a reply. */
    ObjectNode order(String... models) {
        ObjectNode order = JSON.createObjectNode();
        order.put("request", "request-of-test-" + requests++);
        for (String model : models) {
            order.withArray("models").add(model);
        }
        order.set("character", character());
        order.withArray("messages").addObject().put("by", "character").put("text", "来者何人？");
        order.withArray("messages").addObject().put("by", "user").put("text", "是我。");
        ObjectNode settings = order.putObject("settings");
        settings.put("temperature", 0.9)
                .put("top_p", 0.8)
                .put("repetition_penalty", 1.0)
                .put("max_new_tokens", 64)
                .put("max_length", 0)
                .put("num_beams", 1);
        return order.put("seed", 7);
    }

    static ObjectNode character() {
        return JSON.createObjectNode()
                .put("id", "captain-lin")
                .put("name", "林船长")
                .put("category", "daily_life")
                .put("language", "zh")
                .put("profile", "林船长在长江上跑了三十年船。\n说话慢，爱打比方。")
                .put("user_name", "小舟")
                .put("user_info", "")
                .put("greeting", "来者何人？")
                .put("source", "Written for a test")
                .put("license", "CC0-1.0");
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Returns the events of an answer but for those of waiting, each as its name and what it says. */
    static List<Map.Entry<String, JsonNode>> events(String body) {
        List<Map.Entry<String, JsonNode>> events = new ArrayList<>();
        for (String block : body.split("\n\n")) {
            String[] lines = block.split("\n", 2);
            String name = lines[0].substring("event: ".length());
            if (!name.equals("waiting")) {
                events.add(Map.entry(name, json(lines[1].substring("data: ".length()))));
            }
        }
        return events;
    }

    @Override
    public void close() {
        server.close();
    }
}
