package org.charactermirror.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.DialogueLabel;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.TextListener;

/** A dialogue as far as it has come: what was said, and what the user says next. */
final class Dialogue {

    private final SessionScript script;
    private final List<Message> messages = new ArrayList<>();
    private int turns;

    Dialogue(SessionScript script, List<Turn> said) {
        this.script = script;
        messages.add(Message.character(script.greeting()));
        said.forEach(this::say);
    }

    /** Adds a turn that was completed. */
    void say(Turn turn) {
        messages.add(Message.user(turn.user()));
        messages.add(Message.character(turn.reply()));
        turns++;
    }

    /** Tells whether the script has a further turn. */
    boolean goesOn() {
        return turns < script.rounds();
    }

    /** Returns the 1-based number of the next turn. */
    int next() {
        return turns + 1;
    }

    /** Returns the user's next message, or nothing if the user leaves. */
    Optional<UserMessage> message(UserVoice voice) {
        return voice.message(script, List.copyOf(messages));
    }

    /**
     * Lets a model answer a message; neither is said yet.
     *
     * @param partner the id of the model that answers the same message; empty where there is none
     */
    Turn answer(ChatModel model, UserMessage message, long seed, String partner, TextListener listener) {
        List<Message> asked = new ArrayList<>(messages);
        asked.add(Message.user(message.text()));
        SessionId id = script.id();
        DialogueLabel label = new DialogueLabel(id.character(), id.scenario(), id.repetition(), partner);
        ChatRequest request = new ChatRequest(script.persona(), asked, script.settings(), seed, Optional.of(label));
        long start = System.nanoTime();
        ChatReply reply = model.reply(request, listener);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Turn(
                next(),
                message.text(),
                message.source(),
                reply.text(),
                reply.stopReason(),
                reply.promptTokens(),
                reply.replyTokens(),
                reply.droppedMessages(),
                seed,
                reply.cachedTokens(),
                seconds);
    }
}
