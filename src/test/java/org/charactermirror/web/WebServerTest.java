package org.charactermirror.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.charactermirror.problem.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {

    private static final WebModule PART = routes -> {
        routes.get(
                "api/open", Access.GUEST, (context, caller) -> Json.answer(context, Map.of("owner", caller.owner())));
        routes.get("api/mine", Access.OWNER, (context, caller) -> Json.answer(context, Map.of("csrf", caller.csrf())));
        routes.post(
                "api/say",
                Access.GUEST,
                (context, caller) -> Json.answer(context, Map.of("said", Json.text(Json.body(context), "text", 10))));
        routes.get("api/broken", Access.ANYBODY, (context, caller) -> {
            throw new IllegalStateException("a secret of the inside");
        });
    };

    private static WebServer start(WebSettings settings) {
        return WebServer.start(settings, Browsers.inMemory(), signIns -> List.of(PART));
    }

    private static String token(WebServer server) {
        return server.ownerLink().substring(server.ownerLink().indexOf('#') + 1);
    }

    @Test
    void health_is_told_to_everybody_with_headers_that_bind_browsers() {
        try (WebServer server = start(WebSettings.loopback(0))) {
            var answer = new Site(server.url()).get("healthz");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void the_link_that_is_printed_signs_the_owner_in_and_no_other_token_does() {
        try (WebServer server = start(WebSettings.loopback(0))) {
            Site browser = new Site(server.url());
            assertThat(browser.get("api/mine").statusCode()).isEqualTo(401);
            assertThat(browser.post("admin/api/enter", "anonymous", "{\"token\":\"" + Tokens.next() + "\"}")
                            .body())
                    .isEqualTo("{\"error\":\"unknown_token\",\"message\":\"This link is not from the server as it runs"
                            + " now; use the one it printed.\"}");
            var entered = browser.post("admin/api/enter", "anonymous", "{\"token\":\"" + token(server) + "\"}");
            assertThat(entered.statusCode()).isEqualTo(200);
            assertThat(entered.headers().firstValue("Set-Cookie").orElse(""))
                    .contains("HttpOnly", "SameSite=Strict", "Path=/");
            assertThat(browser.get("api/mine").statusCode()).isEqualTo(200);
            assertThat(new Site(server.url()).get("api/mine").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void a_name_that_somebody_else_made_point_here_is_not_answered() throws IOException {
        try (WebServer server = start(WebSettings.loopback(0));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 421").contains("unknown_host");
        }
    }

    @Test
    void calls_from_other_sites_are_not_answered_on_loopback_either() {
        try (WebServer server = start(WebSettings.loopback(0))) {
            Site browser = new Site(server.url());
            assertThat(browser.post("api/say", "anonymous", "{\"text\":\"hi\"}", "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(browser.get("api/open", "Sec-Fetch-Site", "cross-site").statusCode())
                    .isEqualTo(403);
            String own = server.url().substring(0, server.url().length() - 1);
            assertThat(browser.post("api/say", "anonymous", "{\"text\":\"hi\"}", "Origin", own)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_call_that_changes_something_needs_what_only_our_pages_send() {
        try (WebServer server = start(WebSettings.loopback(0))) {
            Site browser = new Site(server.url());
            assertThat(browser.post("api/say", "", "{\"text\":\"hi\"}").body()).contains("\"stale_page\"");
            assertThat(browser.send(browser.request("api/say")
                                    .header("Content-Type", "text/plain")
                                    .header("X-CharacterMirror", "anonymous")
                                    .POST(BodyPublishers.ofString("{\"text\":\"hi\"}")))
                            .statusCode())
                    .isEqualTo(415);
            browser.post("admin/api/enter", "anonymous", "{\"token\":\"" + token(server) + "\"}");
            // From now on the browser has a value of its own.
            assertThat(browser.post("api/say", "anonymous", "{\"text\":\"hi\"}").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void bodies_that_are_too_large_or_no_json_are_refused() {
        try (WebServer server = start(WebSettings.loopback(0))) {
            Site browser = new Site(server.url());
            String large = "{\"text\":\"" + "x".repeat(600_000) + "\"}";
            assertThat(browser.post("api/say", "anonymous", large).statusCode()).isEqualTo(413);
            assertThat(browser.post("api/say", "anonymous", "{\"text\":\"12345678901\"}")
                            .statusCode())
                    .isEqualTo(413);
            assertThat(browser.post("api/say", "anonymous", "{").body())
                    .isEqualTo("{\"error\":\"not_json\",\"message\":\"The body is no JSON.\"}");
        }
    }

    @Test
    void what_is_not_there_is_told_in_the_form_of_all_errors() {
        try (WebServer server = start(WebSettings.loopback(0))) {
            Site browser = new Site(server.url());
            var missing = browser.get("nowhere");
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).isEqualTo("{\"error\":\"not_found\",\"message\":\"There is nothing here.\"}");
            assertThat(missing.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            var other = browser.post("healthz", "anonymous", "{}");
            assertThat(other.statusCode()).isEqualTo(405);
            assertThat(other.body())
                    .isEqualTo("{\"error\":\"not_allowed\",\"message\":\"This is called in another way.\"}");
        }
    }

    @Test
    void a_keystore_encrypts_what_other_machines_reach(@TempDir Path folder) throws Exception {
        Path keystore = folder.resolve("keys.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mirror",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        "secret-of-the-test")
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        WebSettings settings = new WebSettings(
                "127.0.0.1",
                0,
                "/",
                Optional.empty(),
                Optional.of(new WebSettings.Tls(keystore, "secret-of-the-test")),
                false);
        try (WebServer server = start(settings)) {
            assertThat(server.url()).startsWith("https://127.0.0.1:");
            KeyStore trusted = KeyStore.getInstance(keystore.toFile(), "secret-of-the-test".toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/healthz"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void what_goes_wrong_inside_is_not_told_outside() {
        try (WebServer server = start(WebSettings.loopback(0))) {
            var answer = new Site(server.url()).get("api/broken");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"failed\",\"message\":\"The server failed; its log says why.\"}");
        }
    }

    @Test
    void assets_are_found_by_their_names_alone_and_may_be_kept_for_good() {
        try (WebServer server = start(WebSettings.loopback(0))) {
            Site browser = new Site(server.url());
            var style = browser.get(Assets.path("base.css"));
            assertThat(style.statusCode()).isEqualTo(200);
            assertThat(style.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            String folder = Assets.path("base.css").replace("base.css", "");
            for (String name : List.of(
                    "../WebServer.class",
                    "%2e%2e/WebServer.class",
                    "..%2f..%2fWebServer.class",
                    "//etc/passwd",
                    "index.txt")) {
                assertThat(browser.get(folder + name).statusCode()).as(name).isIn(400, 404);
            }
        }
    }

    @Test
    void everything_stands_below_the_base_path_behind_a_proxy() {
        WebSettings settings = new WebSettings(
                "127.0.0.1",
                0,
                "/mirror/",
                Optional.of(URI.create("https://mirror.example.org")),
                Optional.empty(),
                false);
        try (WebServer server = start(settings)) {
            assertThat(server.ownerLink()).startsWith("https://mirror.example.org/mirror/admin#");
            Site browser = new Site("http://127.0.0.1:" + server.port() + "/mirror/");
            assertThat(browser.get("healthz").statusCode()).isEqualTo(200);
            assertThat(new Site("http://127.0.0.1:" + server.port() + "/")
                            .get("healthz")
                            .statusCode())
                    .isEqualTo(404);
            // Others can reach it now: nothing is open to guests.
            assertThat(browser.get("api/open").statusCode()).isEqualTo(401);
            var entered = browser.post("admin/api/enter", "anonymous", "{\"token\":\"" + token(server) + "\"}");
            assertThat(entered.headers().firstValue("Set-Cookie").orElse("")).contains("Secure", "Path=/mirror/");
            assertThat(entered.headers().firstValue("Strict-Transport-Security"))
                    .isPresent();
        }
    }

    @Test
    void an_address_that_others_reach_needs_encryption_or_the_word_that_none_is_wanted() {
        assertThatThrownBy(() -> new WebSettings("0.0.0.0", 8080, "/", Optional.empty(), Optional.empty(), false))
                .hasMessage(
                        "other machines can reach 0.0.0.0, and nothing would be encrypted: give --tls-keystore, or"
                                + " --public-url https://... where a proxy encrypts, or say --plain-http if that is what you want");
        assertThat(new WebSettings("0.0.0.0", 8080, "/", Optional.empty(), Optional.empty(), true).isPrivate())
                .isFalse();
    }

    @Test
    void a_port_that_is_taken_is_told() {
        try (WebServer server = start(WebSettings.loopback(0))) {
            assertThatThrownBy(() -> start(WebSettings.loopback(server.port())))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port())
                    .hasMessageContaining("choose another --port");
        }
    }
}
