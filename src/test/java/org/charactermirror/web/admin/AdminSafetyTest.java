package org.charactermirror.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.store.StudioAssignments;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudioWithdrawal;
import org.charactermirror.store.TypedSessions;
import org.charactermirror.web.Site;
import org.charactermirror.web.WebSettings;
import org.charactermirror.web.admin.RunningStudio.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others try. */
class AdminSafetyTest {

    private static final List<String> READS = List.of(
            "admin/api/overview",
            "admin/api/disagreements",
            "admin/api/dialogues/alpha.c1.chat-1.1",
            "admin/api/audit",
            "admin/api/export.zip");
    private static final List<String> WRITES = List.of(
            "admin/api/invite",
            "admin/api/participants/x/reissue",
            "admin/api/participants/x/revoke",
            "admin/api/participants/x/pause",
            "admin/api/participants/x/resume",
            "admin/api/participants/x/drop",
            "admin/api/settings",
            "admin/api/pause",
            "admin/api/resume",
            "admin/api/reassign",
            "admin/api/adjudicate",
            "admin/api/leave");

    @TempDir
    private Path folder;

    private static JsonNode invite(Visit owner, String name) {
        return owner.does("admin/api/invite", "{\"names\":[\"" + name + "\"],\"language\":\"en\"}")
                .path("invitations")
                .path(0);
    }

    private static String token(JsonNode invitation) {
        return invitation.path("link").textValue().split("#")[1];
    }

