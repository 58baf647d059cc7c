package org.charactermirror.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client with cookies of its own, as one browser is. */
public final class Site {

    private final HttpClient client;
    private final String url;

    /** Makes a client of a server at a URL that ends in its base path. */
    public Site(String url) {
        this.url = url;
        this.client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    /** Gets a path below the base path. */
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Posts JSON with the value of the check against forged calls. */
    public HttpResponse<String> post(String path, String csrf, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .header("X-CharacterMirror", csrf)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Begins a request, for what the other methods cannot say. */
    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(2));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    /** Gets a file that is no text. */
    public byte[] bytes(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray()).body();
    }

    /** Sends a request. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (IOException e) {
            throw new AssertionError("no answer from " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
