package org.charactermirror.web.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.web.browser.BrowserTest;
import org.charactermirror.web.browser.Browsing;
import org.charactermirror.web.browser.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The chat page in a browser with the models that ship with the program; prints how long words take into the page. */
@BrowserTest
class EmbeddedChatTest {

    private static final int REPLIES = 30;

    @TempDir
    Path own;

    private ChatSite site() {
        List<ModelSpec> specs = List.of(
                new ModelSpec.Local("tiny", "embedded:tiny", ModelSpec.Precision.F32),
                new ModelSpec.Local("tinier", "embedded:tinier", ModelSpec.Precision.F32));
        return ChatSite.of(own, specs, EmbeddedChatTest::open);
    }

    private static ChatModel open(ModelSpec spec) {
        return GlmChatModel.open(
                EmbeddedModels.resolve(((ModelSpec.Local) spec).path()),
                GlmOptions.ofDefaults().withBatch(8));
    }

    /**
     * Returns how long the first pieces of the replies so far took from the model, in milliseconds, sorted.
     *
     * @param until {@code page}, when they stood in it, or {@code frame}, when the next picture of it was made
     */
    @SuppressWarnings("unchecked")
    private static List<Double> delays(ChatPage page, String until) {
        List<Object> marks = (List<Object>) page.page.evaluate(
                "until => performance.getEntriesByName('first-token').map(mark => mark.detail[until] - mark.detail.engine)",
                until);
        List<Double> delays = new ArrayList<>();
        marks.forEach(mark -> delays.add(((Number) mark).doubleValue()));
        Collections.sort(delays);
        return delays;
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
    }

    @Test
    void every_reply_says_when_its_first_word_was_made_and_when_it_was_in_the_page(Browsing browsing) {
        try (ChatSite site = site()) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.openSettings();
            page.page.locator("#max_new_tokens").fill("24");
            page.say("你好。");
            for (int i = 1; i < REPLIES; i++) {
                page.regenerate().click();
                page.page.waitForFunction(
                        "count => performance.getEntriesByName('first-token').length === count", i + 1);
                page.waitForReply();
            }
            for (String until : List.of("page", "frame")) {
                List<Double> delays = delays(page, until);
                assertThat(delays).hasSize(REPLIES);
                System.out.printf(
                        Locale.ROOT,
                        "first word from the model to the %s, %d replies: median %.1f ms, 95 %% %.1f ms, most %.1f ms%n",
                        until,
                        REPLIES,
                        percentile(delays, 50),
                        percentile(delays, 95),
                        percentile(delays, 100));
            }
        }
    }

    @Test
    void the_same_seed_and_messages_give_the_same_reply_in_another_browser(Browsing browsing) {
        try (ChatSite site = site()) {
            List<String> replies = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
                page.openSettings();
                page.page.locator("#seed").fill("11");
                page.say("你叫什么名字？");
                replies.add(page.lastReply().textContent());
            }
            assertThat(replies.get(0)).isNotBlank().isEqualTo(replies.get(1));
        }
    }

    /** To be looked at by people; a test only as far as every view can be opened. */
    @Test
    @EnabledIfSystemProperty(named = "charmirror.screenshots", matches = ".+")
    void views_are_kept_as_pictures(Browsing browsing) {
        Map<String, Device> devices = Map.of(
                "desktop", Device.desktop(),
                "desktop-zh-dark", Device.desktop().speaking("zh-CN").inTheDark(),
                "phone", Device.phone(),
                "phone-zh-dark", Device.phone().speaking("zh-CN").inTheDark());
        try (ChatSite site = site()) {
            devices.forEach((name, device) -> {
                ChatPage page = ChatPage.open(browsing.visitor(site.url(), device), "");
                page.visitor.picture("chat-" + name + "-1-greeting");
                page.say("你好，你平时喜欢做什么？");
                page.say("今晚的月色真好。");
                page.visitor.picture("chat-" + name + "-2-talk");
                page.pair();
                page.say("你记得我是谁吗？");
                page.visitor.picture("chat-" + name + "-3-pair");
                page.lastTurn().locator(".choose").first().click();
                assertThat(page.lastTurn().locator(".chosen")).hasCount(1);
                page.visitor.picture("chat-" + name + "-4-chosen");
                page.openSettings();
                page.visitor.picture("chat-" + name + "-5-settings");
                page.closeSettings();
                if (page.page.locator("#open-people").isVisible()) {
                    page.page.locator("#open-people").click();
                    page.visitor.picture("chat-" + name + "-6-people");
                    page.page.locator("#people .close").click();
                }
                page.page.locator("#change-character").click();
                page.page.locator("#own-name").waitFor();
                page.visitor.picture("chat-" + name + "-7-editor");
            });
        }
    }
}
