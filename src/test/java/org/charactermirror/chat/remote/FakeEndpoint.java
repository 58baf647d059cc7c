package org.charactermirror.chat.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A real HTTP server on this machine that answers chat requests from their content alone, and fails as it is told to.
 *
 * <p>The same request gets the same reply. Tokens are characters. Answers are streamed if the request asks for it.
 */
public final class FakeEndpoint implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A chat request as it came.
     *
     * @param headers by their names in lower case
     * @param time how many requests of the same body came before
     */
    public record Request(String path, Map<String, String> headers, JsonNode body, int time) {

        /** Tells whether the reply is to be streamed. */
        public boolean streamed() {
            return body.path("stream").asBoolean();
        }
    }

    private final ServerSocket server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final Queue<Answers> next = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Function<Request, Answers> usual = request -> Answers.reply();
    private volatile boolean closed;

    private FakeEndpoint(ServerSocket server) {
        this.server = server;
    }

    /** Starts a server on a free port. */
    public static FakeEndpoint start() {
        try {
            FakeEndpoint endpoint = new FakeEndpoint(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            thread(endpoint::accept);
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address to give as a base. */
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    /** Answers the next requests so, one after the other; then as usual again. */
    public void next(Answers... answers) {
        next.addAll(List.of(answers));
    }

    /** Answers so whenever nothing else was said. */
    public void usually(Function<Request, Answers> answers) {
        usual = answers;
    }

    /** Returns the chat requests that came, in their order. */
    public List<Request> requests() {
        return requests;
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                thread(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "fake-endpoint");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean goesOn = true;
            while (goesOn && !closed) {
                String start = line(in);
                if (start.isEmpty()) {
                    return;
                }
                goesOn = answer(start, in, socket);
            }
        } catch (IOException e) {
            // The client went away, or this end was told to break the connection.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private boolean answer(String start, InputStream in, Socket socket) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String path = start.split(" ")[1];
        if (!path.endsWith("/chat/completions")) {
            return Answers.status(404, "{}").give(new Request(path, headers, JSON.createObjectNode(), 0), socket);
        }
        int time;
        synchronized (times) {
            time = times.merge(new String(body, StandardCharsets.UTF_8), 1, Integer::sum) - 1;
        }
        Request request = new Request(path, headers, JSON.readTree(body), time);
        requests.add(request);
        Answers planned = next.poll();
        return (planned == null ? usual.apply(request) : planned).give(request, socket);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
            for (Socket socket : new ArrayList<>(open)) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
