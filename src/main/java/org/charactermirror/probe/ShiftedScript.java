package org.charactermirror.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charactermirror.scenario.Condition;
import org.charactermirror.scenario.ScriptedTurn;

/** Makes room in a script: its messages come later, and still ask of the replies that they asked of before. */
final class ShiftedScript {

    /** The new turn of every message of the script, that of the first one first. */
    private final List<Integer> places = new ArrayList<>();

    private ShiftedScript() {}

    /**
     * Puts messages into a script, which keeps its length and loses as many of its last messages.
     *
     * @param messages by their 1-based turns; not in turn 1 where the script has conditions
     */
    static List<ScriptedTurn> weave(List<ScriptedTurn> script, Map<Integer, ScriptedTurn> messages) {
        ShiftedScript shifted = new ShiftedScript();
        List<ScriptedTurn> woven = new ArrayList<>();
        for (int turn = 1; turn <= script.size(); turn++) {
            ScriptedTurn message = messages.get(turn);
            if (message == null) {
                message = shifted.shift(script.get(shifted.places.size()));
                shifted.places.add(turn);
            }
            woven.add(message);
        }
        return woven;
    }

    private ScriptedTurn shift(ScriptedTurn turn) {
        return turn instanceof ScriptedTurn.Branch branch
                ? new ScriptedTurn.Branch(shift(branch.condition()), shift(branch.say()), shift(branch.otherwise()))
                : turn;
    }

    private Condition shift(Condition condition) {
        if (condition instanceof Condition.All all) {
            return new Condition.All(all.conditions().stream().map(this::shift).toList());
        }
        if (condition instanceof Condition.Any any) {
            return new Condition.Any(any.conditions().stream().map(this::shift).toList());
        }
        if (condition instanceof Condition.Not not) {
            return new Condition.Not(shift(not.condition()));
        }
        Condition.OfReply reply = (Condition.OfReply) condition;
        // The last reply is meant to be the one to the script's own last message.
        int asked = reply.turn() == Condition.OfReply.LAST ? places.size() : reply.turn();
        return new Condition.OfReply(places.get(asked - 1), reply.test());
    }
}
