package org.charactermirror.web.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.charactermirror.web.Browsers;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;
import org.charactermirror.web.browser.BrowserTest;
import org.charactermirror.web.browser.Browsing;
import org.charactermirror.web.browser.Device;
import org.junit.jupiter.api.Test;

/** What the annotator's page does where replies are hostile, the network fails, or the study is paused. */
@BrowserTest
class StudioTroubleTest {

    @SuppressWarnings("NullAway.Init") // with the server
    private FakeStudio studio;

    private WebServer serve(FakeDialogue dialogue, boolean live) {
        return WebServer.start(WebSettings.loopback(0), Browsers.inMemory(), signIns -> {
            studio = new FakeStudio(signIns, dialogue, live, "work", "en");
            return List.of(studio);
        });
    }

    private static StudioVisitor atTheDialogue(Browsing browsing, WebServer server, Device device) {
        return atTheDialogue(new StudioVisitor(browsing, server.url(), device));
    }

    private static StudioVisitor atTheDialogue(StudioVisitor visitor) {
        return visitor.invited(FakeStudio.TOKEN).clicks("list.go_on", "n", 1).sees("item.title", "n", 1, "of", 2);
    }

    private static void hasDoneNoHarm(StudioVisitor visitor, String view) {
        Assertions.assertThat(visitor.page().title()).doesNotContain("hacked");
        Assertions.assertThat(visitor.page()
                        .locator("main script, main style, main img, main b")
                        .count())
                .as("elements that a reply made")
                .isZero();
        visitor.visitor().checkWidth(view);
    }

    @Test
    void hostile_replies_are_text_and_a_long_one_can_be_shown_and_rated(Browsing browsing) {
        try (WebServer server = serve(FakeDialogue.hostile("rating"), false)) {
            StudioVisitor visitor = atTheDialogue(browsing, server, Device.phone());
            visitor.visitor().picture("studio-hostile-rating");
            hasDoneNoHarm(visitor, "a hostile rating");
            visitor.clicks("said.more", "n", "1,000,000");
            Assertions.assertThat(visitor.page().locator(".said.long").textContent())
                    .hasSize(1_000_000);
            hasDoneNoHarm(visitor, "a hostile rating with all its text");
            visitor.page().locator("main").focus();
            visitor.presses("5", "4", "3", "2", "1", "0", "5").clicks("hand_in").sees("thanks.title");
            Assertions.assertThat(studio.answers(0)).hasSize(7).containsEntry("overall", "5");
        }
    }

    @Test
    void hostile_replies_can_be_flagged_word_by_word(Browsing browsing) {
        try (WebServer server = serve(FakeDialogue.hostile("turn_errors"), false)) {
            StudioVisitor visitor = atTheDialogue(browsing, server, Device.desktop());
            hasDoneNoHarm(visitor, "a hostile reply");
            visitor.page()
                    .locator(".judged-text")
                    .evaluate(
                            "block => getSelection().setBaseAndExtent(" + "block.firstChild, 0, block.firstChild, 8)");
            visitor.page().locator(".selection button").nth(3).click();
            assertThat(visitor.page().locator("mark")).hasText("<script>");
            visitor.presses("Enter").reads(visitor.say("confirmed", "n", 1, "of", 2));
            hasDoneNoHarm(visitor, "a reply of a million letters");
            Assertions.assertThat(studio.answers(1))
                    .isEqualTo(Map.of("less_quality", "1", "evidence.less_quality", "<script>"));
        }
    }

    @Test
    void hostile_pairs_can_be_chosen_from(Browsing browsing) {
        try (WebServer server = serve(FakeDialogue.hostile("pairwise"), false)) {
            StudioVisitor visitor = atTheDialogue(browsing, server, Device.phone());
            hasDoneNoHarm(visitor, "a hostile pair");
            visitor.presses("2", "Enter").reads(visitor.say("confirmed.pairs", "n", 1, "of", 2));
            visitor.visitor().picture("studio-hostile-pairs");
            hasDoneNoHarm(visitor, "a hostile pair");
            visitor.presses("4", "Enter").sees("thanks.title");
        }
    }

    @Test
    void clicks_that_nobody_takes_are_sent_again_also_by_a_page_that_was_loaded_anew(Browsing browsing) {
        try (WebServer server = serve(FakeDialogue.ordinary("rating"), false)) {
            StudioVisitor visitor = atTheDialogue(browsing, server, Device.desktop());
            visitor.visitor().expecting("status of 503");
            Page page = visitor.page();
            // Not by a rule of the browser, which lets go what it holds when a page is loaded anew.
            studio.goAway(true);
            visitor.presses("4", "5").reads(visitor.say("saving.trouble", "n", 2));
            visitor.visitor().picture("studio-not-saved");
            page.onDialog(dialog -> dialog.accept());
            page.reload();
            visitor.reads(visitor.say("saving.trouble", "n", 2));
            Assertions.assertThat(studio.answers(0)).isEmpty();
            studio.goAway(false);
            visitor.hasSaved();
            Assertions.assertThat(studio.answers(0)).isEqualTo(Map.of("overall", "4", "consistency", "5"));
        }
    }

