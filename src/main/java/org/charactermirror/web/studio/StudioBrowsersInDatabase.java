package org.charactermirror.web.studio;

import java.util.Optional;
import org.charactermirror.store.StudioBrowsers;
import org.charactermirror.web.Browser;
import org.charactermirror.web.Browsers;

/** Signed-in browsers that stay so when the server starts again. */
record StudioBrowsersInDatabase(StudioBrowsers kept) implements Browsers {

    @Override
    public Optional<Browser> find(String cookieHash) {
        return kept.find(cookieHash)
                .map(browser -> new Browser(browser.cookieHash(), browser.participant(), browser.csrf()));
    }

    @Override
    public void keep(Browser browser) {
        kept.keep(new StudioBrowsers.SignedIn(browser.cookieHash(), browser.participant(), browser.csrf()));
    }

    @Override
    public void forget(String cookieHash) {
        kept.forget(cookieHash);
    }
}
