package org.charactermirror.chat.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** How a fake endpoint answers a request: well, or in one of the ways in which endpoints fail. */
@FunctionalInterface
public interface Answers {

    /** Answers, and tells whether the connection goes on. */
    boolean give(FakeEndpoint.Request request, Socket socket) throws IOException;

    /** A good reply. */
    static Answers reply() {
        return (request, socket) -> write(socket, 200, type(request), good(request, "stop", true), true);
    }

    /** The same after a while. */
    static Answers slowly(Answers answers, long milliseconds) {
        return (request, socket) -> {
            sleep(milliseconds);
            return answers.give(request, socket);
        };
    }

    /** A good reply without a count of tokens. */
    static Answers replyWithoutUsage() {
        return (request, socket) -> write(socket, 200, type(request), good(request, "stop", false), true);
    }

    /** A reply that ends for a reason. */
    static Answers replyThatEnds(String finishReason) {
        return (request, socket) -> write(socket, 200, type(request), good(request, finishReason, true), true);
    }

    /** A status with a body of JSON and further headers, each a name and a value. */
    static Answers status(int status, String body, String... headers) {
        return (request, socket) ->
                write(socket, status, "application/json", body.getBytes(StandardCharsets.UTF_8), true, headers);
    }

    /** A success with this for a body. */
    static Answers body(String contentType, String body) {
        return (request, socket) -> write(socket, 200, contentType, body.getBytes(StandardCharsets.UTF_8), true);
    }

    /** A good reply in another encoding than JSON's. */
    static Answers encodedAs(String charset) {
        return (request, socket) -> write(
                socket,
                200,
                type(request),
                new String(good(request, "stop", true), StandardCharsets.UTF_8).getBytes(Charset.forName(charset)),
                true);
    }

    /** No answer, and a connection that is reset. */
    static Answers reset() {
        return (request, socket) -> {
            socket.setSoLinger(true, 0);
            return false;
        };
    }

    /** Half of a good reply, and then the end of the connection, as a crash makes it. */
    static Answers half() {
        return (request, socket) -> {
            byte[] whole = good(request, "stop", true);
            OutputStream out = socket.getOutputStream();
            out.write(head(200, type(request), whole.length));
            out.write(whole, 0, whole.length / 2);
            out.flush();
            return false;
        };
    }

    /** Half of a good reply that nobody said the length of: at HTTP's level nothing is missing. */
    static Answers halfWithoutLength() {
        return (request, socket) -> {
            byte[] whole = good(request, "stop", true);
            OutputStream out = socket.getOutputStream();
            out.write(head(200, type(request), -1));
            out.write(whole, 0, whole.length / 2);
            out.flush();
            return false;
        };
    }

    /** No answer, ever. */
    static Answers stall() {
        return (request, socket) -> {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return false;
        };
    }

    /** Half of a good reply, and then nothing, ever. */
    static Answers stallMidway() {
        return (request, socket) -> {
            byte[] whole = good(request, "stop", true);
            socket.getOutputStream().write(head(200, type(request), whole.length));
            socket.getOutputStream().write(whole, 0, whole.length / 2);
            socket.getOutputStream().flush();
            return stall().give(request, socket);
        };
    }

    /** An answer that never ends, a byte at a time. */
    static Answers drip() {
        return (request, socket) -> {
            socket.getOutputStream().write(head(200, type(request), -1));
            while (true) {
                socket.getOutputStream().write(' ');
                socket.getOutputStream().flush();
                sleep(2);
            }
        };
    }

    private static String type(FakeEndpoint.Request request) {
        return request.streamed() ? "text/event-stream; charset=utf-8" : "application/json";
    }

    private static byte[] good(FakeEndpoint.Request request, String finishReason, boolean usage) {
        String prompt = request.body().path("messages") + "" + request.body().path("meta");
        int bound = request.body().path("max_tokens").asInt(1000);
        SplittableRandom random =
                new SplittableRandom(request.body().path("seed").asLong() ^ prompt.hashCode());
        List<String> words = List.of("今夜", "月色", "正好", "你呢", "江边", "风大", "我", "记得", "从前", "是啊");
        StringBuilder text = new StringBuilder();
        for (int wanted = 3 + random.nextInt(6); wanted > 0 && text.length() + 2 < bound; wanted--) {
            text.append(words.get(random.nextInt(words.size())));
        }
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("prompt_tokens", prompt.length());
        counts.put("completion_tokens", text.length());
        return request.streamed()
                ? stream(text.toString(), finishReason, usage ? counts : Map.of())
                : whole(text.toString(), finishReason, usage ? counts : Map.of());
    }

    private static byte[] whole(String text, String finishReason, Map<String, Object> usage) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "choices",
                List.of(Map.of(
                        "message", Map.of("role", "assistant", "content", text), "finish_reason", finishReason)));
        if (!usage.isEmpty()) {
            answer.put("usage", usage);
        }
        return json(answer).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] stream(String text, String finishReason, Map<String, Object> usage) {
        List<Object> events = new ArrayList<>();
        text.codePoints()
                .forEach(point -> events.add(Map.of(
                        "choices", List.of(Map.of("delta", Map.of("content", Character.toString(point)))))));
        events.add(Map.of("choices", List.of(Map.of("delta", Map.of(), "finish_reason", finishReason))));
        if (!usage.isEmpty()) {
            events.add(Map.of("choices", List.of(), "usage", usage));
        }
        StringBuilder stream = new StringBuilder(": a comment, as some endpoints send to keep a connection open\n\n");
        events.forEach(event -> stream.append("data: ").append(json(event)).append("\r\n\r\n"));
        return stream.append("data: [DONE]\n\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean write(
            Socket socket, int status, String contentType, byte[] body, boolean goesOn, String... headers)
            throws IOException {
        byte[] head = head(status, contentType, body.length, headers);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        socket.getOutputStream().write(all);
        socket.getOutputStream().flush();
        return goesOn;
    }

    private static byte[] head(int status, String contentType, int length, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Type: " + contentType + "\r\n");
        head.append(length >= 0 ? "Content-Length: " + length + "\r\n" : "Connection: close\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
