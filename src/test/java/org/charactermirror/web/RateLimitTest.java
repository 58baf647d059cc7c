package org.charactermirror.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000L;

    /** The clock of a test. */
    private final AtomicLong now = new AtomicLong(7 * SECOND);

    private final RateLimit limit = new RateLimit(2, 5, now::get);

    private long taken(String caller, int calls) {
        return IntStream.range(0, calls).filter(call -> limit.take(caller)).count();
    }

    @Test
    void who_comes_first_may_call_so_often_at_once_and_others_all_the_same() {
        assertThat(taken("one", 8)).isEqualTo(5);
        assertThat(taken("other", 8)).isEqualTo(5);
    }

    @Test
    void calls_come_back_evenly_and_never_more_than_at_first() {
        taken("one", 5);
        now.addAndGet(SECOND / 2 - 1);
        assertThat(taken("one", 1)).isZero();
        now.addAndGet(1);
        assertThat(taken("one", 2)).isEqualTo(1);
        now.addAndGet(SECOND * 3 / 2);
        assertThat(taken("one", 9)).isEqualTo(3);
        now.addAndGet(1000 * SECOND);
        assertThat(taken("one", 9)).isEqualTo(5);
    }

    /** A server whose clock stands still. */
    private WebServer server(WebSettings settings) {
        WebModule part = routes -> {
            routes.get("api/mine", Access.OWNER, (context, caller) -> Json.answer(context, Map.of()));
            routes.get("api/judged", Access.ANNOTATOR, (context, caller) -> Json.answer(context, Map.of()));
        };
        return WebServer.start(settings, Browsers.inMemory(), signIns -> List.of(part), now::get);
    }

    private static Map<Integer, Integer> answers(Stream<HttpResponse<String>> calls) {
        Map<Integer, Integer> answers = new TreeMap<>();
        calls.forEach(answer -> answers.merge(answer.statusCode(), 1, Integer::sum));
        return answers;
    }

    @Test
    void a_token_can_be_tried_sixty_times_and_then_once_a_second() {
        try (WebServer server = server(WebSettings.loopback(0))) {
            Site site = new Site(server.url());
            assertThat(answers(tries(site, 63))).isEqualTo(Map.of(403, 60, 429, 3));
            now.addAndGet(2 * SECOND);
            assertThat(answers(tries(site, 3))).isEqualTo(Map.of(403, 2, 429, 1));
        }
    }

    private static Stream<HttpResponse<String>> tries(Site site, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(call -> site.post("admin/api/enter", "anonymous", "{\"token\":\"x\"}"));
    }

    @Test
    void who_is_not_signed_in_cannot_ask_without_end_for_what_is_not_theirs() {
        try (WebServer server = server(WebSettings.loopback(0))) {
            Site site = new Site(server.url());
            assertThat(answers(IntStream.range(0, 310)
                            .mapToObj(call -> site.get(call % 2 == 0 ? "api/mine" : "api/judged"))))
                    .isEqualTo(Map.of(401, 300, 429, 10));
        }
    }

    @Test
    void only_a_proxy_says_where_a_call_came_from() {
        Optional<URI> name = Optional.of(URI.create("http://mirror.example.org"));
        WebSettings behind = new WebSettings("127.0.0.1", 0, "/", name, Optional.empty(), false);
        WebSettings open = new WebSettings("127.0.0.1", 0, "/", name, Optional.empty(), true);
        try (WebServer proxied = server(behind);
                WebServer reached = server(open)) {
            assertThat(answers(fromManyPlaces(proxied))).isEqualTo(Map.of(403, 63));
            assertThat(answers(fromManyPlaces(reached))).isEqualTo(Map.of(403, 60, 429, 3));
        }
    }

    private static Stream<HttpResponse<String>> fromManyPlaces(WebServer server) {
        Site site = new Site("http://127.0.0.1:" + server.port() + "/");
        return IntStream.range(0, 63)
                .mapToObj(call -> site.post(
                        "admin/api/enter", "anonymous", "{\"token\":\"x\"}", "X-Forwarded-For", "10.0.0." + call));
    }
}
