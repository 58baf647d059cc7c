package org.charactermirror.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.character.CharacterDraft;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.CharacterShelf;
import org.charactermirror.character.CharacterShelf.Saving;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.problem.Problem;
import org.charactermirror.web.Access;
import org.charactermirror.web.Caller;
import org.charactermirror.web.Json;
import org.charactermirror.web.Routes;
import org.charactermirror.web.WebError;

/** The calls about characters: which there are, what one is like, whether a new one is as it must be, and keeping it. */
final class CharacterCalls {

    private final CharacterShelf shelf;

    CharacterCalls(CharacterShelf shelf) {
        this.shelf = shelf;
    }

    void routes(Routes routes) {
        routes.get("chat/api/characters", Access.GUEST, (context, caller) -> Json.answer(context, all(caller)));
        routes.get("chat/api/characters/{id}/{language}", Access.GUEST, (context, caller) -> one(context));
        routes.post("chat/api/characters/check", Access.GUEST, (context, caller) -> {
            JsonNode body = Json.body(context);
            CharacterDraft draft = Drafts.read(body.path("character"));
            boolean saving = body.path("saving").asBoolean();
            Json.answer(
                    context,
                    Map.of("problems", Drafts.told(saving ? draft.problemsOfSaving() : draft.problemsOfTalking())));
        });
        routes.post("chat/api/characters/save", Access.GUEST, this::save);
    }

    private Map<String, Object> all(Caller caller) {
        CharacterLibrary library = shelf.library();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "characters",
                library.all().stream()
                        .flatMap(base -> library.languages(base.id()).stream()
                                .flatMap(language -> library.find(base.id(), language).stream()))
                        .map(CharacterCalls::listed)
                        .toList());
        // What is wrong with files is for whoever can mend them.
        answer.put(
                "problems",
                caller.owner()
                        ? shelf.problems().stream().map(Problem::toString).toList()
                        : List.of());
        return answer;
    }

    private static Map<String, Object> listed(CharacterProfile profile) {
        Map<String, Object> listed = new LinkedHashMap<>();
        listed.put("id", profile.id());
        listed.put("language", profile.language());
        listed.put("name", profile.name());
        listed.put("category", profile.category());
        return listed;
    }

    private void one(Context context) {
        CharacterProfile profile = shelf.library()
                .find(context.pathParam("id"), context.pathParam("language"))
                .orElseThrow(() ->
                        new WebError(404, "unknown_character", "There is no such character in this language here."));
        Map<String, Object> answer = new LinkedHashMap<>(listed(profile));
        answer.put("profile", text(profile));
        answer.put("user_name", profile.user().name());
        answer.put("user_info", profile.user().info().orElse(""));
        answer.put("greeting", profile.greeting());
        answer.put("source", profile.source());
        answer.put("license", profile.license());
        answer.put("editable", shelf.isEditable(profile));
        answer.put("sha256", shelf.library().sha256(profile));
        Json.answer(context, answer);
    }

    private static String text(CharacterProfile profile) {
        return ProfileTemplate.ofLanguage(profile.language())
                .map(template -> template.render(profile))
                .orElseThrow(() -> new WebError(
                        409,
                        "no_template",
                        profile.id() + " is in language " + profile.language() + ", for which there is no template."));
    }

    private void save(Context context, Caller caller) {
        if (!caller.owner()) {
            throw new WebError(
                    403,
                    "owner_only",
                    "Only who started the server saves characters: open the owner's link that was printed when it"
                            + " started. You can talk with yours without saving it.");
        }
        JsonNode body = Json.body(context);
        CharacterDraft draft = Drafts.read(body.path("character"));
        Optional<String> loaded = Json.optionalText(body, "loaded", 64);
        Saving saving = shelf.save(draft, loaded);
        if (saving instanceof Saving.Faulty faulty) {
            throw new WebError(
                    400,
                    "bad_character",
                    faulty.problems().get(0).message(),
                    Map.of("problems", Drafts.told(faulty.problems())));
        } else if (saving instanceof Saving.Refused refused) {
            throw refusal(draft.id(), refused.reason());
        } else if (saving instanceof Saving.Done done) {
            Json.answer(
                    context,
                    Map.of(
                            "file",
                            done.file().toString(),
                            "sha256",
                            done.sha256(),
                            "id",
                            draft.id(),
                            "language",
                            draft.language()));
        }
    }

    private static WebError refusal(String id, CharacterShelf.Reason reason) {
        return switch (reason) {
            case SHIPPED ->
                new WebError(409, "shipped", id + " is a character of the program; choose another id for yours.");
            case IN_PARTS ->
                new WebError(
                        409,
                        "in_parts",
                        "The file of " + id
                                + " describes its character in parts, which one text would replace; choose another id"
                                + " for yours.");
            case EXISTS ->
                new WebError(
                        409,
                        "exists",
                        "There is a file of the id " + id
                                + "; choose another id, or choose that character and change it.");
            case CHANGED ->
                new WebError(
                        409,
                        "changed",
                        "The file of " + id + " has changed since you loaded it; load it again, or choose another id.");
        };
    }
}
