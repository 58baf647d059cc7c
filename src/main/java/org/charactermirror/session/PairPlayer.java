package org.charactermirror.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
        if (pair.policy() == Continuation.ANNOTATOR) {
            throw new IllegalStateException(pair.script().id() + " needs a person who chooses");
        }
        play(pair, played, sink, replies -> Optional.of(undecided(pair, replies)));
    }

    /**
     * Plays likewise with a person who looks at both replies of every turn, in an order that the turn's seed draws.
     *
     * @param desk where replies wait for the person, and may have waited since an earlier run
     */
    public void play(PairScript pair, List<PairTurn> played, PairDesk desk, PairJudge judge, Predicate<PairTurn> sink) {
        List<PairTurn> turns = new ArrayList<>(played);
        boolean goOn = true;
        Optional<PairReplies> waiting = desk.waiting();
        if (waiting.isPresent()) {
            Optional<PairTurn> turn = judged(pair, waiting.get(), judge);
            turn.ifPresent(turns::add);
            goOn = turn.isPresent() && sink.test(turn.get());
        }
        if (goOn) {
            play(pair, turns, sink, replies -> {
                desk.put(replies);
                return judged(pair, replies, judge);
            });
        }
    }

    private void play(
            PairScript pair,
            List<PairTurn> played,
            Predicate<PairTurn> sink,
            Function<PairReplies, Optional<PairTurn>> decision) {
        Dialogue dialogue = dialogue(pair, played);
        boolean goOn = true;
        while (goOn && dialogue.goesOn()) {
            Optional<PairTurn> turn = answer(pair, dialogue).flatMap(decision);
            if (turn.isEmpty()) {
                return;
            }
            dialogue.say(turn.get().said());
            goOn = sink.test(turn.get());
        }
    }

    /**
     * Plays the next turn as far as both replies: whichever continues is to be decided.
     *
     * @param played all turns before, in order
     * @return nothing if the user leaves, or if there is no further turn
     * @throws org.charactermirror.chat.ChatException if a model could not answer
     */
    public Optional<PairReplies> answer(PairScript pair, List<PairTurn> played) {
        Dialogue dialogue = dialogue(pair, played);
        return dialogue.goesOn() ? answer(pair, dialogue) : Optional.empty();
    }

    private Optional<PairReplies> answer(PairScript pair, Dialogue dialogue) {
        Optional<UserMessage> message = dialogue.message(voice);
        if (message.isEmpty()) {
            return Optional.empty();
        }
        int number = dialogue.next();
        // Each reply has a seed of its own: equal draws would make two models of one family more alike.
        long seedA = drawn(pair.script(), number, pair.modelA());
        long seedB = drawn(pair.script(), number, pair.modelB());
        Turn a = dialogue.answer(modelA, message.get(), seedA, pair.modelB(), TextListener.NONE);
        Turn b = dialogue.answer(modelB, message.get(), seedB, pair.modelA(), TextListener.NONE);
        return Optional.of(new PairReplies(a, b));
    }

    private static Dialogue dialogue(PairScript pair, List<PairTurn> played) {
        return new Dialogue(pair.script(), played.stream().map(PairTurn::said).toList());
    }

    private static PairTurn undecided(PairScript pair, PairReplies replies) {
        PairSide continued = continued(pair, replies.number(), Verdict.NEITHER);
        return new PairTurn(replies.a(), replies.b(), continued);
    }

    private static Optional<PairTurn> judged(PairScript pair, PairReplies replies, PairJudge judge) {
        Verdict verdict = judge.judge(replies.a(), replies.b(), shownFirst(pair, replies.number()));
        return verdict == Verdict.LEFT ? Optional.empty() : Optional.of(decided(pair, replies, verdict));
    }

    /** Returns whose reply stands first on a person's screen. */
    public static PairSide shownFirst(PairScript pair, int turn) {
        // No model's id has a space: the order on the screen says nothing of any other draw.
        return side(drawn(pair.script(), turn, "shown first"));
    }

    /**
     * Completes a turn with what a person said of its replies.
     *
     * @param verdict anything but that the person has left
     */
    public static PairTurn decided(PairScript pair, PairReplies replies, Verdict verdict) {
        return new PairTurn(
                replies.a(),
                replies.b(),
                continued(pair, replies.number(), verdict),
                Optional.of(shownFirst(pair, replies.number())));
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
