package org.charactermirror.web.studio;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.AnnotatorGuide;
import org.charactermirror.web.Access;
import org.charactermirror.web.Caller;
import org.charactermirror.web.Json;
import org.charactermirror.web.Routes;
import org.charactermirror.web.SignIns;
import org.charactermirror.web.WebError;
import org.charactermirror.web.WebModule;

/**
 * What the page calls, in memory and for one person: for views of the page that a real study makes slowly or never, such as
 * hostile replies. Whether the real studio keeps what is clicked is tested with the real one.
 */
final class FakeStudio implements WebModule {

    static final String TOKEN = "an-invitation-of-tests";

    private final SignIns signIns;
    private final FakeDialogue dialogue;
    private final boolean live;
    private final StudioTexts texts;
    private String state;
    private String language;
    private int attempts;
    private final Map<Integer, Map<String, String>> answers = new HashMap<>();
    private final Map<Integer, Boolean> submitted = new HashMap<>();
    private final List<Object[]> clicks = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Map<String, Object> answered = new HashMap<>();
    private boolean waits;
    private volatile boolean away;

    FakeStudio(SignIns signIns, FakeDialogue dialogue, boolean live, String state, String language) {
        this.signIns = signIns;
        this.dialogue = dialogue;
        this.live = live;
        this.state = state;
        this.language = language;
        this.texts = new StudioTexts(dialogue.annotations(), live, dialogue.size());
    }

    /** Returns how many clicks were kept. */
    int clicks() {
        return clicks.size();
    }

    /** Keeps no clicks for a while. */
    void goAway(boolean gone) {
        away = gone;
    }

    void become(String other) {
        state = other;
    }

    @Override
    public void routes(Routes routes) {
        new StudioPage().routes(routes);
        routes.post("studio/api/enter", Access.ANYBODY, this::enter);
        routes.get("studio/api/me", Access.ANNOTATOR, (context, caller) -> Json.answer(context, me(caller)));
        step(routes, "language", body -> language = body.path("language").textValue());
        step(routes, "consent", body -> state = "instructions");
        step(routes, "instructions", body -> state = "qualification");
        step(routes, "withdraw", body -> state = "withdrawn");
        routes.get(
                "studio/api/instructions",
                Access.ANNOTATOR,
                (context, caller) -> Json.answer(context, texts.instructions(language)));
        routes.get(
                "studio/api/qualification",
                Access.ANNOTATOR,
                (context, caller) -> Json.answer(context, texts.questions(language)));
        routes.post("studio/api/qualification", Access.ANNOTATOR, this::qualify);
        routes.get(
                "studio/api/items",
                Access.ANNOTATOR,
                (context, caller) -> Json.answer(context, Map.of("items", List.of(listed(1), listed(2)))));
        routes.get("studio/api/items/{code}", Access.ANNOTATOR, (context, caller) -> Json.answer(context, item()));
        routes.post("studio/api/items/{code}/answers", Access.ANNOTATOR, once(this::answer));
        routes.post("studio/api/items/{code}/undo", Access.ANNOTATOR, once(body -> undo()));
        routes.post("studio/api/items/{code}/submit", Access.ANNOTATOR, once(this::submit));
        routes.post("studio/api/items/{code}/say", Access.ANNOTATOR, once(this::say));
    }

    private interface Step {
        void take(JsonNode body);
    }

    private interface Answer {
        Object of(JsonNode body);
    }

    private void step(Routes routes, String path, Step step) {
        routes.post("studio/api/" + path, Access.ANNOTATOR, (context, caller) -> {
            step.take(Json.body(context));
            Json.answer(context, Map.of());
        });
    }

    /** A call that is sent twice counts once. */
    private Routes.Call once(Answer answer) {
        return (context, caller) -> {
            JsonNode body = Json.body(context);
            String request = Json.text(body, "request", 100);
            Object value = answered.get(request);
            if (value == null) {
                value = answer.of(body);
                answered.put(request, value);
            }
            Json.answer(context, value);
        };
    }

    private void enter(Context context, Caller caller) {
        if (!Json.text(Json.body(context), "token", 100).equals(TOKEN)) {
            throw new WebError(403, "unknown_token", "This invitation is not known.");
        }
        Json.answer(
                context, Map.of("csrf", signIns.annotatorEnters(context, "p1").csrf()));
    }

    private Map<String, Object> me(Caller caller) {
        int done = state.equals("done") ? 2 : 0;
        Map<String, Object> me = new LinkedHashMap<>();
        me.put("csrf", caller.csrf());
        me.put("annotator", "annotator-kq7f");
        me.put("language", language);
        me.put("state", state);
        me.put("study", Map.of("id", "study", "kind", dialogue.kind(), "live", live, "rounds", dialogue.size()));
        me.put(
                "consent",
                Map.of("text", AnnotatorGuide.ofLanguage(language).consent(live, true), "sha256", "0".repeat(64)));
        me.put("progress", Map.of("done", done, "total", 2, "open", 2 - done, "seconds_left", 1500));
        me.put("settings", Map.of("qualification", true));
        me.put("rubric", texts.rubric(language));
        return me;
    }

