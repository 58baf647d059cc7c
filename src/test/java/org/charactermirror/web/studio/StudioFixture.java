package org.charactermirror.web.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.charactermirror.annotation.AnnotatorGuide;
import org.charactermirror.annotation.Kind;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.StopReason;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.SampleFiles;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.scenario.StudyLoader;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.Turn;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudioParticipants.Invitation;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.web.Json;
import org.charactermirror.web.Site;
import org.charactermirror.web.Tokens;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;

/** A study of two models whose names are unlike anything else, with a server for its annotators. */
final class StudioFixture implements AutoCloseable {

    static final String FIRST_MODEL = "zephyr-nine";
    static final String SECOND_MODEL = "quokka-four";
    static final int ROUNDS = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    final Path folder;
    final Study study;
    private final Function<String, ChatModel> models;
    private StudyFolder held;
    private Studio studio;
    private WebServer server;

    /** Every answer of the server, to be looked through. */
    final List<String> heard = new ArrayList<>();

    /** Tokens by the names of those who are invited. */
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private StudioFixture(Path folder, Study study, Function<String, ChatModel> models) {
        this.folder = folder;
        this.study = study;
        this.models = models;
        this.held = StudyFolder.open(folder);
        SqliteRunStore store = new SqliteRunStore(held.database());
        boolean live = isLive();
        if (!store.hasPlan()) {
            StudyPlan plan = live ? StudyPlan.of(study).typed() : StudyPlan.of(study);
            store.keepPlan(
                    plan,
                    Map.of("study", study.id(), "kind", study.kind().word(), "seed", Long.toString(study.seed())));
            if (!live) {
                play(store, plan);
            }
        }
        this.studio = openStudio();
        this.server = startServer();
    }

    /** Plays a study's dialogues and serves them to be judged. */
    static StudioFixture recorded(Path folder, String kind, String more) {
        return new StudioFixture(folder.resolve("study"), study(folder, kind, more), unused -> {
            throw new AssertionError("nobody talks here");
        });
    }

    /** Serves a study in which annotators talk with models. */
    static StudioFixture live(Path folder, String kind, String more, Function<String, ChatModel> models) {
        return new StudioFixture(folder.resolve("live"), study(folder, kind, more), models);
    }

    private boolean isLive() {
        return folder.endsWith("live");
    }

