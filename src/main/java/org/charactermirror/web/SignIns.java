package org.charactermirror.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives cookies for tokens, and knows them again. */
public final class SignIns {

    private static final String OWNER_COOKIE = "cm_owner";
    private static final String ANNOTATOR_COOKIE = "cm_annotator";
    private static final int DAYS_90 = 90 * 24 * 3600;

    private final Browsers browsers;
    private final String ownerHash;
    private final String basePath;
    private final boolean encrypted;

    SignIns(Browsers browsers, String ownerToken, WebSettings settings) {
        this.browsers = browsers;
        this.ownerHash = Tokens.hash(ownerToken);
        this.basePath = settings.basePath();
        this.encrypted = settings.isEncrypted();
    }

    /**
     * Signs the owner in.
     *
     * @throws WebError if the token is not the one that was printed when the server started
     */
    Browser ownerEnters(Context context, String token) {
        if (!Tokens.same(Tokens.hash(token), ownerHash)) {
            throw new WebError(
                    403, "unknown_token", "This link is not from the server as it runs now; use the one it printed.");
        }
        return enter(context, OWNER_COOKIE, Optional.empty());
    }

    /** Signs a participant in whose invitation was found good. */
    public Browser annotatorEnters(Context context, String participant) {
        return enter(context, ANNOTATOR_COOKIE, Optional.of(participant));
    }

    private Browser enter(Context context, String cookie, Optional<String> participant) {
        String value = Tokens.next();
        Browser browser = new Browser(Tokens.hash(value), participant, Tokens.next());
        browsers.keep(browser);
        set(context, cookie, value, DAYS_90);
        return browser;
    }

    /** Signs an annotator's browser out. */
    public void leave(Context context, Caller caller) {
        caller.browser().ifPresent(browser -> browsers.forget(browser.cookieHash()));
        set(context, caller.owner() ? OWNER_COOKIE : ANNOTATOR_COOKIE, "", 0);
    }

    private void set(Context context, String name, String value, int seconds) {
        context.cookie(new Cookie(name, value, basePath, seconds, encrypted, true, null, SameSite.STRICT));
    }

    /** Returns the owner, if the browser is the owner's. */
    Optional<Caller> owner(Context context) {
        return browser(context, OWNER_COOKIE)
                .filter(browser -> browser.participant().isEmpty())
                .map(browser -> new Caller(Optional.of(browser), true));
    }

    /** Returns the annotator, if the browser is one's. */
    Optional<Caller> annotator(Context context) {
        return browser(context, ANNOTATOR_COOKIE)
                .filter(browser -> browser.participant().isPresent())
                .map(browser -> new Caller(Optional.of(browser), false));
    }

    private Optional<Browser> browser(Context context, String cookie) {
        @Nullable String value = context.cookie(cookie);
        return value == null || value.isEmpty() ? Optional.empty() : browsers.find(Tokens.hash(value));
    }
}
