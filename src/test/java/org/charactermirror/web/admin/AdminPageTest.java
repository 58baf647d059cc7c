package org.charactermirror.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.web.admin.RunningStudio.Visit;
import org.charactermirror.web.browser.BrowserTest;
import org.charactermirror.web.browser.Browsing;
import org.charactermirror.web.browser.Device;
import org.charactermirror.web.browser.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner's page, used as an owner does. */
@BrowserTest
class AdminPageTest {

    @TempDir
    private Path folder;

    private static Visitor enter(Browsing browsing, RunningStudio studio, Device device) {
        Visitor visitor = browsing.visitor(studio.url(), device);
        visitor.open("admin#" + studio.ownerLink().split("#")[1]);
        assertThat(visitor.page().locator("#everything")).isVisible();
        return visitor;
    }

    /** The page asks the server every ten seconds, and would miss one that a test has ended. */
    private static void leave(Page page) {
        page.navigate("about:blank");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator row(Page page, String name) {
        return page.locator("#people-body tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))));
    }

    /** Opens somebody's menu and does what a button in it says. */
    private static void act(Page page, String name, String action) {
        row(page, name).locator("summary").click();
        row(page, name)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(action))
                .click();
    }

    private static String annotator(RunningStudio studio, String name) {
        return new StudioParticipants(studio.database())
                .all().stream()
                        .filter(one -> one.name().equals(name))
                        .map(StudioParticipant::id)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void the_link_signs_in_and_its_token_leaves_the_address(Browsing browsing) {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visitor visitor = enter(browsing, studio, Device.desktop());
            assertThat(visitor.page().url()).isEqualTo(studio.url() + "admin");
            assertThat(visitor.weight()).isLessThan(300_000);
            visitor.page().reload();
            assertThat(visitor.page().locator("#everything")).isVisible();
            // The same link once more, in a browser that is signed in.
            leave(visitor.page());
            visitor.expecting("403").open("admin#" + studio.ownerLink().split("#")[1]);
            assertThat(visitor.page().locator("#everything")).isVisible();
            button(visitor.page(), "Sign out").click();
            assertThat(visitor.page().locator("#notice")).containsText("You are signed out");
            assertThat(visitor.page().locator("#everything")).isHidden();
            leave(visitor.page());
        }
    }

    @Test
    void without_a_link_or_with_a_wrong_one_the_page_says_what_to_do(Browsing browsing) {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visitor visitor = browsing.visitor(studio.url()).expecting("401").expecting("403");
            visitor.open("admin");
            assertThat(visitor.page().locator("#notice")).containsText("Open the link that the server printed");
            visitor.checkAccessible("the page of nobody");
            leave(visitor.page());
            visitor.open("admin#AAAAAAAAAAAAAAAAAAAAAA");
            assertThat(visitor.page().locator("#notice")).containsText("is not from the server as it runs now");
        }
    }

