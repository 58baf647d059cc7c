package org.charactermirror.web.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.charactermirror.web.browser.Visitor;

/** The chat page as a person uses it. */
final class ChatPage {

    final Visitor visitor;
    final Page page;

    private ChatPage(Visitor visitor) {
        this.visitor = visitor;
        this.page = visitor.page();
    }

    static ChatPage open(Visitor visitor, String path) {
        visitor.open(path);
        ChatPage opened = new ChatPage(visitor);
        opened.ready();
        return opened;
    }

    /** Waits until the page can be used. */
    void ready() {
        page.locator("html[data-ready=yes]").waitFor();
    }

    Locator message() {
        return page.locator("#message");
    }

    Locator turns() {
        return page.locator(".turn");
    }

    Locator lastTurn() {
        return turns().last();
    }

    /** The text of the last turn's only reply. */
    Locator lastReply() {
        return lastTurn().locator(".line.character .said");
    }

    Locator regenerate() {
        return lastTurn().locator(".regenerate");
    }

    /** Says something and does not wait for the reply. */
    void begin(String text) {
        message().fill(text);
        message().press("Enter");
    }

    /** Says something and waits until the reply is complete. */
    void say(String text) {
        begin(text);
        waitForReply();
    }

    void waitForReply() {
        regenerate().waitFor();
        assertThat(page.locator("#stop")).isHidden();
    }

    /** Opens the settings where the page is too narrow to show them beside the dialogue. */
    void openSettings() {
        if (!page.locator("#settings").isVisible()) {
            page.locator("#open-settings").click();
        }
    }

    void closeSettings() {
        if (page.locator("#settings .close").isVisible()) {
            page.locator("#settings .close").click();
        }
    }

    void pair() {
        openSettings();
        page.locator("#pair").check();
        closeSettings();
    }
}
