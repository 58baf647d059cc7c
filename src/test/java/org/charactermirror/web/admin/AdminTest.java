package org.charactermirror.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.charactermirror.analysis.Rows;
import org.charactermirror.store.StudioLeaks;
import org.charactermirror.web.Site;
import org.charactermirror.web.Words;
import org.charactermirror.web.admin.RunningStudio.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever runs a study does, over the wire. */
class AdminTest {

    @TempDir
    private Path folder;

    private static List<JsonNode> invite(Visit owner, String... names) {
        JsonNode answer = owner.does(
                "admin/api/invite", "{\"names\":[\"" + String.join("\",\"", names) + "\"],\"language\":\"zh\"}");
        List<JsonNode> invited = new ArrayList<>();
        answer.path("invitations").forEach(invited::add);
        return invited;
    }

    private static JsonNode person(Visit owner, String name) {
        for (JsonNode one : owner.get("admin/api/overview").path("participants")) {
            if (one.path("name").textValue().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("nobody is called " + name);
    }

    private static List<String> columns(JsonNode overview) {
        List<String> columns = new ArrayList<>();
        overview.path("agreement")
                .forEach(one -> columns.add(one.path("field").textValue() + " "
                        + (one.path("alpha").isNull()
                                ? one.path("reason").textValue()
                                : one.path("alpha").asText())
                        + " " + one.path("units")));
        return columns;
    }

    @Test
    void who_is_invited_gets_a_link_that_works_and_work_to_do() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            List<JsonNode> invited = invite(owner, "陈静", "Wang");
            assertThat(invited).extracting(one -> one.path("name").textValue()).containsExactly("陈静", "Wang");
            assertThat(invited.get(0).path("link").textValue())
                    .matches(studio.url().replace(".", "\\.") + "studio#[A-Za-z0-9_-]{22}");
            Visit chen = studio.annotator(invited.get(0).path("link").textValue());
            assertThat(chen.get("studio/api/me").path("annotator"))
                    .isEqualTo(invited.get(0).path("annotator"));
            JsonNode shown = person(owner, "陈静");
            assertThat(shown.path("annotator").textValue()).matches("annotator-[a-z0-9]+");
            assertThat(shown.path("state").textValue()).isEqualTo("consent");
            // Six dialogues, one person each, two people.
            assertThat(shown.path("total").intValue()).isEqualTo(3);
            assertThat(owner.get("admin/api/overview")
                            .path("design")
                            .path("loads")
                            .toString())
                    .isEqualTo("[3,3]");
        }
    }