    @Test
    void people_are_invited_paused_and_revoked_from_the_page(Browsing browsing) {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visitor visitor = enter(browsing, studio, Device.desktop());
            Page page = visitor.page();
            page.onDialog(Dialog::dismiss);
            page.locator("#names").fill("陈静\n<img src=x onerror=alert(1)>\n");
            button(page, "Make links").click();
            assertThat(page.locator(".links input")).hasCount(2);
            String link = page.locator(".links input").first().inputValue();
            assertThat(row(page, "<img src=x onerror=alert(1)>")).isVisible();
            visitor.checkAccessible("the page with links");
            Visit chen = studio.annotator(link);
            act(page, "陈静", "Pause");
            assertThat(row(page, "陈静")).containsText("paused");
            act(page, "陈静", "Revoke link…");
            assertThat(page.locator("dialog")).containsText("Revoke the link of 陈静?");
            visitor.checkAccessible("the question");
            page.keyboard().press("Escape");
            assertThat(chen.site().get("studio/api/me").statusCode()).isEqualTo(200);
            act(page, "陈静", "Revoke link…");
            page.locator("dialog button.danger").click();
            assertThat(row(page, "陈静")).containsText("link revoked");
            assertThat(chen.site().get("studio/api/me").statusCode()).isEqualTo(401);
            assertThat(page.locator(".links input")).hasCount(2);
            button(page, "I have them").click();
            assertThat(page.locator(".links input")).hasCount(0);
            leave(page);
        }
    }

    @Test
    void disagreements_are_decided_settings_set_and_the_export_downloaded(Browsing browsing) throws IOException {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Visit owner = studio.owner();
            owner.does("admin/api/settings", "{\"per_item\":\"2\",\"attention_every\":\"0\"}");
            owner.does("admin/api/invite", "{\"names\":[\"a\",\"b\"],\"language\":\"en\"}");
            studio.judge(annotator(studio, "a"), 6, 2);
            studio.judge(annotator(studio, "b"), 6, 4);
            Visitor visitor = enter(browsing, studio, Device.desktop());
            Page page = visitor.page();
            assertThat(page.locator("#progress-body")).containsText("12 of 12 judgements of dialogues are done");
            assertThat(page.locator("#agreement-body tbody")).containsText("-0.833");
            button(page, "Show disagreements").click();
            Locator first = page.locator(".disagreement").first();
            assertThat(page.locator("#decisions-body")).containsText("6 disagreements, 0 of them decided.");
            first.locator("summary").click();
            assertThat(first.locator(".round").nth(2)).containsText("答2");
            assertThat(page.locator("#decisions-body").textContent()).doesNotContain("alpha", "beta");
            first.getByLabel("3", new Locator.GetByLabelOptions().setExact(true))
                    .check();
            first.getByLabel("Reason").fill("两人各对一半");
            first.getByRole(AriaRole.BUTTON).click();
            assertThat(first).containsText("Decided: 3. 两人各对一半");
            page.getByLabel("At most so many dialogues").fill("4");
            button(page, "Save settings").click();
            assertThat(page.locator("#settings-body")).containsText("The settings are saved");
            button(page, "Show the last entries").click();
            assertThat(page.locator("#export-body tbody")).containsText("most_items=4");
            visitor.checkAccessible("the page with everything");
            Download zip =
                    page.waitForDownload(() -> page.getByText("Download export").click());
            assertThat(Files.readString(zip.path(), StandardCharsets.ISO_8859_1))
                    .startsWith("PK")
                    .contains("adjudications.csv");
            leave(page);
        }
    }

    @Test
    void the_page_fits_a_phone_in_the_dark_and_speaks_chinese(Browsing browsing) {
        try (RunningStudio studio = new RunningStudio(folder)) {
            JsonNode invited = studio.owner()
                    .does("admin/api/invite", "{\"names\":[\"" + "x".repeat(80) + "\",\"李\"],\"language\":\"zh\"}");
            assertThat(invited.path("invitations")).hasSize(2);
            for (Device device :
                    List.of(Device.phone(), Device.phone().inTheDark().speaking("zh-CN"))) {
                Visitor visitor = enter(browsing, studio, device);
                visitor.checkWidth("the page of " + device);
                visitor.checkAccessible("the page of " + device);
                if (System.getProperty("charmirror.screenshots") != null) {
                    visitor.picture(
                            "admin-" + device.width() + "-" + device.language() + (device.dark() ? "-dark" : ""));
                }
                leave(visitor.page());
            }
        }
    }

    @Test
    void what_others_do_is_shown_without_loading_the_page_again(Browsing browsing) {
        try (RunningStudio studio = new RunningStudio(folder)) {
            Page page = enter(browsing, studio, Device.desktop()).page();
            studio.owner().does("admin/api/invite", "{\"names\":[\"Li\"],\"language\":\"en\"}");
            page.locator("#names").fill("half a na");
            // As when somebody comes back to the page, which otherwise asks every ten seconds.
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
            assertThat(row(page, "Li")).isVisible();
            assertThat(page.locator("#names")).hasValue("half a na");
            assertThat(page.locator("#names")).isFocused();
            leave(page);
        }
    }
}
