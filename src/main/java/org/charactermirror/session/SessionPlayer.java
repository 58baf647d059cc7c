package org.charactermirror.session;

import java.util.List;
import org.charactermirror.chat.ChatModel;

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
        Dialogue dialogue = new Dialogue(script, played);
        boolean goOn = true;
        while (goOn && dialogue.goesOn()) {
            long seed = Seeds.ofTurn(script.studySeed(), script.id(), dialogue.next());
            Turn turn = dialogue.answer(model, seed, "");
            dialogue.say(turn);
            goOn = sink.completed(turn);
        }
    }
}
