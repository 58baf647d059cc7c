package org.charactermirror.session;

import java.util.ArrayList;
import java.util.List;
import org.charactermirror.chat.Message;
import org.charactermirror.scenario.ScriptedTurn;

/** Reads messages from scripts. */
final class Scripts {

    private Scripts() {}

    /** Returns a script's next message. */
    static UserMessage message(SessionScript script, List<Message> said) {
        if (!(script.user() instanceof UserPart.Scripted scripted)) {
            throw new IllegalStateException(script.id() + " has no script, and nobody who speaks in its place");
        }
        List<String> replies = new ArrayList<>();
        for (int index = 2; index < said.size(); index += 2) {
            replies.add(said.get(index).text());
        }
        ScriptedTurn turn = scripted.turns().get(UserVoice.turnAfter(said) - 1);
        return message(turn, replies);
    }

    /** Returns the message of a turn that is written beforehand. */
    static UserMessage message(ScriptedTurn turn, List<String> replies) {
        MessageSource source = turn instanceof ScriptedTurn.Probe probe
                ? new MessageSource.Probe(probe.dimension())
                : MessageSource.SCRIPT;
        return new UserMessage(turn.message(replies), source);
    }
}
