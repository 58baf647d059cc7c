package org.charactermirror.web.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.charactermirror.web.Access;
import org.charactermirror.web.Browsers;
import org.charactermirror.web.WebModule;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;
import org.junit.jupiter.api.Test;

/** That the harness sees what it is there to see; otherwise tests of pages could not fail. */
@BrowserTest
class BrowsingTest {

    private static WebServer serve(String head, String body) {
        WebModule page = routes -> routes.get(
                "page",
                Access.ANYBODY,
                (context, caller) -> context.html("<!doctype html><html lang=en><title>a page</title>"
                        + "<link rel=icon href='data:,'>" + head + "<main><h1>a page</h1>" + body + "</main>"));
        return WebServer.start(WebSettings.loopback(0), Browsers.inMemory(), signIns -> List.of(page));
    }

    @Test
    void a_page_that_does_what_it_may_is_quiet_and_accessible(Browsing browsing) {
        try (WebServer server = serve("", "<p>text</p>")) {
            Visitor visitor = browsing.visitor(server.url());
            visitor.open("page");
            visitor.checkAccessible("the page");
            visitor.checkWidth("the page");
            assertThat(visitor.complaints()).isEmpty();
            assertThat(visitor.weight()).isBetween(50L, 500L);
        }
    }

    @Test
    void a_script_in_the_page_and_a_picture_from_elsewhere_break_the_policy(Browsing browsing) {
        try (WebServer server =
                serve("<script>document.title = 'changed'</script>", "<img alt='' src='http://192.0.2.1/x.png'>")) {
            Visitor visitor = browsing.visitor(server.url());
            visitor.open("page");
            assertThat(visitor.page().title()).isEqualTo("a page");
            List<String> complaints = visitor.takeComplaints();
            assertThat(complaints).hasSize(3);
            assertThat(complaints.get(0)).contains("inline script violates the following Content Security Policy");
            assertThat(complaints.get(1)).contains("image 'http://192.0.2.1/x.png' violates the following Content");
            assertThat(complaints.get(2)).isEqualTo("a request to another server: http://192.0.2.1/x.png");
        }
    }

    @Test
    void a_field_without_a_name_is_found(Browsing browsing) {
        try (WebServer server = serve("", "<input>")) {
            Visitor visitor = browsing.visitor(server.url());
            visitor.open("page");
            assertThatThrownBy(() -> visitor.checkAccessible("the page"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("label (Form elements must have labels)");
        }
    }

    @Test
    void what_sticks_out_is_found(Browsing browsing) {
        try (WebServer server = serve("", "<p>" + "x".repeat(500) + "</p>")) {
            Visitor visitor = browsing.visitor(server.url(), Device.phone());
            visitor.open("page");
            assertThatThrownBy(() -> visitor.checkWidth("the page")).isInstanceOf(AssertionError.class);
        }
    }
}
