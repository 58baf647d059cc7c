package org.charactermirror.web.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.TranscriptReader;
import org.charactermirror.session.Turn;
import org.charactermirror.web.WebSettings;
import org.charactermirror.web.browser.BrowserTest;
import org.charactermirror.web.browser.Browsing;
import org.charactermirror.web.browser.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds a dialogue on the chat page: characters of one's own, files, and how all of it looks and weighs. */
@BrowserTest
class ChatViewsTest {

    @TempDir
    Path own;

    @Test
    void a_character_of_ones_own_is_tried_at_once_and_guests_are_told_why_they_cannot_save_it(Browsing browsing)
            throws IOException {
        FakeModel model = FakeModel.counting("Model");
        try (ChatSite site = ChatSite.of(own, Map.of("a", model))) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.page.locator("#new-character").click();
            assertThat(page.page.locator("#own-may-save"))
                    .containsText("Only who started the server can save characters");
            assertThat(page.page.locator("#own-save")).isHidden();
            page.page.locator("#own-name").fill("[Lin]");
            page.page.locator("#own-try").click();
            assertThat(page.page.locator("#own-name-error"))
                    .hasText(
                            "name is \"[Lin]\"; expected a name on one line, without [ and ], which mark speakers in prompts");
            assertThat(page.page.locator("#own-name")).isFocused();
            page.page.locator("#own-name").fill("Captain Lin");
            page.page.locator("#own-profile").fill("A captain on the river.");
            page.page.locator("#own-greeting").fill("Ahoy <b>there</b>.");
            page.page.locator("#own-user_name").fill("Zhou");
            page.page.locator("#own-language").fill("en");
            page.page.locator("#own-try").click();
            assertThat(page.page.locator("#name")).hasText("Captain Lin");
            assertThat(page.turns().first().locator(".said")).hasText("Ahoy <b>there</b>.");
            page.say("hello");
            assertThat(model.asked.get(0).persona().botInfo()).isEqualTo("A captain on the river.");
            assertThat(own).isEmptyDirectory();
        }
    }

    @Test
    void the_owner_changes_a_shipped_character_and_saves_it_as_another(Browsing browsing) throws IOException {
        try (ChatSite site = ChatSite.of(own, Map.of("a", FakeModel.counting("Model")))) {
            ChatPage page = ChatPage.open(
                    browsing.visitor(site.url()).expecting("status of 400").expecting("status of 409"),
                    "#" + site.token());
            // The token is gone from where others could see it.
            assertThat(page.page.url()).isEqualTo(site.url());
            page.page.locator("#change-character").click();
            assertThat(page.page.locator("#own-profile")).not().hasValue("");
            page.page.locator("#own-name").fill("Another");
            page.page.locator("#own-id").fill("../../another");
            page.page.locator("#own-save").click();
            assertThat(page.page.locator("#own-id-error"))
                    .containsText("expected lower-case letters, digits and hyphens");
            page.page.locator("#own-id").fill("xiang-yu");
            page.page.locator("#own-source").fill("Written for a test");
            page.page.locator("#own-license").fill("CC0-1.0");
            page.page.locator("#own-save").click();
            assertThat(page.page.locator("#editor-problem")).containsText("belongs to a character of the program");
            page.page.locator("#own-id").fill("another");
            page.page.locator("#own-save").click();
            assertThat(page.page.locator("#name")).hasText("Another");
            assertThat(page.page.locator(".person[aria-current=true]")).hasText("AAnother");
            assertThat(Files.readString(own.resolve("another.yaml"))).contains("name: \"Another\"");
            // What was saved is changed again without another id.
            page.page.locator("#change-character").click();
            page.page.locator("#own-greeting").fill("Once more.");
            page.page.locator("#own-save").click();
            assertThat(page.turns().first().locator(".said")).hasText("Once more.");
            assertThat(Files.readString(own.resolve("another.yaml"))).contains("greeting: \"Once more.\"");
        }
    }

    @Test
    void a_dialogue_is_saved_as_a_transcript_that_the_program_reads(Browsing browsing) throws IOException {
        try (ChatSite site =
                ChatSite.of(own, Map.of("a", FakeModel.counting("First"), "b", FakeModel.counting("Second")))) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.say("hello");
            page.page.locator("#export").click();
            Download download = page.page.waitForDownload(
                    () -> page.page.locator("[data-form=transcript]").click());
            Problems problems = new Problems();
            Transcript transcript = TranscriptReader.read("export", Files.readString(download.path()), problems)
                    .single()
                    .get(0);
            assertThat(problems.all()).isEmpty();
            assertThat(transcript.turns()).extracting(Turn::user).containsExactly("hello");
            assertThat(transcript.turns()).extracting(Turn::reply).containsExactly("First answers 1");
        }
    }

    @Test
    void a_person_who_cannot_see_the_page_finds_nothing_in_the_way(Browsing browsing) {
        for (Device device :
                List.of(Device.desktop(), Device.phone().inTheDark().speaking("zh-CN"))) {
            try (ChatSite site =
                    ChatSite.of(own, Map.of("a", FakeModel.counting("First"), "b", FakeModel.saying("")))) {
                ChatPage page = ChatPage.open(browsing.visitor(site.url(), device), "");
                page.visitor.checkAccessible("the page");
                page.visitor.checkWidth("the page");
                page.pair();
                page.say("hello");
                page.visitor.checkAccessible("two replies");
                page.lastTurn().locator(".choose").first().click();
                page.visitor.checkAccessible("a choice");
                page.visitor.checkWidth("a choice");
                page.page.locator("#profile-box summary").click();
                page.page.locator("#export").click();
                page.visitor.checkAccessible("what can be unfolded");
                page.page.keyboard().press("Escape");
                page.openSettings();
                page.page.locator("#num_beams").fill("9");
                page.visitor.checkAccessible("the settings");
                page.visitor.checkWidth("the settings");
                page.page.locator("#usual").click();
                page.closeSettings();
                page.page.locator("#change-character").click();
                page.page.locator("#own-name").fill("");
                page.page.locator("#own-try").click();
                assertThat(page.page.locator("#own-name-error")).isVisible();
                page.visitor.checkAccessible("the form of a character");
                page.visitor.checkWidth("the form of a character");
            }
        }
    }

    @Test
    void the_page_weighs_less_than_three_hundred_kilobytes(Browsing browsing) {
        try (ChatSite site = ChatSite.of(own, Map.of("a", FakeModel.counting("Model")))) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.page
                    .locator("#model-notes")
                    .filter(new Locator.FilterOptions().setHasText("Licence"))
                    .waitFor();
            assertThat(page.visitor.weight()).isBetween(10_000L, 300_000L);
        }
    }

    @Test
    void a_server_that_others_reach_tells_guests_where_to_come_in(Browsing browsing) {
        WebSettings open = new WebSettings("0.0.0.0", 0, "/below/", Optional.empty(), Optional.empty(), true);
        try (ChatSite site = ChatSite.of(open, own, Map.of("a", FakeModel.counting("Model")))) {
            String url = "http://127.0.0.1:" + site.server.port() + "/below/";
            var guest = browsing.visitor(url).expecting("401").expecting("Nobody is signed in");
            guest.open("");
            assertThat(guest.page().locator("#alerts")).containsText("only its owner may talk here");
            ChatPage page = ChatPage.open(browsing.visitor(url), "#" + site.token());
            page.say("hello");
            assertThat(page.lastReply()).hasText("Model answers 1");
        }
    }
}
