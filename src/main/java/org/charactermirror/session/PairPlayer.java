package org.charactermirror.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.TextListener;
import org.charactermirror.scenario.Continuation;

/** Plays dialogues with two models on one context: both answer every message, and one of the replies continues. */
public final class PairPlayer {

    private final ChatModel modelA;
    private final ChatModel modelB;
    private final UserVoice voice;

    /** Makes a player of scripts. */
    public PairPlayer(ChatModel modelA, ChatModel modelB) {
        this(modelA, modelB, UserVoice.SCRIPTS);
    }

    /**
     * Makes a player.
     *
     * @param voice hears of the two replies only the one that continues
     */
    public PairPlayer(ChatModel modelA, ChatModel modelB, UserVoice voice) {
        this.modelA = modelA;
        this.modelB = modelB;
        this.voice = voice;
    }

    /**
     * Plays the turns that are still to come, until the user leaves.
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
            Optional<UserMessage> message = dialogue.message(voice);
            if (message.isEmpty()) {
                return;
            }
            int number = dialogue.next();
            // Each reply has a seed of its own: equal draws would make two models of one family more alike.
            Turn a = answer(dialogue, modelA, message.get(), drawn(script, number, pair.modelA()));
            Turn b = answer(dialogue, modelB, message.get(), drawn(script, number, pair.modelB()));
            PairTurn turn = new PairTurn(a, b, continued(pair, number));
            dialogue.say(turn.said());
            goOn = sink.test(turn);
        }
    }

    private static Turn answer(Dialogue dialogue, ChatModel model, UserMessage message, long seed) {
        return dialogue.answer(model, message, seed, TextListener.NONE);
    }

    private static PairSide continued(PairScript pair, int number) {
        boolean a = switch (pair.policy()) {
            case RANDOM -> drawn(pair.script(), number, Continuation.RANDOM.word()) % 2 == 0;
            case ALTERNATE -> number % 2 == 1;
            case MODEL_A -> true;
            case MODEL_B -> false;
        };
        return a ? PairSide.A : PairSide.B;
    }

    private static long drawn(SessionScript script, int number, String part) {
        return Seeds.ofPart(script.studySeed(), script.id(), number, part);
    }
}
