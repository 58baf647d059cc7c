package org.charactermirror.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.jspecify.annotations.Nullable;

/** A dialogue between a person at a terminal, or a file of lines, and a character. */
final class ChatTerminal {

    private final ChatModel model;
    private final Persona persona;
    private final String greeting;
    private final GenerationSettings settings;
    private final long seed;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<Message> messages = new ArrayList<>();

    ChatTerminal(
            ChatModel model,
            Persona persona,
            String greeting,
            GenerationSettings settings,
            long seed,
            PrintWriter out,
            PrintWriter err) {
        this.model = model;
        this.persona = persona;
        this.greeting = greeting;
        this.settings = settings;
        this.seed = seed;
        this.out = out;
        this.err = err;
    }

    /**
     * Answers every line until {@code stop} or the end.
     *
     * @param input lines in UTF-8
     * @param interactive whether a person is typing, who wants to see whose turn it is
     */
    void talk(InputStream input, boolean interactive) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        err.println(
                model.description().name() + ": licence " + model.description().licence());
        if (!model.description().notes().isEmpty()) {
            err.println(model.description().notes());
        }
        err.println("You are " + persona.userName() + ". 'clear' begins anew, 'stop' ends.");
        begin();
        try {
            for (String line = next(lines, interactive); line != null; line = next(lines, interactive)) {
                switch (line.strip()) {
                    case "" -> {}
                    case "stop" -> {
                        return;
                    }
                    case "clear" -> begin();
                    default -> answer(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable String next(BufferedReader lines, boolean interactive) throws IOException {
        if (interactive) {
            out.print("[" + persona.userName() + "]");
            out.flush();
        }
        return lines.readLine();
    }

    private void begin() {
        messages.clear();
        messages.add(Message.character(greeting));
        out.println("[" + persona.botName() + "]" + greeting);
    }

    private void answer(String text) {
        messages.add(Message.user(text));
        out.print("[" + persona.botName() + "]");
        out.flush();
        try {
            // Each turn has a seed of its own, or the same draws would come in every reply.
            ChatReply reply =
                    model.reply(new ChatRequest(persona, messages, settings, seed + messages.size()), piece -> {
                        out.print(piece);
                        out.flush();
                    });
            out.println();
            messages.add(Message.character(reply.text()));
            tell(reply);
        } catch (ContextTooLongException e) {
            out.println();
            err.println(e.getMessage());
            messages.remove(messages.size() - 1);
        }
    }

    private void tell(ChatReply reply) {
        if (reply.text().isEmpty()) {
            err.println("(no words)");
        }
        if (reply.stopReason() == StopReason.LENGTH) {
            err.println("(cut off at " + reply.replyTokens() + " tokens)");
        }
        if (reply.droppedMessages() > 0) {
            err.println("(the oldest " + reply.droppedMessages() + " messages did not fit the context of the model)");
        }
    }
}
