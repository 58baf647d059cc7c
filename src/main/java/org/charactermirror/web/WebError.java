package org.charactermirror.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller is told in place of an answer. */
public final class WebError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String word;
    private final transient Map<String, Object> details;

    /**
     * Makes an error.
     *
     * @param status of HTTP, 400 to 599
     * @param word for programs, such as {@code not_signed_in}
     * @param message a sentence for people, which tells nothing that they may not know
     * @param details further keys of the answer
     */
    public WebError(int status, String word, String message, Map<String, Object> details) {
        super(message);
        this.status = status;
        this.word = word;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Makes an error without details. */
    public WebError(int status, String word, String message) {
        this(status, word, message, Map.of());
    }

    /** What is not there, or is somebody else's: the two are not told apart. */
    public static WebError notFound() {
        return new WebError(404, "not_found", "There is nothing here.");
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", word);
        body.put("message", String.valueOf(getMessage()));
        body.putAll(details);
        return body;
    }
}
