package org.charactermirror.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.TextListener;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.session.PairJudge.Verdict;

/** Plays dialogues with two models on one context: both answer every message, and one of the replies continues. */
public final class PairPlayer {

    private final ChatModel modelA;
    private final ChatModel modelB;
    private final UserVoice voice;
    private final Optional<PairJudge> judge;

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
        this(modelA, modelB, voice, Optional.empty());
    }

    /** Makes a player with a person who looks at both replies of every turn, in an order that the turn's seed draws. */
    public PairPlayer(ChatModel modelA, ChatModel modelB, UserVoice voice, PairJudge judge) {
        this(modelA, modelB, voice, Optional.of(judge));
    }

    private PairPlayer(ChatModel modelA, ChatModel modelB, UserVoice voice, Optional<PairJudge> judge) {
        this.modelA = modelA;
        this.modelB = modelB;
        this.voice = voice;
        this.judge = judge;
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
            long seedA = drawn(script, number, pair.modelA());
            long seedB = drawn(script, number, pair.modelB());
            Turn a = dialogue.answer(modelA, message.get(), seedA, pair.modelB(), TextListener.NONE);
            Turn b = dialogue.answer(modelB, message.get(), seedB, pair.modelA(), TextListener.NONE);
            Optional<PairTurn> turn = judged(pair, a, b);
            if (turn.isEmpty()) {
                return;
            }
            dialogue.say(turn.get().said());
            goOn = sink.test(turn.get());
        }
    }

    private Optional<PairTurn> judged(PairScript pair, Turn a, Turn b) {
        if (judge.isEmpty()) {
            if (pair.policy() == Continuation.ANNOTATOR) {
                throw new IllegalStateException(pair.script().id() + " needs a person who chooses");
            }
            return Optional.of(new PairTurn(a, b, continued(pair, a.number(), Verdict.NEITHER)));
        }
        // No model's id has a space: the order on the screen says nothing of any other draw.
        PairSide first = side(drawn(pair.script(), a.number(), "shown first"));
        Verdict verdict = judge.get().judge(a, b, first);
        return verdict == Verdict.LEFT
                ? Optional.empty()
                : Optional.of(new PairTurn(a, b, continued(pair, a.number(), verdict), Optional.of(first)));
    }

    private static PairSide continued(PairScript pair, int number, Verdict verdict) {
        return switch (pair.policy()) {
            case RANDOM -> side(drawn(pair.script(), number, Continuation.RANDOM.word()));
            case ALTERNATE -> number % 2 == 1 ? PairSide.A : PairSide.B;
            case MODEL_A -> PairSide.A;
            case MODEL_B -> PairSide.B;
            case ANNOTATOR ->
                switch (verdict) {
                    case A -> PairSide.A;
                    case B -> PairSide.B;
                    case NEITHER, LEFT -> side(drawn(pair.script(), number, "neither better"));
                };
        };
    }

    private static PairSide side(long drawn) {
        return drawn % 2 == 0 ? PairSide.A : PairSide.B;
    }

    private static long drawn(SessionScript script, int number, String part) {
        return Seeds.ofPart(script.studySeed(), script.id(), number, part);
    }
}
