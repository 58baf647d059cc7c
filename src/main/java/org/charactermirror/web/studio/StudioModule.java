package org.charactermirror.web.studio;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.store.StudioAnswers.Click;
import org.charactermirror.store.StudioAnswers.Held;
import org.charactermirror.store.StudioAudit;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.web.Access;
import org.charactermirror.web.Browser;
import org.charactermirror.web.Caller;
import org.charactermirror.web.Json;
import org.charactermirror.web.Routes;
import org.charactermirror.web.SignIns;
import org.charactermirror.web.Tokens;
import org.charactermirror.web.WebError;
import org.charactermirror.web.WebModule;
import org.charactermirror.web.Words;
import org.jspecify.annotations.Nullable;

/** What annotators' pages call. */
final class StudioModule implements WebModule {

    private static final String API = "studio/api/";
    private static final int LONGEST_WORD = 100;

    /** The most characters of a message to a character. */
    private static final int LONGEST_MESSAGE = 4_000;

    /** A page that stays open over night is not in view all the time. */
    private static final double MOST_SECONDS = 86_400;

    private final Studio studio;
    private final StudioStores stores;
    private final SignIns signIns;
    private final Own own;

    StudioModule(Studio studio, SignIns signIns) {
        this.studio = studio;
        this.stores = studio.stores();
        this.signIns = signIns;
        this.own = new Own(studio);
    }

    @Override
    public void routes(Routes routes) {
        routes.post(API + "enter", Access.ANYBODY, (context, caller) -> enter(context));
        routes.post(API + "leave", Access.ANNOTATOR, (context, caller) -> {
            signIns.leave(context, caller);
            Json.answer(context, Map.of());
        });
        routes.get(
                API + "me",
                Access.ANNOTATOR,
                (context, caller) -> Json.answer(context, own.me(person(caller), caller.csrf())));
        steps(routes);
        items(routes);
        routes.post(API + "withdraw", Access.ANNOTATOR, this::withdraw);
        routes.get(API + "my-data", Access.ANNOTATOR, (context, caller) -> {
            context.header("Content-Disposition", "attachment; filename=\"my-data.json\"");
            Json.answer(context, own.data(person(caller)));
        });
    }

    private void steps(Routes routes) {
        routes.post(API + "language", Access.ANNOTATOR, (context, caller) -> {
            String language = Json.text(Json.body(context), "language", LONGEST_WORD);
            if (!Words.LANGUAGES.contains(language)) {
                throw new WebError(400, "no_language", "The pages are in en and zh.");
            }
            stores.participants().setLanguage(person(caller).id(), language);
            Json.answer(context, Map.of());
        });
        routes.post(API + "consent", Access.ANNOTATOR, (context, caller) -> {
            own.consent(person(caller), Json.text(Json.body(context), "sha256", LONGEST_WORD));
            Json.answer(context, Map.of());
        });
        routes.get(
                API + "instructions",
                Access.ANNOTATOR,
                (context, caller) -> Json.answer(context, own.instructions(person(caller))));
        routes.post(API + "instructions", Access.ANNOTATOR, (context, caller) -> {
            stores.participants().instruct(person(caller).id());
            Json.answer(context, Map.of());
        });
        routes.get(
                API + "qualification",
                Access.ANNOTATOR,
                (context, caller) -> Json.answer(context, own.qualification(person(caller))));
        routes.post(API + "qualification", Access.ANNOTATOR, (context, caller) -> {
            JsonNode answers = Json.body(context).path("answers");
            Json.answer(context, own.qualify(person(caller), answers));
        });
    }

