package org.charactermirror.web.studio;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.charactermirror.store.StudioAnswers;
import org.charactermirror.web.browser.BrowserTest;
import org.charactermirror.web.browser.Browsing;
import org.charactermirror.web.browser.Device;
import org.charactermirror.web.studio.StudioFixture.Annotator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people take turns at one computer. */
@BrowserTest
class SharedComputerTest {

    @TempDir
    Path folder;

    @Test
    void a_click_that_still_waits_is_its_own_persons_when_somebody_else_comes_to_the_same_page(Browsing browsing) {
        try (StudioFixture fixture = StudioFixture.recorded(folder, "rating", "")) {
            Annotator chen = fixture.inviteReady("Chen");
            fixture.inviteReady("Wang");
            StudioVisitor visitor = unsaved(browsing, fixture);
            visitor.page().evaluate("token => { location.hash = token; }", fixture.token("Wang"));
            visitor.sees("list.title");
            visitor.page().unroute("**/answers");
            // Whatever waits is sent now.
            visitor.page().evaluate("() => dispatchEvent(new Event('online'))");
            visitor.clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 4);
            visitor.presses("5").hasSaved();
            comesBack(visitor, fixture, chen);
        }
    }

    @Test
    void a_click_that_still_waits_is_its_own_persons_when_somebody_else_comes_in_another_tab(Browsing browsing) {
        try (StudioFixture fixture = StudioFixture.recorded(folder, "rating", "")) {
            Annotator chen = fixture.inviteReady("Chen");
            fixture.inviteReady("Wang");
            StudioVisitor visitor = unsaved(browsing, fixture);
            visitor.visitor().expecting("status of 403").expecting("status of 401");
            try (Page tab = visitor.page().context().newPage()) {
                tab.navigate(fixture.url() + "studio#" + fixture.token("Wang"));
                tab.getByText(visitor.say("list.title")).first().waitFor();
            }
            visitor.page().unroute("**/answers");
            visitor.reads(visitor.say("saving.signed_out"));
            comesBack(visitor, fixture, chen);
        }
    }

    /** Chen gives a score that does not reach the server. */
    private static StudioVisitor unsaved(Browsing browsing, StudioFixture fixture) {
        StudioVisitor visitor = new StudioVisitor(browsing, fixture.url(), Device.desktop());
        visitor.visitor().expecting("net::ERR_FAILED");
        visitor.invited(fixture.token("Chen")).clicks("list.begin", "n", 1).sees("item.title", "n", 1, "of", 4);
        visitor.page().onDialog(dialog -> dialog.accept());
        visitor.page().route("**/answers", Route::abort);
        return visitor.presses("4").reads(visitor.say("saving.trouble.one", "n", 1));
    }

    private static void comesBack(StudioVisitor visitor, StudioFixture fixture, Annotator chen) {
        visitor.page().evaluate("token => { location.hash = token; }", fixture.token("Chen"));
        visitor.sees("list.title").hasSaved();
        Assertions.assertThat(new StudioAnswers(fixture.held().database())
                        .values(chen.codes().get(0)))
                .isEqualTo(Map.of(0, Map.of("overall", "4")));
    }
}
