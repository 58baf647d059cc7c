package org.charactermirror.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;

/** The people of one test, each with a browser of their own. */
public final class Browsing {

    private final Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    Browsing(Browser browser) {
        this.browser = browser;
    }

    /**
     * Lets somebody visit a server.
     *
     * @param url of the server, ending in its base path
     */
    public Visitor visitor(String url, Device device) {
        Visitor visitor = new Visitor(browser, url, device);
        visitors.add(visitor);
        return visitor;
    }

    /** Lets somebody visit a server from a computer, in English. */
    public Visitor visitor(String url) {
        return visitor(url, Device.desktop());
    }

    /** Ends all visits; after a test that did not fail, pages must have been quiet. */
    void finish(boolean failed, String test) {
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < visitors.size(); i++) {
            Visitor visitor = visitors.get(i);
            complaints.addAll(visitor.complaints());
            if (failed) {
                pictureOfFailure(visitor, test, i + 1);
            }
            visitor.leave();
        }
        if (failed) {
            complaints.forEach(complaint -> System.err.println("the page also reported: " + complaint));
        } else {
            Assertions.assertThat(complaints).as("what pages reported").isEmpty();
        }
    }

    private static void pictureOfFailure(Visitor visitor, String test, int number) {
        try {
            visitor.picture("failed-" + test.replaceAll("\\W+", "-").toLowerCase(Locale.ROOT) + "-" + number);
        } catch (PlaywrightException e) {
            System.err.println("no picture of the failure: " + e.getMessage());
        }
    }
}