    private void items(Routes routes) {
        routes.get(API + "items", Access.ANNOTATOR, (context, caller) -> {
            StudioParticipant person = worker(caller);
            studio.assigner().arrangeFor(person);
            Json.answer(context, Map.of("items", studio.items().list(person)));
        });
        routes.get(
                API + "items/{code}",
                Access.ANNOTATOR,
                (context, caller) -> Json.answer(context, studio.items().item(worker(caller), code(context))));
        routes.post(API + "items/{code}/answers", Access.ANNOTATOR, (context, caller) -> {
            JsonNode body = Json.body(context);
            Click click = new Click(
                    request(body),
                    code(context),
                    Json.number(body, "turn", 0, 10_000),
                    Json.text(body, "field", LONGEST_WORD),
                    Json.optionalText(body, "value", AnswerRules.LONGEST));
            StudioParticipant person = worker(caller);
            studio.items().requireShown(person, click);
            Json.answer(context, Map.of("number", studio.items().answer(person, click)));
        });
        routes.post(API + "items/{code}/undo", Access.ANNOTATOR, (context, caller) -> {
            Held held = studio.items().undo(worker(caller), code(context), request(Json.body(context)));
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("turn", held.turn());
            answer.put("field", held.field());
            answer.put("value", held.value().orElse(null));
            Json.answer(context, answer);
        });
        routes.post(API + "items/{code}/submit", Access.ANNOTATOR, (context, caller) -> {
            JsonNode body = Json.body(context);
            request(body);
            int turn = Json.number(body, "turn", 0, 10_000);
            Items.Submitted submitted = studio.items().submit(worker(caller), code(context), turn, seconds(body));
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("item_done", submitted.itemDone());
            answer.put("turn", submitted.turn());
            answer.put("next", submitted.next());
            Json.answer(context, answer);
        });
        routes.post(API + "items/{code}/say", Access.ANNOTATOR, (context, caller) -> {
            JsonNode body = Json.body(context);
            String text = Json.text(body, "text", LONGEST_MESSAGE).strip();
            if (text.isEmpty()) {
                throw new WebError(400, "no_words", "The message has no words.");
            }
            Json.answer(context, studio.items().say(worker(caller), code(context), request(body), text));
        });
    }

    private void enter(Context context) {
        String token = Json.text(Json.body(context), "token", LONGEST_WORD);
        Optional<StudioParticipant> found = stores.participants().byTokenHash(Tokens.hash(token));
        StudioParticipant person = found.orElseThrow(() -> {
            stores.audit().note(StudioAudit.NOBODY, "refused", "an unknown invitation");
            return new WebError(403, "unknown_token", "This invitation is not known, or is no longer good.");
        });
        Browser browser = signIns.annotatorEnters(context, person.id());
        stores.audit().note(person.annotator(), "signed in", "");
        Json.answer(context, Map.of("csrf", browser.csrf()));
    }

    private void withdraw(Context context, Caller caller) {
        if (!Json.text(Json.body(context), "confirm", LONGEST_WORD).equals("withdraw")) {
            throw new WebError(400, "not_confirmed", "To withdraw, confirm is withdraw.");
        }
        stores.withdrawal().withdraw(person(caller).id());
        studio.items().forget();
        signIns.leave(context, caller);
        try {
            studio.exports().forget();
        } catch (IOException e) {
            throw new UncheckedIOException("the files of judgements could not be written again", e);
        }
        studio.assigner().arrange();
        Json.answer(context, Map.of());
    }

    private StudioParticipant person(Caller caller) {
        return stores.participants()
                .find(caller.participant())
                .orElseThrow(() -> new WebError(401, "not_signed_in", "Nobody is signed in here."));
    }

    /** Returns who calls, if they may see their items. */
    private StudioParticipant worker(Caller caller) {
        StudioParticipant person = person(caller);
        Steps.requireWork(person, StudioSettings.of(stores.database()));
        return person;
    }

    private static String code(Context context) {
        return context.pathParam("code");
    }

    private static String request(JsonNode body) {
        String request = Json.text(body, "request", LONGEST_WORD);
        if (request.isBlank()) {
            throw new WebError(400, "missing", "The body lacks the text request.");
        }
        return request;
    }

    private static double seconds(JsonNode body) {
        JsonNode seconds = body.path("seconds");
        if (!seconds.isNumber() || !(seconds.doubleValue() >= 0) || seconds.doubleValue() > MOST_SECONDS) {
            throw new WebError(400, "no_number", "seconds must be a number from 0 to 86400.");
        }
        return seconds.doubleValue();
    }
}
