package org.charactermirror.web.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.charactermirror.web.Words;
import org.charactermirror.web.browser.Browsing;
import org.charactermirror.web.browser.Device;
import org.charactermirror.web.browser.Visitor;

/** An annotator with a browser, who finds things on the page as people do: by what they are called. */
public final class StudioVisitor {

    private final Visitor visitor;
    private final Device device;
    private final Words words;

    /** Lets an annotator visit a server with a device, whose language is the annotator's. */
    public StudioVisitor(Browsing browsing, String url, Device device) {
        this.visitor = browsing.visitor(url, device);
        this.device = device;
        this.words = Words.of("studio", device.language());
    }

    /** Opens an invitation. */
    public StudioVisitor invited(String token) {
        visitor.open("studio#" + token);
        return this;
    }

    /** Returns who visits. */
    public Visitor visitor() {
        return visitor;
    }

    /** Returns the page. */
    public Page page() {
        return visitor.page();
    }

    /** Returns what the page says in the annotator's language; names and values in turn are put in. */
    public String say(String key, Object... values) {
        String sentence = words.word(key);
        for (int i = 0; i < values.length; i += 2) {
            sentence = sentence.replace("{" + values[i] + "}", String.valueOf(values[i + 1]));
        }
        return sentence;
    }

    /** Waits for a view. */
    public StudioVisitor sees(String key, Object... values) {
        assertThat(page().locator("h1").first()).containsText(say(key, values));
        return this;
    }

    /** Waits for a text. */
    public StudioVisitor reads(String text) {
        assertThat(page().getByText(text).first()).isVisible();
        return this;
    }

    /** Waits until a turn is open to be judged. */
    public StudioVisitor isAtTurn(int turn) {
        assertThat(page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(say("turn", "n", turn))))
                .isVisible();
        return this;
    }

    /** Clicks a button. */
    public StudioVisitor clicks(String key, Object... values) {
        button(key, values).click();
        return this;
    }

    /** Finds a button by its name or a part of it. */
    public Locator button(String key, Object... values) {
        return page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(say(key, values)))
                .first();
    }

    /** Presses keys, one after the other. */
    public StudioVisitor presses(String... keys) {
        for (String key : keys) {
            page().keyboard().press(key);
        }
        return this;
    }

    /** Waits until all clicks are acknowledged. */
    public StudioVisitor hasSaved() {
        assertThat(page().locator("#saving"))
                .containsText(say("saving.done", "time", "").strip());
        return this;
    }

    /** Checks the view that is open, and keeps a picture where {@code charmirror.screenshots} asks for them. */
    public StudioVisitor looksAt(String view) {
        visitor.checkAccessible(view);
        visitor.checkWidth(view);
        if (System.getProperty("charmirror.screenshots") != null) {
            picture(view);
        }
        return this;
    }

    private void picture(String view) {
        visitor.picture("studio-" + view + "-" + device.language() + (device.touch() ? "-phone" : "")
                + (device.dark() ? "-dark" : ""));
    }
}
