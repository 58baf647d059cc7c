package org.charactermirror.web.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.charactermirror.web.Browsers;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;
import org.charactermirror.web.browser.BrowserTest;
import org.charactermirror.web.browser.Browsing;
import org.charactermirror.web.browser.Device;
import org.junit.jupiter.api.Test;

/**
 * Every view of the annotator's page: accessible and within the screen's width; on a large screen in English and on the smallest
 * phone in Chinese. With {@code -Dcharmirror.screenshots=some} there are pictures in {@code target/screenshots}, and with
 * {@code all} it is done the other way round, too.
 */
@BrowserTest
class StudioViewsTest {

    private static final long LARGEST_PAGE = 300_000;

    private static List<Device> devices() {
        List<Device> devices =
                List.of(Device.desktop(), Device.phone().speaking("zh").inTheDark());
        return "all".equals(System.getProperty("charmirror.screenshots"))
                ? List.of(
                        devices.get(0),
                        devices.get(1),
                        Device.desktop().speaking("zh").inTheDark(),
                        Device.phone())
                : devices;
    }

    private static void onEachDevice(
            Browsing browsing, String kind, boolean live, String state, Consumer<StudioVisitor> visit) {
        for (Device device : devices()) {
            FakeDialogue dialogue = FakeDialogue.ordinary(kind);
            try (WebServer server = WebServer.start(
                    WebSettings.loopback(0),
                    Browsers.inMemory(),
                    signIns -> List.of(new FakeStudio(signIns, dialogue, live, state, device.language())))) {
                visit.accept(new StudioVisitor(browsing, server.url(), device));
            }
        }
    }

    @Test
    void the_way_to_the_first_dialogue(Browsing browsing) {
        onEachDevice(browsing, "rating", false, "consent", visitor -> {
            visitor.visitor().expecting("status of 401").expecting("status of 403");
            visitor.visitor().open("studio");
            visitor.sees("signed_out.title").looksAt("signed-out");
            visitor.invited("no-invitation-of-anybody").sees("unknown.title").looksAt("unknown");
            visitor.invited(FakeStudio.TOKEN).sees("consent.title").looksAt("consent");
            visitor.clicks("consent.go").reads(visitor.say("consent.missing"));
            visitor.page().getByRole(AriaRole.CHECKBOX).check();
            visitor.clicks("consent.go").sees("instructions.title").looksAt("instructions");
            visitor.clicks("instructions.go").sees("qualification.title");
            for (int question = 0; question < 6; question++) {
                visitor.page().getByRole(AriaRole.RADIO).nth(3 * question).check();
            }
            visitor.clicks("qualification.go");
            // The right answers are b, a, c, b, c, a.
            visitor.reads(visitor.say("qualification.wrong", "n", 4)).looksAt("qualification");
            for (int right : List.of(1, 3, 8, 10, 14, 15)) {
                visitor.page().getByRole(AriaRole.RADIO).nth(right).check();
            }
            visitor.clicks("qualification.go").sees("list.title").looksAt("list");
        });
    }

    @Test
    void the_views_of_a_rating(Browsing browsing) {
        onEachDevice(browsing, "rating", false, "work", visitor -> {
            visitor.invited(FakeStudio.TOKEN).clicks("list.go_on", "n", 1).sees("item.title", "n", 1, "of", 2);
            visitor.presses("4", "0").hasSaved();
            assertThat(visitor.page().locator("input:checked")).hasCount(2);
            visitor.clicks("hand_in")
                    .reads(visitor.say("scores.missing", "n", 5))
                    .looksAt("rating");
            visitor.presses("?");
            assertThat(visitor.page().getByRole(AriaRole.DIALOG)).isVisible();
            visitor.looksAt("keys");
            Assertions.assertThat(visitor.visitor().weight())
                    .as("bytes of the page")
                    .isBetween(50_000L, LARGEST_PAGE);
        });
    }

    @Test
    void the_views_of_errors(Browsing browsing) {
        onEachDevice(browsing, "turn_errors", false, "work", visitor -> {
            visitor.invited(FakeStudio.TOKEN).clicks("list.go_on", "n", 1).sees("item.title", "n", 1, "of", 2);
            visitor.presses("r").clicks("confirm.some", "n", 1).reads(visitor.say("confirmed", "n", 1, "of", 2));
            visitor.presses("c", "e");
            assertThat(visitor.page().getByRole(AriaRole.DIALOG)).isVisible();
            visitor.looksAt("evidence");
            visitor.page()
                    .getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.TEXTBOX)
                    .focus();
            visitor.presses("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter");
            assertThat(visitor.page().locator("mark")).hasText("十六年");
            visitor.presses("p").looksAt("errors");
        });
    }

    @Test
    void the_views_of_pairs(Browsing browsing) {
        onEachDevice(browsing, "pairwise", false, "work", visitor -> {
            visitor.invited(FakeStudio.TOKEN).clicks("list.go_on", "n", 1).sees("item.title", "n", 1, "of", 2);
            visitor.presses("1", "Enter").reads(visitor.say("confirmed.pairs", "n", 1, "of", 2));
            visitor.presses("2").looksAt("pairs");
            visitor.presses("Enter").sees("thanks.title").looksAt("thanks");
        });
    }

    @Test
    void the_views_of_talking(Browsing browsing) {
        onEachDevice(browsing, "pairwise", true, "work", visitor -> {
            visitor.invited(FakeStudio.TOKEN).clicks("list.go_on", "n", 1).sees("item.title", "n", 1, "of", 2);
            visitor.page().getByRole(AriaRole.TEXTBOX).fill("你好");
            visitor.presses("Enter");
            assertThat(visitor.page().locator(".open-pair")).isVisible();
            visitor.presses("3").looksAt("talk-pair");
            visitor.presses("Enter")
                    .reads(visitor.say("talk.rounds", "n", 1, "of", 2))
                    .looksAt("talk");
        });
    }

    @Test
    void the_views_of_ones_own_data(Browsing browsing) {
        onEachDevice(browsing, "rating", false, "work", visitor -> {
            visitor.invited(FakeStudio.TOKEN).sees("list.title");
            visitor.page().locator("summary").click();
            visitor.looksAt("menu").clicks("data.title").looksAt("my-data");
            visitor.clicks("close");
            visitor.page().locator("summary").click();
            visitor.clicks("withdraw.title").looksAt("withdraw");
            visitor.page().getByRole(AriaRole.CHECKBOX).check();
            visitor.clicks("withdraw.do").sees("withdrawn.title").looksAt("withdrawn");
        });
    }
}
