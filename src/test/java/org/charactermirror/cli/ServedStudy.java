package org.charactermirror.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.web.Site;

/** {@code charmirror serve} in a process of its own, which can be killed without warning and started again at the same address. */
final class ServedStudy implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Path folder;
    private final List<String> further;
    private final List<String> tokens = new ArrayList<>();
    private final List<String> annotators = new ArrayList<>();
    private String url = "";
    private String ownerLink = "";
    private String port = "0";
    private Process process;

    private ServedStudy(Path home, List<String> further) {
        this.home = home;
        this.folder = home.resolve("out");
        this.further = further;
        process = start();
    }

    /** Plays {@code small.yaml} of a home with models without weights, and serves it; everything is judged by two people. */
    static ServedStudy recorded(Path home) {
        new StudyRun(SampleStudy.load(home), spec -> new ScriptedChatModel(spec.id()), 1)
                .run(home.resolve("out"), RunListener.NONE, () -> false);
        ServedStudy served = new ServedStudy(home, List.of());
        served.asOwner("settings", "{\"per_item\": \"2\", \"attention_every\": \"0\"}");
        return served;
    }

    /** Serves {@code small.yaml} of a home, for people who talk with its models themselves. */
    static ServedStudy live(Path home) {
        return new ServedStudy(
                home, List.of("--study", home.resolve("small.yaml").toString()));
    }

    private JsonNode asOwner(String call, String body) {
        try {
            Site site = new Site(url);
            String token = ownerLink.substring(ownerLink.indexOf('#') + 1);
            JsonNode entered = JSON.readTree(site.post("admin/api/enter", "anonymous", "{\"token\": \"" + token + "\"}")
                    .body());
            var answer = site.post("admin/api/" + call, entered.path("csrf").textValue(), body);
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Invites people, each with a language. */
    void invite(String... languages) {
        for (String language : languages) {
            String name = "person " + (tokens.size() + 1);
            JsonNode answer = asOwner("invite", "{\"names\": [\"" + name + "\"], \"language\": \"" + language + "\"}");
            String link = answer.path("invitations").path(0).path("link").textValue();
            tokens.add(link.substring(link.indexOf('#') + 1));
            annotators.add(answer.path("invitations").path(0).path("annotator").asText());
        }
    }

    /** Returns the token of somebody's invitation, counted from 1. */
    String token(int person) {
        return tokens.get(person - 1);
    }

    /** Returns the pseudonym that somebody's judgements carry. */
    String annotator(int person) {
        return annotators.get(person - 1);
    }

    String url() {
        return url;
    }

    Path folder() {
        return folder;
    }

    /** Ends the process as a power cut does. */
    void kill() {
        end(process.destroyForcibly());
    }

    /** Starts it again at the same address. */
    void startAgain() {
        process = start();
    }

    /** Ends the process as a system does that shuts down. */
    void stop() {
        process.destroy();
        end(process);
    }

    private static void end(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Process start() {
        List<String> arguments = new ArrayList<>(List.of("serve", folder.toString(), "--port", port, "--json"));
        if (!Files.exists(folder)) {
            arguments.addAll(further);
        }
        ProcessBuilder builder = ProgramProcess.of(Main.class, arguments.toArray(String[]::new));
        builder.command()
                .replaceAll(word -> word.startsWith("-Dcharmirror.home=") ? "-Dcharmirror.home=" + home : word);
        try {
            Process started =
                    builder.redirectError(home.resolve("server.log").toFile()).start();
            BufferedReader out = ProgramProcess.reader(started.getInputStream());
            StringBuilder said = new StringBuilder();
            // The last line of a JSON object.
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                if (line.equals("}")) {
                    JsonNode places = JSON.readTree(said.toString());
                    url = places.path("url").textValue();
                    ownerLink = places.path("owner_link").textValue();
                    port = url.replaceAll(".*:(\\d+)/", "$1");
                    return started;
                }
            }
            throw new AssertionError(said + Files.readString(home.resolve("server.log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