    @Test
    void names_that_cannot_be_are_told_all_at_once_and_nobody_is_invited() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            invite(owner, "Li");
            var refused = owner.post(
                    "admin/api/invite", "{\"names\":[\" li \",\"Zhao\",\"\\u202eevil\",\"\"],\"language\":\"en\"}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(RunningStudio.json(refused).path("message").textValue())
                    .isEqualTo(
                            "\"li\" is there already; tell the two apart; \"evil\" is no name: 1 to 80 letters without"
                                    + " control characters; \"\" is no name: 1 to 80 letters without control characters.");
            assertThat(owner.get("admin/api/overview").path("participants")).hasSize(1);
            assertThat(owner.post("admin/api/invite", "{\"names\":[\"Zhao\"],\"language\":\"fr\"}")
                            .body())
                    .contains("The language must be en or zh.");
        }
    }

    @Test
    void a_link_that_is_revoked_or_replaced_signs_browsers_out_at_once() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            JsonNode invited = invite(owner, "Li").get(0);
            String path =
                    "admin/api/participants/" + invited.path("participant").textValue() + "/";
            String link = invited.path("link").textValue();
            Visit first = studio.annotator(link);
            String second = owner.does(path + "reissue", "{}")
                    .path("invitations")
                    .path(0)
                    .path("link")
                    .textValue();
            assertThat(first.site().get("studio/api/me").statusCode()).isEqualTo(401);
            assertThat(first.site()
                            .post("studio/api/enter", "anonymous", "{\"token\":\"" + link.split("#")[1] + "\"}")
                            .statusCode())
                    .isEqualTo(403);
            Visit again = studio.annotator(second);
            owner.does(path + "revoke", "{}");
            assertThat(again.site().get("studio/api/me").statusCode()).isEqualTo(401);
            assertThat(person(owner, "Li").path("revoked").booleanValue()).isTrue();
        }
    }

    @Test
    void people_are_paused_dropped_and_taken_back_and_work_goes_over() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            List<JsonNode> invited = invite(owner, "a", "b", "c");
            String first = invited.get(0).path("participant").textValue();
            String second = invited.get(1).path("participant").textValue();
            owner.does("admin/api/participants/" + first + "/pause", "{}");
            assertThat(person(owner, "a").path("state").textValue()).isEqualTo("paused");
            owner.does("admin/api/participants/" + first + "/resume", "{}");
            assertThat(person(owner, "a").path("state").textValue()).isEqualTo("consent");
            assertThat(owner.does("admin/api/reassign", "{\"from\":\"" + first + "\",\"to\":\"" + second + "\"}")
                            .path("moved")
                            .intValue())
                    .isEqualTo(2);
            owner.does("admin/api/participants/" + second + "/drop", "{}");
            assertThat(person(owner, "b").path("state").textValue()).isEqualTo("dropped");
            assertThat(person(owner, "b").path("total").intValue()).isZero();
            assertThat(person(owner, "a").path("total").intValue()
                            + person(owner, "c").path("total").intValue())
                    .isEqualTo(6);
            assertThat(owner.post("admin/api/participants/" + first + "/promote", "{}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(owner.post("admin/api/participants/nobody/pause", "{}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void settings_that_are_wrong_are_told_all_at_once_and_nothing_is_set() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            var refused = owner.post(
                    "admin/api/settings",
                    "{\"per_item\":\"0\",\"names\":\"as_given\",\"colour\":\"red\",\"attention_every\":3}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(RunningStudio.json(refused).path("message").textValue())
                    .isEqualTo("per_item is \"0\"; expected is a whole number from 1 to 1000; there is no setting"
                            + " colour; there are per_item, most_items, names, consent.en, consent.zh, qualification,"
                            + " attention_every, paused, seed, languages; attention_every must be a text.");
            assertThat(owner.get("admin/api/overview")
                            .path("settings")
                            .path("names")
                            .textValue())
                    .isEqualTo("pseudonyms");
            invite(owner, "a", "b", "c");
            owner.does("admin/api/settings", "{\"per_item\":\"3\"}");
            assertThat(person(owner, "a").path("total").intValue()).isEqualTo(6);
        }
    }

    @Test
    void everybody_can_be_paused_and_go_on() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            owner.does("admin/api/pause", "{}");
            assertThat(owner.get("admin/api/overview").path("paused").booleanValue())
                    .isTrue();
            owner.does("admin/api/resume", "{}");
            assertThat(owner.get("admin/api/overview").path("paused").booleanValue())
                    .isFalse();
        }
    }

    /** Two people judge all six dialogues: 2 everywhere, and 4 everywhere. */
    private static void judged(RunningStudio studio, Visit owner) {
        owner.does("admin/api/settings", "{\"per_item\":\"2\",\"attention_every\":\"0\"}");
        List<JsonNode> invited = invite(owner, "a", "b");
        studio.judge(invited.get(0).path("participant").textValue(), 6, 2);
        studio.judge(invited.get(1).path("participant").textValue(), 6, 4);
    }

    @Test
    void progress_agreement_and_times_are_those_of_what_was_handed_in() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            assertThat(columns(owner.get("admin/api/overview"))).isEmpty();
            judged(studio, owner);
            // The overview may be some seconds old; disagreements never are, and it takes over what they made.
            owner.get("admin/api/disagreements");
            JsonNode overview = owner.get("admin/api/overview");
            // Six units of 2 and 4: every pair differs, where chance would make 2 * 6 * 6 / (12 * 11) = 6 / 11 differ,
            // by
            // the same distance: alpha = 1 - 1 / (6 / 11) = -5 / 6.
            assertThat(columns(overview)).containsExactly("overall -0.833 6");
            assertThat(overview.path("progress").path("judged").intValue()).isEqualTo(12);
            assertThat(overview.path("progress").path("items").intValue()).isEqualTo(12);
            assertThat(overview.path("progress").path("per_model").toString())
                    .isEqualTo("{\"alpha\":{\"done\":6,\"all\":6},\"beta\":{\"done\":6,\"all\":6}}");
            // 40, 50, ... 90 seconds.
            assertThat(person(owner, "a").path("median_seconds").asText()).isEqualTo("65.0");
        }
    }

    @Test
    void where_people_differ_it_is_decided_with_a_reason_and_judgements_stay() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            judged(studio, owner);
            JsonNode found = owner.get("admin/api/disagreements");
            assertThat(found.path("total").intValue()).isEqualTo(6);
            assertThat(owner.get("admin/api/disagreements?least=3")
                            .path("total")
                            .intValue())
                    .isZero();
            JsonNode first = found.path("disagreements").path(0);
            assertThat(first.path("answers").findValuesAsText("value")).containsExactlyInAnyOrder("2", "4");
            assertThat(first.path("answers").findValuesAsText("annotator"))
                    .allMatch(name -> name.matches("annotator-.*"));
            String session = first.path("session").textValue();
            JsonNode dialogue = owner.get("admin/api/dialogues/" + session);
            assertThat(dialogue.path("turns").path(1).path("replies").path(0).textValue())
                    .isEqualTo("答2");
            String decision = "{\"session\":\"" + session + "\",\"turn\":0,\"kind\":\"ratings\",\"field\":\"overall\",";
            assertThat(owner.post("admin/api/adjudicate", decision + "\"value\":\"3\",\"reason\":\" \"}")
                            .body())
                    .contains("Say why");
            assertThat(owner.post("admin/api/adjudicate", decision + "\"value\":\"6\",\"reason\":\"x\"}")
                            .body())
                    .contains("The value of overall must be one of 1, 2, 3, 4, 5.");
            assertThat(owner.post(
                                    "admin/api/adjudicate",
                                    decision.replace("\"turn\":0", "\"turn\":1") + "\"value\":\"3\",\"reason\":\"x\"}")
                            .statusCode())
                    .isEqualTo(404);
            owner.does("admin/api/adjudicate", decision + "\"value\":\"3\",\"reason\":\"两人各对一半\"}");
            JsonNode after = owner.get("admin/api/disagreements");
            assertThat(after.path("decided").intValue()).isEqualTo(1);
            JsonNode decided = after.path("disagreements").path(5);
            assertThat(decided.path("session").textValue()).isEqualTo(session);
            assertThat(decided.path("decision").path("value").textValue()).isEqualTo("3");
            assertThat(decided.path("answers").findValuesAsText("value")).containsExactlyInAnyOrder("2", "4");
        }
    }

    private static Map<String, String> export(Visit owner) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        byte[] bytes = owner.site().bytes("admin/api/export.zip");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void the_export_imports_again_and_names_nobody() throws IOException {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            owner.does("admin/api/settings", "{\"attention_every\":\"0\"}");
            List<JsonNode> invited = invite(owner, "Zhang Secret", "李 秘密");
            studio.judge(invited.get(0).path("participant").textValue(), 2, 5);
            new StudioLeaks(studio.database()).keep("alpha.c1.chat-1.1", 2, "alpha", Map.of("=ChatGPT", 1));
            Map<String, String> files = export(owner);
            assertThat(files.keySet())
                    .containsExactly("README.txt", "ratings.csv", "adjudications.csv", "leaks.csv", "assignments.csv");
            assertThat(files.values()).noneMatch(text -> text.contains("Secret") || text.contains("秘密"));
            assertThat(Rows.of(files.getOrDefault("ratings.csv", "")).ratings())
                    .hasSize(2)
                    .allSatisfy(row -> {
                        assertThat(row.subject().annotator())
                                .isEqualTo(invited.get(0).path("annotator").textValue());
                        assertThat(row.comment()).isEqualTo("=1+1");
                    });
            // What a spreadsheet would run is disarmed in every file.
            assertThat(files.getOrDefault("ratings.csv", ""))
                    .contains(",'=1+1,")
                    .doesNotContain(",=1+1");
            assertThat(files.getOrDefault("leaks.csv", ""))
                    .contains("alpha.c1.chat-1.1,2,alpha,'=ChatGPT,1,neutralised");
            assertThat(files.getOrDefault("assignments.csv", "").lines().count())
                    .isEqualTo(7);
            assertThat(export(owner)).isEqualTo(files);
        }
    }

    @Test
    void what_was_done_is_noted_without_names_and_tokens() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            JsonNode invited = invite(owner, "Li Secret").get(0);
            String pseudonym = invited.path("annotator").textValue();
            String path =
                    "admin/api/participants/" + invited.path("participant").textValue() + "/";
            owner.does(path + "pause", "{}");
            owner.does(path + "revoke", "{}");
            owner.does("admin/api/settings", "{\"per_item\":\"2\",\"consent.en\":\"I agree.\"}");
            List<String> noted = new ArrayList<>();
            owner.get("admin/api/audit")
                    .path("entries")
                    .forEach(entry -> noted.add(entry.path("who").textValue() + " "
                            + entry.path("action").textValue() + " "
                            + entry.path("detail").textValue()));
            assertThat(noted)
                    .containsExactly(
                            "owner signed in ",
                            "owner invited " + pseudonym,
                            "owner paused " + pseudonym,
                            "owner revoked " + pseudonym,
                            "owner set per_item=2",
                            "owner set consent.en");
        }
    }

    @Test
    void both_languages_say_the_same_things() {
        assertThat(Words.of("admin", "zh").all().keySet())
                .isEqualTo(Words.of("admin", "en").all().keySet());
    }

    @Test
    void the_page_is_there_in_both_languages_and_holds_nothing_of_the_study() {
        try (RunningStudio studio = new RunningStudio(folder)) {
            var page = new Site(studio.url()).get("admin?lang=zh");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("标注工作室", "lang=\"zh\"").doesNotContain("alpha", "<script>", "style=");
        }
    }
}