    @Test
    void a_click_whose_acknowledgement_is_lost_counts_once(Browsing browsing) {
        try (WebServer server = serve(FakeDialogue.ordinary("rating"), false)) {
            StudioVisitor visitor = new StudioVisitor(browsing, server.url(), Device.desktop());
            visitor.visitor().expecting("net::ERR_FAILED");
            AtomicInteger sent = new AtomicInteger();
            visitor.page().route("**/answers", route -> {
                if (sent.incrementAndGet() == 1) {
                    route.fetch();
                    route.abort();
                } else {
                    route.resume();
                }
            });
            atTheDialogue(visitor).presses("4").hasSaved();
            Assertions.assertThat(sent).hasValue(2);
            Assertions.assertThat(studio.clicks()).isEqualTo(1);
        }
    }

    @Test
    void undo_takes_back_one_click_after_the_other_and_says_when_there_is_none(Browsing browsing) {
        try (WebServer server = serve(FakeDialogue.ordinary("rating"), false)) {
            StudioVisitor visitor = atTheDialogue(browsing, server, Device.desktop());
            visitor.visitor().expecting("status of 409");
            visitor.presses("4", "5", "u");
            assertThat(visitor.page().locator("input:checked")).hasCount(1);
            visitor.presses("Control+z");
            assertThat(visitor.page().locator("input:checked")).hasCount(0);
            visitor.presses("u");
            assertThat(visitor.page().locator("#announcer")).hasText(visitor.say("undo.nothing"));
            Assertions.assertThat(studio.answers(0)).isEmpty();
        }
    }

    @Test
    void a_comment_that_was_taken_back_and_is_written_again_is_kept_again(Browsing browsing) {
        try (WebServer server = serve(FakeDialogue.ordinary("rating"), false)) {
            StudioVisitor visitor = atTheDialogue(browsing, server, Device.desktop());
            Locator comment = visitor.page().getByLabel(visitor.say("comment"));
            comment.fill("well");
            comment.blur();
            visitor.hasSaved().presses("u");
            assertThat(comment).hasValue("");
            comment.fill("well");
            comment.blur();
            visitor.presses("4").hasSaved();
            Assertions.assertThat(studio.answers(0)).isEqualTo(Map.of("overall", "4", "comment", "well"));
        }
    }

    @Test
    void what_the_server_refuses_is_told_in_the_language_of_the_page(Browsing browsing) {
        try (WebServer server = serve(FakeDialogue.ordinary("rating"), false)) {
            StudioVisitor visitor = new StudioVisitor(browsing, server.url(), Device.desktop());
            visitor.visitor().expecting("status of 404");
            Page page = visitor.page();
            page.route(
                    "**/answers",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setStatus(404)
                            .setContentType("application/json")
                            .setBody("{\"error\":\"not_found\",\"message\":\"There is nothing here.\"}")));
            atTheDialogue(visitor);
            page.getByText("中文").click();
            // Keys pressed while the dialogue is drawn anew are for nobody.
            assertThat(page.locator("h1").first()).containsText("对话 1 / 2");
            visitor.presses("4");
            assertThat(page.locator("#refused")).hasText("有一次操作未能保存。 这段对话已不在您名下，请打开对话列表。");
        }
    }

    @Test
    void a_paused_study_says_so_and_goes_on_by_itself(Browsing browsing) {
        try (WebServer server = serve(FakeDialogue.ordinary("rating"), false)) {
            studio.become("paused");
            StudioVisitor visitor = new StudioVisitor(browsing, server.url(), Device.desktop());
            visitor.page().clock().install();
            visitor.invited(FakeStudio.TOKEN).sees("paused.title").looksAt("paused");
            studio.become("work");
            visitor.page().clock().fastForward(20_000);
            visitor.sees("list.title");
        }
    }

    @Test
    void the_language_is_changed_on_the_page(Browsing browsing) {
        try (WebServer server = serve(FakeDialogue.ordinary("rating"), false)) {
            StudioVisitor visitor = new StudioVisitor(browsing, server.url(), Device.desktop());
            visitor.invited(FakeStudio.TOKEN).sees("list.title");
            visitor.page().getByText("中文").click();
            visitor.reads("您的对话");
            assertThat(visitor.page().locator("html")).hasAttribute("lang", "zh");
        }
    }
}