    static Study study(Path folder, String kind, String more) {
        try {
            SampleFiles.write(folder);
            Files.writeString(
                    folder.resolve("small.yaml"), """
                        id: small
                        kind: %s
                        models:
                          - {id: %s, provider: local, path: "embedded:tiny"}
                          - {id: %s, provider: local, path: "embedded:tinier"}
                        characters: all
                        scenarios: all
                        rounds: %d
                        seed: 7
                        %s
                        """.formatted(kind, FIRST_MODEL, SECOND_MODEL, ROUNDS, more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Problems problems = new Problems();
        CharacterLibrary characters = CharacterLibrary.load(folder.resolve("characters"), problems);
        ScenarioLibrary scenarios = ScenarioLibrary.load(folder.resolve("scenarios"), problems);
        Study study = new StudyLoader(characters, scenarios)
                .load(folder.resolve("small.yaml"), problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
        problems.throwIfErrors();
        return study;
    }

    private static void play(SqliteRunStore store, StudyPlan plan) {
        for (SessionScript script : plan.sessions()) {
            for (int turn = 1; turn <= ROUNDS; turn++) {
                store.keepTurn(script.id(), turn(turn, script.id().model()), turn == ROUNDS);
            }
        }
        for (PairScript pair : plan.pairs()) {
            for (int turn = 1; turn <= ROUNDS; turn++) {
                PairTurn played = new PairTurn(
                        turn(turn, pair.modelA()), turn(turn, pair.modelB()), turn % 2 == 0 ? PairSide.A : PairSide.B);
                store.keepPairTurn(pair.script().id(), played, turn == ROUNDS);
            }
        }
    }

    /** In the second turn each model gives itself away. */
    private static Turn turn(int number, String model) {
        String mark = model.equals(FIRST_MODEL) ? "清茶" : "浓茶";
        String reply = number == 2 ? "其实我是" + model.toUpperCase(Locale.ROOT) + "，喝" + mark + "。" : mark + number;
        return new Turn(number, "第" + number + "问", reply, StopReason.NEWLINE, 9, 4, 0, 100 + number, 0, 0.2);
    }

    private Studio openStudio() {
        StudioStudy known = StudioStudy.of(study);
        return isLive()
                ? Studio.live(held, known, StudyPlan.of(study).typed(), models, RunListener.NONE)
                : Studio.recorded(held, known);
    }

    private WebServer startServer() {
        return WebServer.start(
                WebSettings.loopback(0),
                studio.browsers(),
                signIns -> List.of(studio.module(signIns), new StudioPage()));
    }

    Studio studio() {
        return studio;
    }

    String url() {
        return server.url();
    }

    StudyFolder held() {
        return held;
    }

    /** Ends the server and starts it anew, as after a stop; browsers stay what they are. */
    void restart() {
        int port = server.port();
        close();
        held = StudyFolder.open(folder);
        studio = openStudio();
        server = WebServer.start(
                WebSettings.loopback(port), studio.browsers(), signIns -> List.of(studio.module(signIns)));
    }

    /** Invites somebody, and signs a browser of theirs in. */
    Annotator invite(String name) {
        String token = Tokens.next();
        StudioParticipant person = new StudioParticipants(held.database())
                .invite(List.of(new Invitation(name, "en", Tokens.hash(token))), false)
                .get(0);
        tokens.put(name, token);
        return new Annotator(person, enter(token));
    }

    /** Invites somebody who has done all that comes before the work. */
    Annotator inviteReady(String name) {
        Annotator annotator = invite(name);
        annotator.getReady();
        return annotator;
    }

    /** Signs a new browser in. */
    Annotator.Page enter(String token) {
        Site site = new Site(url());
        HttpResponse<String> answer = site.post("studio/api/enter", "anonymous", "{\"token\":\"" + token + "\"}");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return new Annotator.Page(site, json(answer.body()).path("csrf").asText());
    }

    String token(String name) {
        return Objects.requireNonNull(tokens.get(name));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @Override
    public void close() {
        server.close();
        studio.close();
        held.close();
    }

    /** Somebody with a browser. */
    final class Annotator {

        final StudioParticipant person;
        private final Page page;
        private int requests;

        /** A browser that is signed in. */
        record Page(Site site, String csrf) {}

        Annotator(StudioParticipant person, Page page) {
            this.person = person;
            this.page = page;
        }

        Annotator on(Page other) {
            return new Annotator(person, other);
        }

        HttpResponse<String> getAnswer(String path) {
            return patient(() -> page.site().get("studio/api/" + path));
        }

        HttpResponse<String> postAnswer(String path, String json) {
            return patient(() -> page.site().post("studio/api/" + path, page.csrf(), json));
        }

        /** Calls, and again where the server says that it was too often: a test clicks faster than anybody does. */
        private HttpResponse<String> patient(Supplier<HttpResponse<String>> call) {
            HttpResponse<String> answer = call.get();
            for (int attempt = 1; answer.statusCode() == 429 && attempt <= 100; attempt++) {
                LockSupport.parkNanos(50_000_000);
                answer = call.get();
            }
            heard.add(answer.body());
            return answer;
        }

        JsonNode get(String path) {
            return good(path, getAnswer(path));
        }

        JsonNode post(String path, String json) {
            return good(path, postAnswer(path, json));
        }

        private static JsonNode good(String path, HttpResponse<String> answer) {
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return json(answer.body());
        }

        void getReady() {
            JsonNode consent = get("me").path("consent");
            post("consent", "{\"sha256\":\"" + consent.path("sha256").asText() + "\"}");
            post("instructions", "{}");
            if (!post("qualification", rightAnswers()).path("passed").asBoolean()) {
                throw new AssertionError("the right answers are wrong");
            }
        }

        String rightAnswers() {
            Map<String, String> answers = new LinkedHashMap<>();
            AnnotatorGuide.ofLanguage("en").questions(kind()).forEach(each -> answers.put(each.id(), each.right()));
            return "{\"answers\":" + Json.text(answers) + "}";
        }

        List<String> codes() {
            List<String> codes = new ArrayList<>();
            get("items")
                    .path("items")
                    .forEach(item -> codes.add(item.path("code").asText()));
            return codes;
        }

        long click(String code, int turn, String field, String value) {
            return post("items/" + code + "/answers", clickJson("q" + ++requests, turn, field, value))
                    .path("number")
                    .asLong();
        }

        static String clickJson(String request, int turn, String field, String value) {
            return "{\"request\":\"" + request + "\",\"turn\":" + turn + ",\"field\":\"" + field + "\",\"value\":\""
                    + value + "\"}";
        }

        JsonNode submit(String code, int turn, double seconds) {
            return post("items/" + code + "/submit", submission(turn, seconds));
        }

        HttpResponse<String> submitAnswer(String code, int turn) {
            return postAnswer("items/" + code + "/submit", submission(turn, 1));
        }

        private String submission(int turn, double seconds) {
            return "{\"request\":\"q" + ++requests + "\",\"turn\":" + turn + ",\"seconds\":" + seconds + "}";
        }

        HttpResponse<String> sayAnswer(String code, String request, String text) {
            return postAnswer("items/" + code + "/say", "{\"request\":\"" + request + "\",\"text\":\"" + text + "\"}");
        }

        JsonNode say(String code, String text) {
            return good("say", sayAnswer(code, "q" + ++requests, text));
        }

        /** Gives all scores of a dialogue. */
        void score(String code, String score) {
            for (String dimension : List.of(
                    "overall", "consistency", "human_likeness", "engagement", "quality", "safety", "correctness")) {
                click(code, 0, dimension, score);
            }
        }
    }

    private Kind kind() {
        StudyKind kind = study.kind();
        return switch (kind) {
            case RATING -> Kind.RATINGS;
            case TURN_ERRORS -> Kind.TURN_ERRORS;
            case PAIRWISE -> Kind.PREFERENCES;
        };
    }
}
