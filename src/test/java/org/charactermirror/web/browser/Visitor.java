package org.charactermirror.web.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/** Somebody with a browser, cookies and storage of their own, whose pages are watched. */
public final class Visitor {

    /** Enough where several builds share a machine; nothing waits that long that goes well. */
    private static final double PATIENCE_MILLISECONDS = 20_000;

    private static final Path PICTURES = Path.of(System.getProperty("charmirror.home", "."), "target", "screenshots");

    private final BrowserContext context;
    private final Page page;
    private final String url;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    Visitor(Browser browser, String url, Device device) {
        this.url = url;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(device.width(), device.height())
                .setHasTouch(device.touch())
                .setIsMobile(device.touch())
                .setColorScheme(device.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(device.language()));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        page = context.newPage();
        watch();
    }

    private void watch() {
        page.onPageError(error -> complain("an error in a script: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complain("on the console: " + message.text() + " (" + message.location() + ")");
            }
        });
        page.onRequest(request -> {
            requests.add(request);
            URI asked = URI.create(request.url());
            boolean inside = "data".equals(asked.getScheme()) || "blob".equals(asked.getScheme());
            if (!inside && !request.url().startsWith(origin())) {
                complain("a request to another server: " + request.url());
            }
        });
    }

    private String origin() {
        URI own = URI.create(url);
        return own.getScheme() + "://" + own.getAuthority() + "/";
    }

    private void complain(String complaint) {
        if (expected.stream().noneMatch(complaint::contains)) {
            complaints.add(complaint);
        }
    }

    /** Says that the page will report this: a call that is to be refused, or a server that is to be away. */
    public Visitor expecting(String report) {
        expected.add(report);
        return this;
    }

    /** Opens a path below the server's base path. */
    public Page open(String path) {
        page.navigate(url + path);
        return page;
    }

    /** Returns the page that is open. */
    public Page page() {
        return page;
    }

    /** Checks the view that is open for people who cannot see it, or not well, or have no mouse: nothing may be found. */
    public void checkAccessible(String view) {
        AxeResults results = new AxeBuilder(page).setLegacyMode(true).analyze();
        String found = results.getViolations().stream()
                .map(rule -> rule.getId() + " (" + rule.getHelp() + "):\n"
                        + rule.getNodes().stream()
                                .map(node -> "    " + node.getHtml() + "\n      " + node.getFailureSummary())
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
        Assertions.assertThat(found).as("what axe finds in " + view).isEmpty();
        Assertions.assertThat(results.getPasses())
                .as("what axe has checked in " + view)
                .isNotEmpty();
    }

    /** Checks that nothing sticks out to the side. */
    public void checkWidth(String view) {
        Object out = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(((Number) out).intValue())
                .as("pixels that stick out in " + view)
                .isZero();
    }

    /** Returns how many bytes the server has sent for the page so far, without what the browser had kept. */
    public long weight() {
        long bytes = 0;
        for (Request request : requests) {
            Response response = request.response();
            if (response != null && response.url().startsWith(origin())) {
                bytes += response.body().length;
            }
        }
        return bytes;
    }

    /** Keeps a picture of the whole page among the build's files. */
    public void picture(String name) {
        page.evaluate("() => window.scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Returns what the pages have reported, and forgets it. */
    List<String> takeComplaints() {
        List<String> taken = complaints();
        complaints.clear();
        return taken;
    }

    void leave() {
        context.close();
    }
}
