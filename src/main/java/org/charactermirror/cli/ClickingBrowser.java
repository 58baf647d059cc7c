package org.charactermirror.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.web.Tokens;

/** One annotator's browser: scores one dimension after another, hands the dialogue in, and goes on to the next. */
final class ClickingBrowser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());
    private static final int OK = 200;

    private final HttpClient client;
    private final URI api;
    private final StudioBenchStudy.Annotator annotator;
    private final List<String> codes = new ArrayList<>();
    private final List<Click> acknowledged = new ArrayList<>();
    private final Map<String, Map<Dimension, Integer>> handedIn = new HashMap<>();
    private final Map<String, Map<Dimension, Integer>> scores = new HashMap<>();
    private final Map<Integer, Integer> refused = new HashMap<>();
    private int step;

    ClickingBrowser(HttpClient client, URI server, StudioBenchStudy.Annotator annotator) {
        this.client = client;
        this.api = server.resolve("studio/api/");
        this.annotator = annotator;
    }

    /** A click that the server has said it keeps. */
    record Click(String request, String code, String field, String value) {}

    String annotator() {
        return annotator.annotator();
    }

    /** Returns the clicks that the server has said it keeps. */
    List<Click> acknowledged() {
        return acknowledged;
    }

    /** Returns by dialogue what stood when the server said that it was handed in. */
    Map<String, Map<Dimension, Integer>> handedIn() {
        return handedIn;
    }

    /** Returns how often the server refused, by status. */
    Map<Integer, Integer> refused() {
        return refused;
    }

    /** Asks which dialogues there are. */
    void open() {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(api.resolve("items"))
                            .header("Cookie", cookie())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new IllegalStateException("the studio answers " + response.statusCode() + ": " + response.body());
            }
            for (JsonNode item : JSON.readTree(response.body()).path("items")) {
                codes.add(item.path("code").asText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (codes.isEmpty()) {
            throw new IllegalStateException(annotator() + " was given nothing to judge");
        }
    }

    /**
     * Clicks once, and tells how long it took until the server said that this is kept, in nanoseconds.
     *
     * @param submits whether dialogues are handed in, too
     */
    CompletableFuture<Long> click(boolean submits) {
        int place = step % (DIMENSIONS.size() + 1);
        if (place == DIMENSIONS.size() && !submits) {
            step++;
            place = 0;
        }
        String code = codes.get(step / (DIMENSIONS.size() + 1) % codes.size());
        step++;
        return place == DIMENSIONS.size() ? submit(code) : answer(code, DIMENSIONS.get(place), 1 + step % 5);
    }

    private CompletableFuture<Long> answer(String code, Dimension dimension, int score) {
        Click click = new Click(Tokens.next(), code, dimension.word(), Integer.toString(score));
        return post(
                code + "/answers",
                Map.of("request", click.request(), "turn", 0, "field", click.field(), "value", click.value()),
                () -> {
                    acknowledged.add(click);
                    scores.computeIfAbsent(code, key -> new HashMap<>()).put(dimension, score);
                });
    }

    private CompletableFuture<Long> submit(String code) {
        Map<Dimension, Integer> standing = new HashMap<>(scores.getOrDefault(code, Map.of()));
        return post(
                code + "/submit",
                Map.of("request", Tokens.next(), "turn", 0, "seconds", 30),
                () -> handedIn.put(code, standing));
    }

    private CompletableFuture<Long> post(String path, Map<String, Object> body, Runnable kept) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(api.resolve("items/" + path))
                    .header("Cookie", cookie())
                    .header("Content-Type", "application/json")
                    .header("X-CharacterMirror", annotator.csrf())
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        long start = System.nanoTime();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(response -> {
            long took = System.nanoTime() - start;
            if (response.statusCode() == OK) {
                kept.run();
            } else {
                refused.merge(response.statusCode(), 1, Integer::sum);
            }
            return took;
        });
    }

    private String cookie() {
        return "cm_annotator=" + annotator.cookie();
    }
}
