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
import org.charactermirror.annotation.IdentityMask;
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
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudioSubmissions;
import org.charactermirror.store.StudioSubmissions.HandIn;
import org.charactermirror.store.StudioSubmissions.Judged;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.web.Site;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;
import org.charactermirror.web.studio.Studio;
import org.charactermirror.web.studio.StudioStudy;

/** A server with the owner's part and the annotators', and a study of two models and three characters. */
final class RunningStudio implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StudyFolder folder;
    private final StudyDatabase database;
    private final Studio studio;
    private final WebServer server;

    RunningStudio(Path folder) {
        this(folder, WebSettings.loopback(0));
    }

    RunningStudio(Path path, WebSettings settings) {
        PlayedStudy.alone(path, List.of("alpha", "beta"), PlayedStudy.names("c", 3), "done")
                .close();
        folder = StudyFolder.openBeside(path);
        database = folder.database();
        studio = Studio.recorded(
                folder,
                new StudioStudy(
                        "s",
                        StudyKind.RATING,
                        "zh",
                        PlayedStudy.TURNS,
                        7,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        IdentityMask.of(List.of("alpha", "beta")),
                        Map.of()));
        server = WebServer.start(
                settings,
                studio.browsers(),
                signIns -> List.of(
                        studio.module(signIns), new AdminModule(database, studio.planner(), studio.study(), signIns)));
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
                            (answers, seconds) -> new Judged.Complete(Optional.of(row), Optional.empty()));
            judged.add(work.session());
        }
        return judged;
    }

    @Override
    public void close() {
        server.close();
        studio.close();
        folder.close();
    }
}