    private void qualify(Context context, Caller caller) {
        attempts++;
        List<Map<String, Object>> wrong =
                texts.wrong(language, Json.body(context).path("answers"));
        if (wrong.isEmpty()) {
            state = "work";
        }
        Json.answer(context, Map.of("passed", wrong.isEmpty(), "attempts", attempts, "wrong", wrong));
    }

    private Map<String, Object> listed(int number) {
        return Map.of(
                "code",
                "code" + number,
                "number",
                number,
                "state",
                state.equals("done") ? "done" : number == 1 ? "begun" : "open",
                "character",
                dialogue.character(),
                "turns_done",
                submitted.size(),
                "turns",
                dialogue.size());
    }

    private Map<String, Object> item() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("code", "code1");
        item.put("number", 1);
        item.put("of", 2);
        item.put("kind", dialogue.kind());
        item.put("live", live);
        item.put("done", state.equals("done"));
        item.put("character", Map.of("name", dialogue.character(), "profile", dialogue.profile()));
        item.put("user_name", dialogue.user());
        item.put("situation", dialogue.situation());
        item.put("greeting", dialogue.greeting());
        item.put("rounds", dialogue.size());
        item.put("finished_talking", !live || turnsShown() >= dialogue.size());
        item.put("attention", null);
        List<Object> turns = new ArrayList<>();
        for (int turn = 1; turn <= turnsShown(); turn++) {
            turns.add(turn(turn));
        }
        item.put("turns", turns);
        item.put("answers", answers(0));
        item.put("submitted", submitted.containsKey(0));
        item.put("waiting", waits ? waiting() : null);
        return item;
    }

    private int turnsShown() {
        return live ? said.size() - (waits ? 1 : 0) : dialogue.size();
    }

    /** Returns the answers for a turn that hold. */
    Map<String, String> answers(int turn) {
        return answers.computeIfAbsent(turn, key -> new LinkedHashMap<>());
    }

    private Map<String, Object> turn(int number) {
        Map<String, Object> turn = new LinkedHashMap<>();
        boolean pairs = dialogue.kind().equals("pairwise");
        turn.put("turn", number);
        turn.put("user", live ? said.get(number - 1) : dialogue.user(number));
        turn.put("reply", pairs ? null : dialogue.first(number));
        turn.put("replies", pairs ? List.of(dialogue.first(number), dialogue.second(number)) : null);
        turn.put("continued", pairs ? "second" : null);
        turn.put("masked", dialogue.first(number).contains("▇"));
        turn.put("answers", answers(number));
        turn.put("context", false);
        turn.put("submitted", submitted.containsKey(number));
        return turn;
    }

    private Map<String, Object> waiting() {
        int number = said.size();
        Map<String, Object> waiting = new LinkedHashMap<>();
        waiting.put("turn", number);
        waiting.put("user", said.get(number - 1));
        waiting.put("replies", List.of(dialogue.first(number), dialogue.second(number)));
        waiting.put("masked", false);
        waiting.put("answers", answers(number));
        return waiting;
    }

    private Object answer(JsonNode body) {
        if (away) {
            throw new WebError(503, "away", "Nothing is kept at the moment.");
        }
        int turn = body.path("turn").intValue();
        String field = body.path("field").textValue();
        clicks.add(new Object[] {turn, field, answers(turn).get(field)});
        if (body.path("value").isNull()) {
            answers(turn).remove(field);
        } else {
            answers(turn).put(field, body.path("value").textValue());
        }
        return Map.of("number", clicks.size());
    }

    private Object undo() {
        if (clicks.isEmpty()) {
            throw new WebError(409, "nothing_to_undo", "There is nothing to take back.");
        }
        Object[] last = clicks.remove(clicks.size() - 1);
        int turn = (Integer) last[0];
        String field = (String) last[1];
        Map<String, Object> taken = new LinkedHashMap<>();
        taken.put("turn", turn);
        taken.put("field", field);
        taken.put("value", last[2]);
        if (last[2] == null) {
            answers(turn).remove(field);
        } else {
            answers(turn).put(field, (String) last[2]);
        }
        return taken;
    }

    private Object submit(JsonNode body) {
        int turn = body.path("turn").intValue();
        submitted.put(turn, true);
        waits = false;
        boolean done = turn == 0 || submitted.size() >= dialogue.size();
        if (done) {
            state = "done";
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("item_done", done);
        result.put("turn", turn == 0 ? null : turn(turn));
        result.put("next", null);
        return result;
    }

    private Object say(JsonNode body) {
        said.add(body.path("text").textValue());
        if (dialogue.kind().equals("pairwise")) {
            waits = true;
            return Map.of("waiting", waiting());
        }
        return Map.of("turn", turn(said.size()));
    }
}
