package org.charactermirror.web;

import io.javalin.http.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns away calls that come from elsewhere than the server's own pages, and says to browsers what pages may do. */
final class Guard {

    /** The header that pages set and forms of other sites cannot. */
    static final String HEADER = "X-CharacterMirror";

    /** Its value where nobody is signed in. */
    static final String ANONYMOUS = "anonymous";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                    + " manifest-src 'self'";

    private final Set<String> origins;
    private final Set<String> hosts;
    private final boolean encrypted;

    Guard(List<String> origins, boolean encrypted) {
        this.origins = new HashSet<>(origins);
        this.hosts = new HashSet<>();
        for (String origin : origins) {
            hosts.add(origin.substring(origin.indexOf("//") + 2));
        }
        this.encrypted = encrypted;
    }

    /** Sets what every answer tells browsers; an answer may set another rule for keeping it. */
    void secure(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()");
        context.header("Cache-Control", "no-store");
        if (encrypted) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /**
     * Checks whom the caller means to reach: a name that somebody else made point here is none of ours.
     *
     * @throws WebError if it is another
     */
    void checkHost(Context context) {
        @Nullable String host = context.header("Host");
        if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
            throw new WebError(
                    421,
                    "unknown_host",
                    "This server is not known by that name; start it with --public-url where it should be.");
        }
    }

    /**
     * Checks that a call comes from one of our pages, or from no browser at all.
     *
     * @throws WebError if another site sent it
     */
    void checkOrigin(Context context) {
        @Nullable String site = context.header("Sec-Fetch-Site");
        @Nullable String origin = context.header("Origin");
        boolean foreign = origin != null && !origins.contains(origin.toLowerCase(Locale.ROOT));
        if (foreign || (site != null && !site.equals("same-origin") && !site.equals("none"))) {
            throw new WebError(403, "foreign_origin", "Calls from other sites are not answered.");
        }
    }

    /**
     * Checks what only our pages can set.
     *
     * @throws WebError if it is missing or not this browser's
     */
    void checkForgery(Context context, Caller caller) {
        @Nullable String type = context.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new WebError(415, "not_json", "The body must be JSON.");
        }
        @Nullable String given = context.header(HEADER);
        if (given == null || !Tokens.same(given, caller.csrf())) {
            throw new WebError(403, "stale_page", "The page is out of date; load it again.");
        }
    }
}
