package org.charactermirror.session;

import java.util.List;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.NoMessageException;
import org.charactermirror.chat.Role;
import org.charactermirror.chat.TextListener;
import org.charactermirror.scenario.ScriptedTurn;
import org.jspecify.annotations.Nullable;

/** A model that plays the user: it hears the character as its user, and what it replies is the user's message. */
final class InterviewerVoice {

    /** How often a model is asked for one message before its silence counts. */
    static final int ATTEMPTS = 5;

    private final ChatModel model;

    InterviewerVoice(ChatModel model) {
        this.model = model;
    }

    /**
     * Returns the next message.
     *
     * @throws NoMessageException if no answer had words
     */
    UserMessage message(SessionScript script, UserPart.Interviewed part, List<Message> said) {
        int turn = UserVoice.turnAfter(said);
        @Nullable ScriptedTurn fixed = part.fixed().get(turn);
        if (fixed != null) {
            return Scripts.message(fixed, List.of());
        }
        SpokenLine spoken =
                new SpokenLine(part.persona().botName(), part.persona().userName());
        List<Message> heard = said.stream().map(InterviewerVoice::exchanged).toList();
        long start = System.nanoTime();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            long seed = Seeds.ofPart(script.studySeed(), script.id(), turn, part(attempt));
            ChatReply reply =
                    model.reply(new ChatRequest(part.persona(), heard, script.settings(), seed), TextListener.NONE);
            String text = spoken.of(reply.text());
            if (!text.isEmpty()) {
                return new UserMessage(
                        text,
                        new MessageSource.Interviewer(
                                reply.promptTokens(),
                                reply.replyTokens(),
                                reply.droppedMessages(),
                                seed,
                                attempt,
                                (System.nanoTime() - start) / 1e9));
            }
        }
        throw new NoMessageException("the interviewer had no words for the user's message of turn " + turn + ", asked "
                + ATTEMPTS + " times");
    }

    /** No model's id has a colon, so that no reply is drawn with the same seed. */
    private static String part(int attempt) {
        return "user:" + attempt;
    }

    private static Message exchanged(Message message) {
        return message.role() == Role.USER ? Message.character(message.text()) : Message.user(message.text());
    }
}
