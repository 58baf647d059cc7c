package org.charactermirror.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.PlayedStudy;
import org.charactermirror.store.StudioAnswers;
import org.charactermirror.store.StudioAnswers.Click;
import org.charactermirror.store.StudioAssignment;
import org.charactermirror.store.StudioAssignments;
import org.charactermirror.store.StudioBrowsers;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudioPlanner;
import org.charactermirror.store.StudioRules;
import org.charactermirror.store.StudioSubmissions;
import org.charactermirror.store.StudioSubmissions.HandIn;
import org.charactermirror.store.StudioSubmissions.Judged;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.web.Access;
import org.charactermirror.web.Browser;
import org.charactermirror.web.Browsers;
import org.charactermirror.web.Json;
import org.charactermirror.web.SignIns;
import org.charactermirror.web.Site;
import org.charactermirror.web.Tokens;
import org.charactermirror.web.WebError;
import org.charactermirror.web.WebModule;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;

/** A server with the owner's part, the way in for annotators, and a study of two models and three characters. */
final class RunningStudio implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StudyDatabase database;
    private final WebServer server;

    RunningStudio(Path folder) {
        this(folder, WebSettings.loopback(0));
    }

    RunningStudio(Path folder, WebSettings settings) {
        database = PlayedStudy.alone(folder, List.of("alpha", "beta"), PlayedStudy.names("c", 3), "done");
        server = WebServer.start(
                settings,
                browsers(),
                signIns -> List.of(
                        new AdminModule(
                                database,
                                new StudioPlanner(
                                        database, new StudioRules(StudyKind.RATING, false, 7, List.of())),
                                signIns),
                        entrance(signIns)));
    }

    private Browsers browsers() {
        StudioBrowsers kept = new StudioBrowsers(database);
        return new Browsers() {
            @Override
            public Optional<Browser> find(String cookieHash) {
                return kept.find(cookieHash).map(one -> new Browser(one.cookieHash(), one.participant(), one.csrf()));
            }

            @Override
            public void keep(Browser browser) {
                kept.keep(new StudioBrowsers.SignedIn(browser.cookieHash(), browser.participant(), browser.csrf()));
            }

            @Override
            public void forget(String cookieHash) {
                kept.forget(cookieHash);
            }
        };
    }

    /** The annotators' way in, and what tells whether a browser is signed in as one. */
    private WebModule entrance(SignIns signIns) {
        return routes -> {
            routes.post("studio/api/enter", Access.ANYBODY, (context, caller) -> {
                String token = Json.text(Json.body(context), "token", 100);
                String participant = new StudioParticipants(database)
                        .byTokenHash(Tokens.hash(token))
                        .orElseThrow(() -> new WebError(403, "unknown_token", "no"))
                        .id();
                Json.answer(
                        context,
                        Map.of(
                                "csrf",
                                signIns.annotatorEnters(context, participant).csrf()));
            });
            routes.get(
                    "studio/api/me",
                    Access.ANNOTATOR,
                    (context, caller) -> Json.answer(context, Map.of("participant", caller.participant())));
        };
    }

    StudyDatabase database() {
        return database;
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    String ownerLink() {
        return server.ownerLink();
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    /** Somebody with a browser who can change things. */
    record Visit(Site site, String csrf) {

        HttpResponse<String> post(String path, String body) {
            return site.post(path, csrf, body);
        }

        JsonNode get(String path) {
            HttpResponse<String> answer = site.get(path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json(answer);
        }

        /** Posts what must work. */
        JsonNode does(String path, String body) {
            HttpResponse<String> answer = post(path, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json(answer);
        }
    }

    Visit owner() {
        return enter("admin/api/enter", ownerLink());
    }

    /** Follows a link of an invitation. */
    Visit annotator(String link) {
        return enter("studio/api/enter", link);
    }

    private Visit enter(String path, String link) {
        Site site = new Site(url());
        HttpResponse<String> entered =
                site.post(path, "anonymous", "{\"token\":\"" + link.substring(link.indexOf('#') + 1) + "\"}");
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(200);
        return new Visit(site, json(entered).path("csrf").textValue());
    }

    /** Lets a participant hand in the same score everywhere for the first few dialogues; returns which these are. */
    List<String> judge(String participant, int dialogues, int score) {
        String annotator =
                new StudioParticipants(database).find(participant).orElseThrow().annotator();
        List<String> judged = new ArrayList<>();
        for (StudioAssignment work :
                new StudioAssignments(database).of(participant).subList(0, dialogues)) {
            new StudioAnswers(database)
                    .keep(
                            participant,
                            new Click("r-" + work.code(), work.code(), 0, "overall", Optional.of("" + score)));
            String[] parts = work.session().split("\\.");
            Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
            scores.put(Dimension.OVERALL, BigDecimal.valueOf(score));
            Rating row = new Rating(
                    new Place("serve", 1),
                    new Subject("s", work.session(), annotator, parts[1], "celebrities", "chat"),
                    parts[0],
                    scores,
                    "=1+1",
                    Origin.HUMAN,
                    Map.of());
            new StudioSubmissions(database)
                    .handIn(
                            new HandIn(participant, work.code(), 0, 40 + 10.0 * judged.size(), Set.of(0), true),
                            answers -> new Judged.Complete(Optional.of(row), Optional.empty()));
            judged.add(work.session());
        }
        return judged;
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
