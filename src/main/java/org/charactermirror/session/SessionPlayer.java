package org.charactermirror.session;

import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.TextListener;

/** Plays dialogues with one model: the character's greeting, then message and reply in turn. */
public final class SessionPlayer {

    private final ChatModel model;
    private final UserVoice voice;
    private final TextListener listener;

    /** Makes a player of scripts. */
    public SessionPlayer(ChatModel model) {
        this(model, UserVoice.SCRIPTS, TextListener.NONE);
    }

    /**
     * Makes a player.
     *
     * @param listener hears every reply as it grows
     */
    public SessionPlayer(ChatModel model, UserVoice voice, TextListener listener) {
        this.model = model;
        this.voice = voice;
        this.listener = listener;
    }

    /**
     * Plays the turns that are still to come, until the user leaves.
     *
     * @param played the turns that an earlier run completed, in order
     * @param sink is told of every turn before the next one starts
     * @throws org.charactermirror.chat.ChatException if a model could not answer; the turns told so far remain valid
     */
    public void play(SessionScript script, List<Turn> played, TurnSink sink) {
        Dialogue dialogue = new Dialogue(script, played);
        boolean goOn = true;
        while (goOn && dialogue.goesOn()) {
            Optional<UserMessage> message = dialogue.message(voice);
            if (message.isEmpty()) {
                return;
            }
            long seed = Seeds.ofTurn(script.studySeed(), script.id(), dialogue.next());
            Turn turn = dialogue.answer(model, message.get(), seed, "", listener);
            dialogue.say(turn);
            goOn = sink.completed(turn);
        }
    }
}
