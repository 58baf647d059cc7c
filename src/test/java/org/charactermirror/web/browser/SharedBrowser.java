package org.charactermirror.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One browser for all tests of a process; each test has its own people in it. Closed after the last test. */
final class SharedBrowser implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    SharedBrowser(Path chromium) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Chromium refuses to run as root inside its sandbox.
        boolean sandbox = !"root".equals(System.getProperty("user.name"));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setChromiumSandbox(sandbox)
                        .setArgs(List.of("--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none")));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
