package org.charactermirror.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.charactermirror.problem.BadInputException;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server while it runs. */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /** A character's description or a long message fits; nothing that pages send is longer. */
    private static final long LARGEST_BODY = 512 * 1024;

    /** Of each, most wait: for a model, or for the disk. */
    private static final int THREADS = 400;

    private static final int STOP_MILLISECONDS = 3_000;

    /** How long a connection that nobody uses is kept while the server stops; a second if nobody says so. */
    private static final int IDLE_MILLISECONDS = 50;

    private final Javalin javalin;
    private final WebSettings settings;
    private final String ownerToken;
    private final List<WebModule> modules;

    private WebServer(Javalin javalin, WebSettings settings, String ownerToken, List<WebModule> modules) {
        this.javalin = javalin;
        this.settings = settings;
        this.ownerToken = ownerToken;
        this.modules = modules;
    }

    /** Makes the parts of the site, which need to sign people in. */
    @FunctionalInterface
    public interface Parts {

        /** Returns them. */
        List<WebModule> of(SignIns signIns);
    }

    /**
     * Starts a server.
     *
     * @throws BadInputException if it cannot listen there
     */
    public static WebServer start(WebSettings settings, Browsers browsers, Parts parts) {
        return start(settings, browsers, parts, System::nanoTime);
    }

    /** Starts a server likewise, with a clock for how often somebody calls. */
    static WebServer start(WebSettings settings, Browsers browsers, Parts parts, LongSupplier nanoseconds) {
        String ownerToken = Tokens.next();
        SignIns signIns = new SignIns(browsers, ownerToken, settings);
        List<WebModule> modules = new ArrayList<>(List.of(new Basics(signIns)));
        modules.addAll(parts.of(signIns));
        Guarded[] guarded = new Guarded[1];
        Javalin javalin = Javalin.create(config -> {
            configure(config, settings);
            guarded[0] = new Guarded(config.routes, settings, signIns, nanoseconds);
            modules.forEach(module -> module.routes(guarded[0]));
            errors(config);
        });
        try {
            javalin.start();
        } catch (RuntimeException e) {
            modules.forEach(WebModule::stop);
            throw BadInputException.of(
                    settings.host() + ":" + settings.port(),
                    "the server cannot listen here (" + reason(e) + "); choose another --port");
        }
        guarded[0].listensOn(javalin.port());
        return new WebServer(javalin, settings, ownerToken, modules);
    }

    private static String reason(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }

    private static void configure(JavalinConfig config, WebSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_BODY;
        // Answers hold what a page alone may know beside what others choose: their lengths must tell nothing.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.router.contextPath = settings.basePath();
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("web");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLISECONDS);
            server.addEventListener(new QuickEnd(server));
        });
        settings.tls()
                .ifPresent(tls -> config.jetty.addConnector((server, http) -> encrypted(server, http, settings, tls)));
    }

    private static ServerConnector encrypted(
            Server server, HttpConfiguration http, WebSettings settings, WebSettings.Tls tls) {
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setKeyStorePath(tls.keystore().toAbsolutePath().toString());
        keys.setKeyStorePassword(tls.password());
        http.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(keys, "http/1.1"), new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        return connector;
    }

    private static void errors(JavalinConfig config) {
        config.routes.error(404, context -> unless(context, WebError.notFound()));
        config.routes.error(
                405, context -> unless(context, new WebError(405, "not_allowed", "This is called in another way.")));
        config.routes.error(413, context -> unless(context, new WebError(413, "too_long", "The body is too large.")));
        config.routes.exception(WebError.class, (error, context) -> tell(context, error));
        config.routes.exception(
                BadInputException.class,
                (error, context) -> tell(context, new WebError(400, "bad_input", String.valueOf(error.getMessage()))));
        config.routes.exception(Exception.class, (error, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), error);
            tell(context, new WebError(500, "failed", "The server failed; its log says why."));
        });
    }

    /** Tells what Javalin itself refused in the form of all other errors. */
    private static void unless(Context context, WebError error) {
        if (!String.valueOf(context.res().getContentType()).startsWith("application/json")) {
            tell(context, error);
        }
    }

    private static void tell(Context context, WebError error) {
        if (!context.res().isCommitted()) {
            context.status(error.status());
            Json.answer(context, error.body());
        }
    }

    /** Returns the address for people, such as {@code http://127.0.0.1:8080/}. */
    public String url() {
        return settings.origins(port()).get(0) + settings.basePath();
    }

    /** Returns the owner's link, which nothing else prints or keeps. */
    public String ownerLink() {
        return ownerLink("admin");
    }

    /** Returns the same for a page that takes the token in its fragment, by its path below the base. */
    public String ownerLink(String page) {
        return url() + page + "#" + ownerToken;
    }

    /** Returns the port that is listened on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        modules.forEach(WebModule::stopping);
        try {
            javalin.stop();
        } catch (RuntimeException e) {
            LOG.warn("answers were cut off when the server stopped", e);
        } finally {
            modules.forEach(WebModule::stop);
        }
    }

    /** What there is without any part: health, scripts and styles, words, and the owner's way in. */
    private record Basics(SignIns signIns) implements WebModule {

        private static final int TOKEN_LENGTH = 100;

        @Override
        public void routes(Routes routes) {
            routes.get("healthz", Access.ANYBODY, (context, caller) -> Json.answer(context, Map.of("status", "ok")));
            routes.get("assets/{version}/<name>", Access.ANYBODY, (context, caller) -> asset(context));
            routes.get("words/{area}/{language}", Access.ANYBODY, (context, caller) -> words(context));
            routes.post("admin/api/enter", Access.ANYBODY, (context, caller) -> {
                Browser browser = signIns.ownerEnters(context, Json.text(Json.body(context), "token", TOKEN_LENGTH));
                Json.answer(context, Map.of("csrf", browser.csrf()));
            });
        }

        private static void asset(Context context) {
            Optional<Assets.Asset> asset = Assets.find(context.pathParam("version"), context.pathParam("name"));
            Assets.Asset found = asset.orElseThrow(WebError::notFound);
            context.header("Cache-Control", "public, max-age=31536000, immutable");
            context.contentType(found.type()).result(found.bytes());
        }

        private static void words(Context context) {
            Words words = Words.find(context.pathParam("area"), context.pathParam("language"))
                    .orElseThrow(WebError::notFound);
            Json.answer(context, words.all());
        }
    }

    /** Lets connections go that browsers keep for later calls: there will be none. */
    private record QuickEnd(Server server) implements LifeCycle.Listener {

        @Override
        public void lifeCycleStarting(LifeCycle event) {
            for (Connector connector : server.getConnectors()) {
                if (connector instanceof AbstractConnector one) {
                    one.setShutdownIdleTimeout(IDLE_MILLISECONDS);
                }
            }
        }
    }
}
