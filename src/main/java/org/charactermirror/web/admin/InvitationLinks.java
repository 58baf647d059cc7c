package org.charactermirror.web.admin;

import io.javalin.http.Context;
import org.charactermirror.web.WebSettings;

/** Makes the links that people are invited with. */
final class InvitationLinks {

    private final String base;

    private InvitationLinks(String base) {
        this.base = base;
    }

    /** Makes them as people reach the server: under its public name, or as the owner does, which the server has checked. */
    static InvitationLinks of(Context context, WebSettings settings) {
        String origin = settings.publicUrl()
                .map(url -> url.getScheme() + "://" + url.getRawAuthority())
                .orElseGet(() -> (settings.isEncrypted() ? "https://" : "http://") + context.header("Host"));
        return new InvitationLinks(origin + settings.basePath());
    }

    /** Returns a link; the token stands where no server's log keeps it. */
    String link(String token) {
        return base + "studio#" + token;
    }
}
