package org.charactermirror.web.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.charactermirror.chat.GaveUpException;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.web.browser.BrowserTest;
import org.charactermirror.web.browser.Browsing;
import org.charactermirror.web.browser.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chat page in a browser, with fakes for models. */
@BrowserTest
class ChatPageTest {

    @TempDir
    Path own;

    private ChatSite site(FakeModel model) {
        return ChatSite.of(own, Map.of("a", model));
    }

    @Test
    void somebody_talks_and_the_model_hears_all_that_was_said(Browsing browsing) {
        FakeModel model = FakeModel.counting("Model");
        try (ChatSite site = site(model)) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            assertThat(page.turns()).hasCount(1);
            page.say("first line");
            assertThat(page.lastReply()).hasText("Model answers 1");
            page.message().fill("second");
            page.message().press("Shift+Enter");
            page.message().pressSequentially("of two lines");
            page.message().press("Enter");
            page.waitForReply();
            assertThat(page.lastTurn().locator(".user .said")).hasText("second\nof two lines");
            assertThat(model.asked.get(1).messages())
                    .extracting(message -> message.text())
                    .hasSize(4)
                    .endsWith("first line", "Model answers 1", "second\nof two lines");
            // Each turn has the next seed.
            assertThat(model.asked.get(1).seed()).isEqualTo(model.asked.get(0).seed() + 1);
            assertThat(page.message()).isFocused();
            assertThat(page.page.locator("#announce")).containsText("says: Model answers 2");
        }
    }

    @Test
    void words_appear_while_the_model_still_speaks_and_escape_stops_it(Browsing browsing) throws Exception {
        FakeModel model = FakeModel.endless();
        try (ChatSite site = site(model)) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.begin("talk");
            assertThat(page.lastReply()).containsText("word word word");
            assertThat(page.page.locator("#send")).isHidden();
            page.page.keyboard().press("Escape");
            page.waitForReply();
            assertThat(model.ended.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(page.lastTurn()).containsText("Stopped; the reply is not complete.");
            // What was said of it stands, and the dialogue can go on from there.
            page.begin("go on");
            assertThat(page.lastReply()).containsText("word");
            page.page.locator("#stop").click();
            page.waitForReply();
            assertThat(model.asked.get(1).messages().get(2).text()).startsWith("word word");
        }
    }

    @Test
    void another_reply_takes_the_place_of_the_last_one_with_another_seed(Browsing browsing) {
        FakeModel model = FakeModel.counting("Model");
        try (ChatSite site = site(model)) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.say("hello");
            page.regenerate().click();
            assertThat(page.lastReply()).hasText("Model answers 2");
            assertThat(page.turns()).hasCount(2);
            assertThat(model.asked.get(1).messages())
                    .isEqualTo(model.asked.get(0).messages());
            assertThat(model.asked.get(1).seed())
                    .isNotEqualTo(model.asked.get(0).seed());
        }
    }

    @Test
    void the_last_message_is_changed_and_its_reply_goes_with_it(Browsing browsing) {
        FakeModel model = FakeModel.counting("Model");
        try (ChatSite site = site(model)) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.say("helo");
            page.lastTurn().locator(".edit").click();
            assertThat(page.message()).hasValue("helo");
            page.page.keyboard().press("Escape");
            assertThat(page.message()).hasValue("");
            page.lastTurn().locator(".edit").click();
            page.say("hello");
            assertThat(page.turns()).hasCount(2);
            assertThat(page.lastTurn().locator(".user .said")).hasText("hello");
            assertThat(model.asked.get(1).messages()).hasSize(2);
        }
    }

    @Test
    void a_new_dialogue_forgets_the_old_one_unless_it_is_brought_back(Browsing browsing) {
        try (ChatSite site = site(FakeModel.counting("Model"))) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.say("hello");
            page.page.locator("#clear").click();
            assertThat(page.turns()).hasCount(1);
            page.page.locator("#alerts button").click();
            assertThat(page.turns()).hasCount(2);
            assertThat(page.lastReply()).hasText("Model answers 1");
        }
    }

    @Test
    void a_page_that_is_loaded_again_or_in_the_other_language_loses_nothing(Browsing browsing) {
        try (ChatSite site = site(FakeModel.counting("Model"))) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.say("hello");
            page.page.locator("#language").click();
            page.page.locator("html[lang=zh][data-ready=yes]").waitFor();
            assertThat(page.lastReply()).hasText("Model answers 1");
            assertThat(page.page.locator("#send")).hasText("发送");
        }
    }

    @Test
    void enter_that_chooses_a_word_of_an_input_method_sends_nothing(Browsing browsing) {
        FakeModel model = FakeModel.counting("Model");
        try (ChatSite site = site(model)) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.message().fill("nihao");
            page.message().dispatchEvent("compositionstart");
            page.message().press("Enter");
            page.message().fill("你好");
            page.message().dispatchEvent("compositionend");
            assertThat(page.turns()).hasCount(1);
            assertThat(model.asked).isEmpty();
            page.page.waitForTimeout(60);
            page.message().press("Enter");
            page.waitForReply();
            assertThat(model.asked.get(0).messages().get(1).text()).isEqualTo("你好");
        }
    }

    @Test
    void two_models_answer_side_by_side_and_the_person_says_whose_reply_continues(Browsing browsing) {
        FakeModel first = FakeModel.counting("First");
        FakeModel second = FakeModel.counting("Second");
        try (ChatSite site = ChatSite.of(own, Map.of("a", first, "b", second))) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.pair();
            page.say("hello");
            Locator replies = page.lastTurn().locator(".pair .said");
            assertThat(replies.nth(0)).hasText("First answers 1");
            assertThat(replies.nth(1)).hasText("Second answers 1");
            page.begin("next");
            assertThat(page.page.locator("#alerts")).containsText("Choose whose reply the dialogue continues with.");
            assertThat(page.message()).hasValue("next");
            page.lastTurn().locator(".choose").nth(1).click();
            assertThat(page.lastTurn().locator(".chosen")).containsText("Second answers 1");
            page.message().press("Enter");
            page.waitForReply();
            assertThat(first.asked.get(1).messages().get(2).text()).isEqualTo("Second answers 1");
            assertThat(first.asked.get(1)).isEqualTo(second.asked.get(1));
        }
    }

    @Test
    void who_stops_two_replies_may_ask_for_two_others_at_once(Browsing browsing) {
        try (ChatSite site = ChatSite.of(own, Map.of("a", FakeModel.endless(), "b", FakeModel.silent()))) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.pair();
            page.begin("talk");
            assertThat(page.lastTurn().locator(".pair .said").first()).containsText("word");
            page.page.evaluate("() => { document.getElementById('stop').click();"
                    + " setTimeout(() => document.querySelector('.regenerate').click()); }");
            page.page.waitForFunction("() => performance.getEntriesByName('first-token').length === 2");
            assertThat(page.lastTurn().locator(".error")).hasCount(0);
            page.page.locator("#stop").click();
            page.waitForReply();
            // One model had said something, the other nothing: only the first can be continued.
            assertThat(page.lastTurn().locator(".choose")).hasCount(1);
        }
    }

    @Test
    void hostile_replies_are_shown_as_text_and_do_no_harm(Browsing browsing) {
        FakeModel model = FakeModel.saying(
                "<img src=x onerror=\"document.title='harmed'\"><script>document.title='harmed'</script>",
                "\n**bold** [link](javascript:alert(1)) \u202Eesrever\u2066\u2067\u200F ",
                "x".repeat(1_000_000));
        try (ChatSite site = site(model)) {
            for (Device device : new Device[] {Device.desktop(), Device.phone()}) {
                ChatPage page = ChatPage.open(browsing.visitor(site.url(), device), "");
                page.say("harm me");
                assertThat(page.page).hasTitle("CharacterMirror");
                assertThat(page.lastReply()).containsText("<img src=x onerror=");
                assertThat(page.lastReply()).containsText("**bold** [link](javascript:alert(1))");
                assertThat(page.lastTurn()).containsText("The reply is too long for the page; the model was stopped.");
                assertThat(page.lastReply().locator("*")).hasCount(0);
                assertThat(page.lastReply()).hasCSS("unicode-bidi", "isolate");
                page.visitor.checkWidth("a hostile reply");
            }
        }
    }

    @Test
    void what_went_wrong_is_told_where_the_reply_would_be(Browsing browsing) {
        AtomicInteger calls = new AtomicInteger();
        FakeModel model = new FakeModel((request, listener) -> {
            if (calls.incrementAndGet() == 1) {
                throw new GaveUpException("a: the endpoint failed 10 times", 10);
            }
            listener.onText("there");
        });
        try (ChatSite site = site(model)) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.say("hello");
            assertThat(page.lastTurn().locator(".error")).hasText("a: the endpoint failed 10 times");
            page.begin("hello?");
            assertThat(page.page.locator("#alerts")).containsText("Your last message has no reply yet");
            page.regenerate().click();
            assertThat(page.lastReply()).hasText("there");
        }
    }

    @Test
    void settings_reach_the_model_and_wrong_ones_are_told_at_once(Browsing browsing) {
        FakeModel model = FakeModel.counting("Model");
        try (ChatSite site = site(model)) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url()), "");
            page.openSettings();
            page.page.locator("#top_p").fill("1.5");
            assertThat(page.page.locator("#top_p-error")).hasText("This must be a number above 0, at most 1.");
            page.page.locator("#top_p").fill("0.5");
            assertThat(page.page.locator("#top_p-error")).isHidden();
            page.page.locator("#max_new_tokens").fill("33");
            page.page.locator("#seed").fill("41");
            page.page.locator("#num_beams").fill("3");
            assertThat(page.page.locator("#temperature")).isDisabled();
            assertThat(page.page.locator("#beams-rule")).isVisible();
            page.closeSettings();
            page.say("hello");
            assertThat(model.asked.get(0).settings()).isEqualTo(new GenerationSettings(0, 0.5, 0, 1.0, 33, 0, 3));
            assertThat(model.asked.get(0).seed()).isEqualTo(42);
            page.openSettings();
            page.page.locator("#num_beams").fill("1");
            assertThat(page.page.locator("#temperature")).hasValue("0.9");
        }
    }

    @Test
    void the_page_follows_what_is_written_but_not_against_its_reader(Browsing browsing) {
        FakeModel model = new FakeModel((request, listener) -> {
            while (true) {
                listener.onText("a line\n");
                Thread.sleep(10);
            }
        });
        try (ChatSite site = site(model)) {
            ChatPage page = ChatPage.open(browsing.visitor(site.url(), Device.phone()), "");
            page.begin("talk");
            page.page.waitForFunction("() => document.getElementById('log').scrollTop > 100");
            assertThat(page.page.locator("#to-end")).isHidden();
            page.page.evaluate("() => { document.getElementById('log').scrollTop = 0; }");
            assertThat(page.page.locator("#to-end")).isVisible();
            int before = page.lastReply().textContent().length();
            page.page.waitForFunction(
                    "length => [...document.querySelectorAll('.line.character .said')].pop().textContent.length > length + 70",
                    before);
            assertThat(page.page.evaluate("() => document.getElementById('log').scrollTop"))
                    .isEqualTo(0);
            page.page.locator("#to-end").click();
            page.page.waitForFunction("() => document.getElementById('log').scrollTop > 100");
            page.page.locator("#stop").click();
            page.waitForReply();
        }
    }
}
