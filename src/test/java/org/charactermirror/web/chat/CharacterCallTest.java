package org.charactermirror.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.web.Site;
import org.charactermirror.web.WebSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharacterCallTest {

    @TempDir
    Path folder;

    private ChatSite site() {
        return ChatSite.of(folder.resolve("characters"), Map.of("a", FakeModel.saying("好")));
    }

    private static HttpResponse<String> save(Site browser, String csrf, ObjectNode character, Optional<String> loaded) {
        String body = "{\"character\":" + character
                + loaded.map(hash -> ",\"loaded\":\"" + hash + "\"").orElse("") + "}";
        return browser.post("chat/api/characters/save", csrf, body);
    }

    private static String told(HttpResponse<String> answer) {
        JsonNode body = ChatSite.json(answer.body());
        return answer.statusCode() + " " + body.path("error").asText() + ": "
                + body.path("message").asText();
    }

    @Test
    void the_page_is_there_for_everybody_without_token_or_redirect() {
        try (ChatSite site = site()) {
            HttpResponse<String> page = site.browser().get("");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("<html lang=\"en\"", "data-base=\"/\"")
                    .doesNotContain("style=", "<script>");
            assertThat(site.browser().get("?lang=zh").body()).contains("<html lang=\"zh\"", "发送");
        }
    }

    @Test
    void behind_a_proxy_the_page_is_below_its_path_and_only_the_owner_may_talk() {
        WebSettings proxied = new WebSettings(
                "127.0.0.1",
                0,
                "/mirror/",
                Optional.of(URI.create("https://mirror.example.org")),
                Optional.empty(),
                false);
        try (ChatSite site = ChatSite.of(proxied, folder, Map.of("a", FakeModel.saying("好")))) {
            Site browser = new Site("http://127.0.0.1:" + site.server.port() + "/mirror/");
            assertThat(browser.get("").statusCode()).isEqualTo(200);
            assertThat(browser.get("").body()).contains("data-base=\"/mirror/\"");
            assertThat(browser.get("chat/api/site").statusCode()).isEqualTo(401);
            assertThat(browser.get("chat/api/characters").statusCode()).isEqualTo(401);
            assertThat(browser.post(
                                    "chat/api/reply",
                                    "anonymous",
                                    site.order("a").toString())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void shipped_characters_are_there_in_each_language_with_the_text_that_models_get() {
        try (ChatSite site = site()) {
            JsonNode all =
                    ChatSite.json(site.browser().get("chat/api/characters").body());
            // 24 characters in two languages each.
            assertThat(all.path("characters")).hasSize(48);
            JsonNode one = ChatSite.json(
                    site.browser().get("chat/api/characters/xiang-yu/en").body());
            assertThat(one.path("name").asText()).isEqualTo("Xiang Yu");
            assertThat(one.path("profile").asText()).contains("Riding his black horse Wuzhui");
            assertThat(one.path("user_name").asText()).isEqualTo("Xiaozhou");
            assertThat(one.path("editable").asBoolean()).isFalse();
        }
    }

    @Test
    void a_character_that_is_not_there_is_not_found_whatever_its_name_looks_like() {
        try (ChatSite site = site()) {
            for (String path : new String[] {"nobody/zh", "xiang-yu/fr", "..%2Fpom/zh", "%2e%2e/zh"}) {
                assertThat(site.browser().get("chat/api/characters/" + path).statusCode())
                        .as(path)
                        .isIn(400, 404);
            }
        }
    }

    @Test
    void a_character_is_checked_field_by_field_and_for_talking_needs_no_file() {
        try (ChatSite site = site()) {
            ObjectNode character = ChatSite.character()
                    .put("name", "")
                    .put("greeting", " ")
                    .put("id", "../pom")
                    .put("license", "");
            String talking = site.browser()
                    .post("chat/api/characters/check", "anonymous", "{\"character\":" + character + "}")
                    .body();
            assertThat(ChatSite.json(talking))
                    .isEqualTo(ChatSite.json(
                            "{\"problems\":[{\"field\":\"name\",\"message\":\"name is \\\"\\\"; expected a name on one line,"
                                    + " without [ and ], which mark speakers in prompts\"},{\"field\":\"greeting\",\"message\":"
                                    + "\"greeting is \\\" \\\"; expected the character's first words\"}]}"));
            String saving = site.browser()
                    .post("chat/api/characters/check", "anonymous", "{\"character\":" + character + ",\"saving\":true}")
                    .body();
            assertThat(ChatSite.json(saving).path("problems"))
                    .extracting(problem -> problem.path("field").asText())
                    .containsExactlyInAnyOrder("id", "name", "greeting", "license");
        }
    }

    @Test
    void only_the_owner_saves_and_others_are_told_why_not() {
        try (ChatSite site = site()) {
            assertThat(told(save(site.browser(), "anonymous", ChatSite.character(), Optional.empty())))
                    .isEqualTo(
                            "403 owner_only: Only who started the server saves characters: open the owner's link that was"
                                    + " printed when it started. You can talk with yours without saving it.");
            assertThat(folder.resolve("characters")).doesNotExist();
        }
    }

    @Test
    void a_saved_character_is_there_at_once_and_word_for_word() throws IOException {
        try (ChatSite site = site()) {
            Site owner = site.browser();
            String csrf = site.enter(owner);
            JsonNode saved = ChatSite.json(
                    save(owner, csrf, ChatSite.character(), Optional.empty()).body());
            assertThat(saved.path("file").asText())
                    .isEqualTo(folder.resolve("characters")
                            .resolve("captain-lin.yaml")
                            .toString());
            JsonNode one = ChatSite.json(
                    owner.get("chat/api/characters/captain-lin/zh").body());
            for (String field :
                    new String[] {"name", "profile", "user_name", "greeting", "source", "license", "category"}) {
                assertThat(one.path(field))
                        .as(field)
                        .isEqualTo(ChatSite.character().path(field));
            }
            assertThat(one.path("editable").asBoolean()).isTrue();
            assertThat(one.path("sha256")).isEqualTo(saved.path("sha256"));
            assertThat(files()).containsExactly("captain-lin.yaml");
        }
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("characters"))) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void a_file_is_written_over_only_by_whoever_has_seen_it_as_it_is() {
        try (ChatSite site = site()) {
            Site owner = site.browser();
            String csrf = site.enter(owner);
            String first = ChatSite.json(save(owner, csrf, ChatSite.character(), Optional.empty())
                            .body())
                    .path("sha256")
                    .asText();
            ObjectNode changed = ChatSite.character().put("name", "林大副");
            assertThat(told(save(owner, csrf, changed, Optional.empty())))
                    .isEqualTo(
                            "409 exists: There is a file of the id captain-lin; choose another id, or choose that character"
                                    + " and change it.");
            assertThat(save(owner, csrf, changed, Optional.of(first)).statusCode())
                    .isEqualTo(200);
            assertThat(told(save(owner, csrf, changed, Optional.of(first))))
                    .isEqualTo("409 changed: The file of captain-lin has changed since you loaded it; load it again, or"
                            + " choose another id.");
        }
    }

    @Test
    void a_shipped_character_is_never_hidden_or_written_over() throws IOException {
        try (ChatSite site = site()) {
            Site owner = site.browser();
            String csrf = site.enter(owner);
            String hash = ChatSite.json(
                            owner.get("chat/api/characters/xiang-yu/zh").body())
                    .path("sha256")
                    .asText();
            assertThat(told(save(owner, csrf, ChatSite.character().put("id", "xiang-yu"), Optional.of(hash))))
                    .isEqualTo("409 shipped: xiang-yu is a character of the program; choose another id for yours.");
            assertThat(folder.resolve("characters")).doesNotExist();
        }
    }

    @Test
    void no_id_leads_out_of_the_folder() throws IOException {
        try (ChatSite site = site()) {
            Site owner = site.browser();
            String csrf = site.enter(owner);
            for (String id :
                    new String[] {"../x", "..", "/tmp/x", "a/b", "a\\b", "", "CON", "x.zh", "a\u0000b", "x".repeat(65)
                    }) {
                HttpResponse<String> answer =
                        save(owner, csrf, ChatSite.character().put("id", id), Optional.empty());
                assertThat(answer.statusCode()).as(id).isEqualTo(400);
                assertThat(ChatSite.json(answer.body())
                                .path("problems")
                                .path(0)
                                .path("field")
                                .asText())
                        .isEqualTo("id");
            }
            try (Stream<Path> all = Files.walk(folder)) {
                assertThat(all).containsExactly(folder);
            }
        }
    }

    @Test
    void files_that_cannot_be_read_are_told_to_the_owner_alone_and_change_nothing_for_others() throws IOException {
        Files.createDirectories(folder.resolve("characters"));
        Files.writeString(folder.resolve("characters").resolve("broken.yaml"), "id: broken\n");
        try (ChatSite site = site()) {
            Site owner = site.browser();
            site.enter(owner);
            JsonNode seen = ChatSite.json(owner.get("chat/api/characters").body());
            assertThat(seen.path("problems").path(0).asText()).contains("broken.yaml:1:1: ", "name is missing");
            JsonNode guest =
                    ChatSite.json(site.browser().get("chat/api/characters").body());
            assertThat(guest.path("problems")).isEmpty();
            assertThat(guest.path("characters")).hasSize(48);
        }
    }
}
