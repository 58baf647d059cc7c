package org.charactermirror.web.chat;

import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.charactermirror.character.CharacterShelf;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.web.Access;
import org.charactermirror.web.Browser;
import org.charactermirror.web.Caller;
import org.charactermirror.web.EventStream;
import org.charactermirror.web.Json;
import org.charactermirror.web.Pages;
import org.charactermirror.web.Routes;
import org.charactermirror.web.WebError;
import org.charactermirror.web.WebModule;

/** The page on which people talk with characters. It keeps nothing of what they say: each call has the whole dialogue. */
public final class ChatModule implements WebModule {

    private static final List<String> STYLES = List.of("chat.css");
    private static final List<String> SCRIPTS = List.of("chat/main.js");

    /** How long the stream of a reply may be silent: then the page is told so, and one that is gone is noticed. */
    private static final int SILENCE = 1_000;

    private final OfferedModels models;
    private final CharacterCalls characters;
    private final Replies replies = new Replies(ReplyOrder.LONGEST_REPLY);

    /** Makes the page; the models are this object's to close. */
    public ChatModule(OfferedModels models, CharacterShelf characters) {
        this.models = models;
        this.characters = new CharacterCalls(characters);
    }

    @Override
    public void routes(Routes routes) {
        // The page itself is anybody's: it holds nothing, and tells who may not come in where to.
        routes.get(
                "",
                Access.ANYBODY,
                (context, caller) -> Pages.show(context, routes.settings(), "chat.jte", "chat", STYLES, SCRIPTS));
        routes.get("chat/api/site", Access.GUEST, (context, caller) -> Json.answer(context, site(caller)));
        routes.post("chat/api/open", Access.GUEST, (context, caller) -> open(context));
        routes.post("chat/api/reply", Access.GUEST, this::reply);
        routes.post("chat/api/stop", Access.GUEST, (context, caller) -> {
            String id = ReplyOrder.id(Json.body(context));
            Json.answer(context, Map.of("stopped", replies.stop(id)));
        });
        routes.post("chat/api/export", Access.GUEST, (context, caller) -> {
            ExportOrder order = ExportOrder.read(Json.body(context));
            Json.answer(context, Map.of("file", order.fileName(), "text", order.text()));
        });
        characters.routes(routes);
    }

    private Map<String, Object> site(Caller caller) {
        Map<String, Object> site = new LinkedHashMap<>();
        site.put("csrf", caller.csrf());
        site.put("owner", caller.owner());
        site.put("models", models.specs().stream().map(ChatModule::offered).toList());
        GenerationSettings defaults = GenerationSettings.ofDefaults();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("temperature", defaults.temperature());
        settings.put("top_p", defaults.topP());
        settings.put("repetition_penalty", defaults.repetitionPenalty());
        settings.put("max_new_tokens", defaults.maxNewTokens());
        settings.put("max_length", defaults.maxLength());
        settings.put("num_beams", defaults.numBeams());
        site.put("settings", settings);
        site.put(
                "bounds",
                Map.of(
                        "message", ReplyOrder.LONGEST_MESSAGE,
                        "max_new_tokens", ReplyOrder.MOST_NEW_TOKENS,
                        "max_length", ReplyOrder.MOST_LENGTH,
                        "num_beams", GenerationSettings.MOST_BEAMS,
                        "seed", ReplyOrder.SEEDS - 1));
        return site;
    }

    private static Map<String, Object> offered(ModelSpec spec) {
        Map<String, Object> offered = new LinkedHashMap<>();
        offered.put("id", spec.id());
        offered.put("provider", spec.provider());
        // What the embedded models were trained on; of others nobody has said it.
        boolean embedded = spec instanceof ModelSpec.Local local && local.path().startsWith("embedded:");
        offered.put("speaks", embedded ? "zh" : null);
        return offered;
    }

    private ModelSpec find(String id) {
        return models.find(id)
                .orElseThrow(() -> new WebError(404, "unknown_model", "There is no model " + id + " here."));
    }

    /** Opens a model while somebody still thinks about what to say, and tells what its users must know. */
    private void open(Context context) {
        ModelSpec spec = find(Json.text(Json.body(context), "model", 200));
        try {
            ModelDescription description = models.open(spec).get().description();
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("id", spec.id());
            answer.put("name", description.name());
            answer.put("provider", description.provider());
            answer.put("licence", description.licence());
            answer.put("notes", description.notes());
            answer.put("context_length", description.contextLength());
            Json.answer(context, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebError(503, "stopping", "The server is being stopped.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ChatException failure) {
                throw new WebError(503, "model_unavailable", String.valueOf(failure.getMessage()));
            }
            throw new IllegalStateException("the model " + spec.id() + " could not be opened", e.getCause());
        }
    }

    private void reply(Context context, Caller caller) {
        ReplyOrder order = ReplyOrder.read(Json.body(context));
        List<ModelSpec> wanted = order.models().stream().map(this::find).toList();
        List<CompletableFuture<ChatModel>> opening =
                wanted.stream().map(models::open).toList();
        Replies.Call call = replies.begin(name(context, caller), order.id(), opening, order.request());
        try {
            EventStream stream = EventStream.begin(context);
            call.listen(
                    event -> stream.send(event.name(), event.data()),
                    () -> stream.send(
                            "waiting", Map.of("opening", opening.stream().anyMatch(model -> !model.isDone()))),
                    SILENCE);
        } catch (UncheckedIOException e) {
            // The page is gone: nobody is left to be told.
            call.stop();
        }
    }

    /** Names whom the bounds of a caller hold for: the browser where it is known, otherwise the address. */
    private static String name(Context context, Caller caller) {
        Optional<String> browser = caller.browser().map(Browser::cookieHash);
        return browser.orElseGet(context::ip);
    }

    @Override
    public void stopping() {
        replies.close();
    }

    @Override
    public void stop() {
        replies.close();
        models.close();
    }
}
