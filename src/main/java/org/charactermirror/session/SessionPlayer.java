package org.charactermirror.session;

import java.util.ArrayList;
import java.util.List;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.TextListener;

/** Plays scripts with one model: the character's greeting, then message and reply in turn. */
public final class SessionPlayer {

    private final ChatModel model;

    public SessionPlayer(ChatModel model) {
        this.model = model;
    }

    /**
     * Plays the turns that are still to come.
     *
     * @param played the turns that an earlier run completed, in order
     * @param sink is told of every turn before the next one starts
     * @throws org.charactermirror.chat.ChatException if the model could not answer; the turns told so far remain valid
     */
    public void play(SessionScript script, List<Turn> played, TurnSink sink) {
        List<Message> dialogue = new ArrayList<>();
        List<String> replies = new ArrayList<>();
        dialogue.add(Message.character(script.greeting()));
        for (Turn turn : played) {
            dialogue.add(Message.user(turn.user()));
            dialogue.add(Message.character(turn.reply()));
            replies.add(turn.reply());
        }
        boolean goOn = true;
        for (int number = played.size() + 1; goOn && number <= script.rounds(); number++) {
            String message = script.message(number, replies);
            dialogue.add(Message.user(message));
            Turn turn = play(script, dialogue, number, message);
            dialogue.add(Message.character(turn.reply()));
            replies.add(turn.reply());
            goOn = sink.completed(turn);
        }
    }

    private Turn play(SessionScript script, List<Message> dialogue, int number, String message) {
        long seed = Seeds.ofTurn(script.studySeed(), script.id(), number);
        ChatRequest request = new ChatRequest(script.persona(), dialogue, script.settings(), seed);
        long start = System.nanoTime();
        ChatReply reply = model.reply(request, TextListener.NONE);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Turn(
                number,
                message,
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
