package org.charactermirror.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a person reads and types line by line, or a file does: answers, and the commands that work everywhere. */
final class PersonTerminal {

    static final String HELP =
            "/situation shows where you are, /stop ends for now; the same command goes on at the same"
                    + " turn. Ctrl-C stops at once, and what was answered is kept, too.";

    private final BufferedReader lines;
    private final boolean typing;
    private final PrintWriter out;
    private String situation = "";
    private boolean left;

    /**
     * Takes hold of the input.
     *
     * @param input lines in UTF-8
     * @param typing whether a person is at the other end, who wants to see whose turn it is
     */
    PersonTerminal(InputStream input, boolean typing, PrintWriter out) {
        this.lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        this.typing = typing;
        this.out = out;
    }

    /** Tells whether the person has stopped, or the input is at its end. */
    boolean left() {
        return left;
    }

    /** Shows a line. */
    void tell(String text) {
        out.println(text);
        out.flush();
    }

    /** Shows a part of a line at once. */
    void show(String text) {
        out.print(text);
        out.flush();
    }

    /** Shows where the person is, and keeps it for those who ask. */
    void begin(String where) {
        situation = where;
        tell(where);
    }

    /** Reads a message, which has words, or nothing if the person has left. */
    Optional<String> message(String speaker) {
        Optional<String> line = line("[" + speaker + "]");
        while (line.isPresent() && line.get().isEmpty()) {
            line = line("[" + speaker + "]");
        }
        return line;
    }

    /** Reads an answer to a question, which may be empty, or nothing if the person has left. */
    Optional<String> answer(String question) {
        tell(question);
        return line("> ");
    }

    private Optional<String> line(String prompt) {
        while (!left) {
            if (typing) {
                show(prompt);
            }
            String line = next();
            if (line == null || line.strip().equals("/stop")) {
                left = true;
            } else if (!line.strip().startsWith("/")) {
                return Optional.of(line.strip());
            } else {
                switch (line.strip()) {
                    case "/help" -> tell(HELP);
                    case "/situation" -> tell(situation);
                    default -> tell("There is no command " + line.strip() + ". " + HELP);
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable String next() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
