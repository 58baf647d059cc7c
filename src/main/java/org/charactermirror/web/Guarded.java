package org.charactermirror.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Registers calls, each behind the checks that its access asks for. */
final class Guarded implements Routes {

    /** For those who are signed in: faster than anybody clicks, for each browser. */
    private final RateLimit known;

    /** For those who are not, for each address: several people can share one. */
    private final RateLimit unknown;

    /** For tokens that are tried, for each address. */
    private final RateLimit tries;

    private final RoutesConfig routes;
    private final WebSettings settings;
    private final SignIns signIns;

    /** Known once the server listens; nobody is answered before. */
    private volatile @Nullable Guard guard;

    Guarded(RoutesConfig routes, WebSettings settings, SignIns signIns, LongSupplier nanoseconds) {
        this.known = new RateLimit(30, 90, nanoseconds);
        this.unknown = new RateLimit(60, 300, nanoseconds);
        this.tries = new RateLimit(1, 60, nanoseconds);
        this.routes = routes;
        this.settings = settings;
        this.signIns = signIns;
        routes.before(context -> {
            Guard checks = guard();
            checks.secure(context);
            checks.checkHost(context);
            boolean reads = List.of("GET", "HEAD").contains(context.method().name());
            // A link from elsewhere may open a page, and nothing else.
            if (!reads || context.path().contains("/api/")) {
                checks.checkOrigin(context);
            }
        });
    }

    void listensOn(int port) {
        guard = new Guard(settings.origins(port), settings.isEncrypted());
    }

    private Guard guard() {
        @Nullable Guard checks = guard;
        if (checks == null) {
            throw new WebError(503, "starting", "The server is starting.");
        }
        return checks;
    }

    @Override
    public void get(String path, Access access, Call call) {
        routes.get(below(path), context -> call.answer(context, admitted(context, access)));
    }

    @Override
    public void post(String path, Access access, Call call) {
        routes.post(below(path), context -> {
            Caller caller = admitted(context, access);
            if (path.endsWith("/enter") && !tries.take(address(context))) {
                throw tooMany();
            }
            guard().checkForgery(context, caller);
            call.answer(context, caller);
        });
    }

    @Override
    public WebSettings settings() {
        return settings;
    }

    private static String below(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private Caller admitted(Context context, Access access) {
        Optional<Caller> caller = caller(context, access);
        boolean free = caller.flatMap(Caller::browser)
                .map(browser -> known.take(browser.cookieHash()))
                .orElseGet(() -> unknown.take(address(context)));
        if (!free) {
            throw tooMany();
        }
        return caller.orElseThrow(Guarded::notSignedIn);
    }

    /** Returns who calls; nothing for whoever may not. */
    private Optional<Caller> caller(Context context, Access access) {
        return switch (access) {
            case ANYBODY -> Optional.of(Caller.NOBODY);
            case GUEST ->
                signIns.owner(context).or(() -> settings.isPrivate() ? Optional.of(Caller.NOBODY) : Optional.empty());
            case OWNER -> signIns.owner(context);
            case ANNOTATOR -> signIns.annotator(context);
        };
    }

    private static WebError notSignedIn() {
        return new WebError(401, "not_signed_in", "Nobody is signed in here; open your link again.");
    }

    private static WebError tooMany() {
        return new WebError(429, "too_many", "Too many calls at once; wait a moment.");
    }

    /**
     * Returns the caller's address. A proxy in front, which is then the only one who calls, adds it at the end; where callers come
     * themselves, they could write there what they like.
     */
    private String address(Context context) {
        @Nullable String forwarded = settings.isBehindProxy() ? context.header("X-Forwarded-For") : null;
        if (forwarded == null) {
            return context.ip();
        }
        List<String> hops = new ArrayList<>(List.of(forwarded.split(",")));
        return hops.get(hops.size() - 1).strip();
    }
}
