package org.charactermirror.web.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.charactermirror.web.Browsers;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;
import org.charactermirror.web.browser.BrowserTest;
import org.charactermirror.web.browser.Browsing;
import org.charactermirror.web.browser.Device;
import org.charactermirror.web.browser.Visitor;
import org.junit.jupiter.api.Test;

/** Every view of the annotator's page, on the smallest and on a large screen, in light and dark, in both languages. */
@BrowserTest
class StudioViewsTest {

    private static final List<Device> DEVICES =
            List.of(Device.desktop(), Device.phone().inTheDark());

    private static WebServer serve(FakeDialogue dialogue, boolean live, String state) {
        return WebServer.start(
                WebSettings.loopback(0),
                Browsers.inMemory(),
                signIns -> List.of(new FakeStudio(signIns, dialogue, live, state)));
    }

    private static void look(Visitor visitor, Device device, String view) {
        visitor.checkAccessible(view);
        visitor.checkWidth(view);
        visitor.picture("studio-" + view + (device.touch() ? "-phone-dark" : ""));
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(button)))
                .first()
                .click();
    }

    private static void heading(Page page, String text) {
        assertThat(page.locator("h1").first()).containsText(text);
    }

    @Test
    void the_way_to_the_first_dialogue(Browsing browsing) {
        for (Device device : DEVICES) {
            try (WebServer server = serve(FakeDialogue.ordinary("rating"), false, "consent")) {
                Visitor visitor = browsing.visitor(server.url(), device);
                visitor.expecting("status of 40");
                Page page = visitor.open("studio");
                heading(page, "Please open your invitation");
                look(visitor, device, "signed-out");
                visitor.open("studio#" + FakeStudio.TOKEN);
                heading(page, "Your consent");
                look(visitor, device, "consent");
                press(page, "Go on");
                assertThat(page.getByRole(AriaRole.ALERT).last()).containsText("tick the box");
                page.getByRole(AriaRole.CHECKBOX).check();
                press(page, "Go on");
                heading(page, "How to judge");
                look(visitor, device, "instructions");
                press(page, "I have read this");
                heading(page, "A few questions");
                page.getByRole(AriaRole.RADIO).nth(1).check();
                page.getByRole(AriaRole.RADIO).nth(2).check();
                press(page, "Check my answers");
                assertThat(page.getByText("Consistency is about the profile")).isVisible();
                look(visitor, device, "qualification");
                page.getByRole(AriaRole.RADIO).nth(0).check();
                press(page, "Check my answers");
                heading(page, "Your dialogues");
                look(visitor, device, "list");
            }
        }
    }

    @Test
    void the_views_of_a_rating(Browsing browsing) {
        for (Device device : DEVICES) {
            try (WebServer server = serve(FakeDialogue.ordinary("rating"), false, "work")) {
                Visitor visitor = browsing.visitor(server.url(), device);
                Page page = visitor.open("studio#" + FakeStudio.TOKEN);
                press(page, "Go on with dialogue 1");
                heading(page, "Dialogue 1 of 2");
                page.keyboard().press("4");
                page.keyboard().press("0");
                assertThat(page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setChecked(true)))
                        .hasCount(2);
                assertThat(page.locator("#saving")).containsText("Saved");
                press(page, "Hand in");
                assertThat(page.getByRole(AriaRole.ALERT).last()).containsText("5 without an answer");
                look(visitor, device, "rating");
                page.keyboard().press("?");
                assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
                look(visitor, device, "keys");
            }
        }
    }

    @Test
    void the_views_of_errors(Browsing browsing) {
        for (Device device : DEVICES) {
            try (WebServer server = serve(FakeDialogue.ordinary("turn_errors"), false, "work")) {
                Visitor visitor = browsing.visitor(server.url(), device);
                Page page = visitor.open("studio#" + FakeStudio.TOKEN);
                press(page, "Go on with dialogue 1");
                heading(page, "Dialogue 1 of 2");
                page.keyboard().press("r");
                press(page, "Confirm: 1 flagged");
                page.keyboard().press("c");
                page.keyboard().press("e");
                assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
                look(visitor, device, "evidence");
                page.keyboard().press("Shift+ArrowRight");
                page.keyboard().press("Shift+ArrowRight");
                page.keyboard().press("Shift+ArrowRight");
                page.keyboard().press("Enter");
                assertThat(page.locator("mark")).hasText("十六年");
                page.keyboard().press("p");
                look(visitor, device, "errors");
            }
        }
    }

    @Test
    void the_views_of_pairs(Browsing browsing) {
        for (Device device : DEVICES) {
            try (WebServer server = serve(FakeDialogue.ordinary("pairwise"), false, "work")) {
                Visitor visitor = browsing.visitor(server.url(), device);
                Page page = visitor.open("studio#" + FakeStudio.TOKEN);
                press(page, "Go on with dialogue 1");
                heading(page, "Dialogue 1 of 2");
                page.keyboard().press("1");
                page.keyboard().press("Enter");
                assertThat(page.getByText("1 of 2 choices made")).isVisible();
                page.keyboard().press("2");
                look(visitor, device, "pairs");
                page.keyboard().press("Enter");
                heading(page, "Thank you");
                look(visitor, device, "thanks");
            }
        }
    }

    @Test
    void the_views_of_talking(Browsing browsing) {
        for (Device device : DEVICES) {
            try (WebServer server = serve(FakeDialogue.ordinary("pairwise"), true, "work")) {
                Visitor visitor = browsing.visitor(server.url(), device.speaking("zh-CN"));
                Page page = visitor.open("studio#" + FakeStudio.TOKEN);
                press(page, "中文");
                press(page, "继续对话 1");
                page.getByRole(AriaRole.TEXTBOX).fill("你好");
                page.keyboard().press("Enter");
                assertThat(page.locator(".open-pair")).isVisible();
                page.keyboard().press("3");
                look(visitor, device, "talk-pair");
                page.keyboard().press("Enter");
                assertThat(page.getByText("已聊 1 / 2 轮")).isVisible();
                look(visitor, device, "talk");
                press(page, "对话列表");
                heading(page, "您的对话");
                page.locator("summary").click();
                page.getByText("退出研究").click();
                look(visitor, device, "withdraw");
                page.getByRole(AriaRole.CHECKBOX).check();
                press(page, "退出并删除");
                heading(page, "您已退出");
                look(visitor, device, "withdrawn");
            }
        }
    }
}
