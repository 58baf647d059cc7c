package org.charactermirror.session;

import java.util.List;
import java.util.function.Predicate;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.scenario.Continuation;

/** Plays scripts with two models on one context: both answer every message, and one of the replies continues. */
public final class PairPlayer {

    private final ChatModel modelA;
    private final ChatModel modelB;

    public PairPlayer(ChatModel modelA, ChatModel modelB) {
        this.modelA = modelA;
        this.modelB = modelB;
    }

    /**
     * Plays the turns that are still to come.
     *
     * @param played the turns that an earlier run completed, in order
     * @param sink is told of every turn before the next one starts, and says whether that is to be played
     * @throws org.charactermirror.chat.ChatException if a model could not answer; the turns told so far remain valid
     */
    public void play(PairScript pair, List<PairTurn> played, Predicate<PairTurn> sink) {
        SessionScript script = pair.script();
        Dialogue dialogue =
                new Dialogue(script, played.stream().map(PairTurn::said).toList());
        boolean goOn = true;
        while (goOn && dialogue.goesOn()) {
            int number = dialogue.next();
            // Each reply has a seed of its own: equal draws would make two models of one family more alike.
            long seedA = Seeds.ofPart(script.studySeed(), script.id(), number, pair.modelA());
            long seedB = Seeds.ofPart(script.studySeed(), script.id(), number, pair.modelB());
            Turn a = dialogue.answer(modelA, seedA, pair.modelB());
            Turn b = dialogue.answer(modelB, seedB, pair.modelA());
            PairTurn turn = new PairTurn(a, b, continued(pair, number));
            dialogue.say(turn.said());
            goOn = sink.test(turn);
        }
    }

    private static PairSide continued(PairScript pair, int number) {
        boolean a = switch (pair.policy()) {
            case RANDOM -> drawn(pair.script(), number) % 2 == 0;
            case ALTERNATE -> number % 2 == 1;
            case MODEL_A -> true;
            case MODEL_B -> false;
        };
        return a ? PairSide.A : PairSide.B;
    }

    private static long drawn(SessionScript script, int number) {
        return Seeds.ofPart(script.studySeed(), script.id(), number, Continuation.RANDOM.word());
    }
}