    @Test
    void nobody_but_the_owner_is_answered_not_even_an_annotator() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit annotator =
                    studio.annotator(invite(studio.owner(), "Li").path("link").textValue());
            Visit stranger = new Visit(new Site(studio.url()), "anonymous");
            for (Visit visit : List.of(annotator, stranger)) {
                for (String path : READS) {
                    assertThat(visit.site().get(path).statusCode()).as(path).isEqualTo(401);
                }
                for (String path : WRITES) {
                    assertThat(visit.post(path, "{}").statusCode()).as(path).isEqualTo(401);
                }
            }
        }
    }

    @Test
    void an_annotators_token_is_no_owners_and_an_owners_is_no_annotators() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            String annotators = token(invite(studio.owner(), "Li"));
            String owners = studio.ownerLink().split("#")[1];
            Site site = new Site(studio.url());
            assertThat(site.post("admin/api/enter", "anonymous", "{\"token\":\"" + annotators + "\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(site.post("studio/api/enter", "anonymous", "{\"token\":\"" + owners + "\"}")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void an_annotators_cookie_under_the_owners_name_opens_nothing() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            String annotators = token(invite(studio.owner(), "Li"));
            String cookie = new Site(studio.url())
                    .post("studio/api/enter", "anonymous", "{\"token\":\"" + annotators + "\"}")
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .replaceFirst("^cm_annotator=([^;]*);.*", "$1");
            assertThat(new Site(studio.url())
                            .get("admin/api/overview", "Cookie", "cm_owner=" + cookie)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void calls_that_other_sites_could_send_change_nothing() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            String body = "{\"names\":[\"Eve\"],\"language\":\"en\"}";
            Visit other = studio.owner();
            List<Integer> answers = List.of(
                    owner.site().post("admin/api/invite", "anonymous", body).statusCode(),
                    owner.site().post("admin/api/invite", other.csrf(), body).statusCode(),
                    owner.site()
                            .post("admin/api/invite", owner.csrf(), body, "Origin", "https://evil.example")
                            .statusCode(),
                    owner.site()
                            .post("admin/api/invite", owner.csrf(), body, "Sec-Fetch-Site", "cross-site")
                            .statusCode(),
                    owner.site().get("admin/api/overview", "Origin", "null").statusCode());
            assertThat(answers).containsOnly(403);
            assertThat(owner.get("admin/api/overview").path("participants")).isEmpty();
        }
    }

    @Test
    void a_foreign_host_is_not_answered_and_gets_into_no_link() throws IOException {
        try (RunningStudio studio = new RunningStudio(folder)) {
            URI url = URI.create(studio.url());
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                socket.getOutputStream()
                        .write("GET /admin/api/overview HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 421");
            }
        }
    }

    @Test
    void behind_a_proxy_links_are_as_people_type_them() {
        WebSettings proxied = new WebSettings(
                "127.0.0.1",
                0,
                "/mirror/",
                Optional.of(URI.create("https://mirror.example.org:8443")),
                Optional.empty(),
                false);
        try (RunningStudio studio = new RunningStudio(folder, proxied)) {
            Site site = new Site(studio.url() + "mirror/");
            // The cookie is for encrypted pages alone; a test carries it by hand.
            var entered = site.post(
                    "admin/api/enter",
                    "anonymous",
                    "{\"token\":\"" + studio.ownerLink().split("#")[1] + "\"}");
            String cookie =
                    entered.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            var invited = site.post(
                    "admin/api/invite",
                    RunningStudio.json(entered).path("csrf").textValue(),
                    "{\"names\":[\"Li\"],\"language\":\"en\"}",
                    "Cookie",
                    cookie);
            assertThat(RunningStudio.json(invited)
                            .path("invitations")
                            .path(0)
                            .path("link")
                            .textValue())
                    .startsWith("https://mirror.example.org:8443/mirror/studio#");
        }
    }

    @Test
    void what_somebody_said_who_has_withdrawn_is_not_shown_any_more() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            String participant = owner.does("admin/api/invite", "{\"names\":[\"Chen\"],\"language\":\"en\"}")
                    .path("invitations")
                    .path(0)
                    .path("participant")
                    .textValue();
            String session = new StudioAssignments(studio.database())
                    .of(participant)
                    .get(0)
                    .session();
            String annotator = new StudioParticipants(studio.database())
                    .find(participant)
                    .orElseThrow()
                    .annotator();
            new TypedSessions(studio.database()).claim(session, annotator);
            assertThat(owner.get("admin/api/dialogues/" + session).path("turns"))
                    .isNotEmpty();
            new StudioWithdrawal(studio.database()).withdraw(participant);
            assertThat(owner.get("admin/api/dialogues/" + session).path("turns"))
                    .isEmpty();
        }
    }

    @Test
    void paths_lead_nowhere_else() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            for (String path : List.of(
                    "admin/api/dialogues/..%2f..%2fstudy.db",
                    "admin/api/dialogues/%2e%2e",
                    "admin/api/dialogues/nobody",
                    "admin/api/dialogues/'%20OR%201=1--",
                    "admin/../admin/api/../../etc/passwd",
                    "words/admin/..%2fen")) {
                assertThat(owner.site().get(path).statusCode()).as(path).isIn(400, 404);
            }
        }
    }

    @Test
    void bodies_that_are_too_large_or_of_another_shape_are_refused() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            String megabyte = "x".repeat(1 << 20);
            assertThat(owner.post("admin/api/invite", "{\"names\":[\"" + megabyte + "\"],\"language\":\"en\"}")
                            .statusCode())
                    .isEqualTo(413);
            String long1 = "x".repeat(100_000);
            assertThat(owner.post("admin/api/invite", "{\"names\":[\"" + long1 + "\"],\"language\":\"en\"}")
                            .body())
                    .contains("bad_names")
                    .hasSizeLessThan(500);
            assertThat(owner.post("admin/api/settings", "{\"consent.en\":\"" + long1 + "\"}")
                            .body())
                    .contains("bad_setting")
                    .hasSizeLessThan(500);
            for (String body : List.of(
                    "[]", "null", "{\"names\":\"Li\"}", "{\"names\":[1],\"language\":\"en\"}", "{\"names\":[]}")) {
                assertThat(owner.post("admin/api/invite", body).statusCode())
                        .as(body)
                        .isEqualTo(400);
            }
            assertThat(owner.get("admin/api/overview").path("participants")).isEmpty();
        }
    }

    @Test
    void hostile_names_come_back_as_they_are_and_as_data_only() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            String name = "<script>alert(1)</script> ' OR 1=1 --";
            JsonNode invited = invite(owner, name);
            assertThat(invited.path("name").textValue()).isEqualTo(name);
            var answer = owner.site().get("admin/api/overview");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void tokens_and_cookies_are_kept_nowhere_and_told_nobody() throws IOException {
        PrintStream error = System.err;
        PrintStream output = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        List<String> secrets = new ArrayList<>();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            secrets.add(studio.ownerLink().split("#")[1]);
            JsonNode invited = invite(owner, "Li");
            secrets.add(token(invited));
            var entered = new Site(studio.url())
                    .post("studio/api/enter", "anonymous", "{\"token\":\"" + token(invited) + "\"}");
            secrets.add(entered.headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .replaceFirst("^cm_annotator=([^;]*);.*", "$1"));
            secrets.add(token(owner.does(
                            "admin/api/participants/"
                                    + invited.path("participant").textValue() + "/reissue",
                            "{}")
                    .path("invitations")
                    .path(0)));
            for (String path : List.of("admin/api/overview", "admin/api/audit")) {
                assertThat(owner.site().get(path).body()).doesNotContain(secrets);
            }
            assertThat(holds(secrets)).isFalse();
        } finally {
            System.setErr(error);
            System.setOut(output);
        }
        assertThat(secrets).hasSize(4).allMatch(secret -> secret.length() == 22);
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain(secrets);
        assertThat(holds(secrets)).isFalse();
    }

    /** Looks into every byte of the study's folder, the database's log included. */
    private boolean holds(List<String> secrets) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (secrets.stream().anyMatch(bytes::contains)) {
                    return true;
                }
            }
        }
        return false;
    }
}
