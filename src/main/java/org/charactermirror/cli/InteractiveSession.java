package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunStore;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.PairDesk;
import org.charactermirror.session.PairJudge;
import org.charactermirror.session.PairJudge.Verdict;
import org.charactermirror.session.PairPlayer;
import org.charactermirror.session.PairReplies;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionPlayer;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.Turn;
import org.charactermirror.session.UserMessage;
import org.charactermirror.session.UserVoice;

/**
 * One dialogue in which a person plays the user, from where it was left.
 *
 * <p>A turn is on the disk before anything is asked about it, and a judgement as soon as it is given. Where the person
 * left between the two, the question comes again first.
 */
final class InteractiveSession {

    /** After as many messages that do not fit, one after the other, the dialogue has failed. */
    private static final int MOST_TOO_LONG = 3;

    private final SessionScript script;
    private final RunStore store;
    private final PersonTerminal terminal;
    private final Questions questions;
    private final Judgements judgements;
    private final Runnable claim;
    private final RunListener heard;
    private final BooleanSupplier stop;
    private final String botName;
    private final String userName;

    /**
     * Prepares a dialogue.
     *
     * @param claim is told before the first turn is kept
     * @param heard hears of every turn
     * @param stop is asked after every turn whether to end here
     */
    InteractiveSession(
            SessionScript script,
            RunStore store,
            PersonTerminal terminal,
            Questions questions,
            Judgements judgements,
            Runnable claim,
            RunListener heard,
            BooleanSupplier stop) {
        this.script = script;
        this.store = store;
        this.terminal = terminal;
        this.questions = questions;
        this.judgements = judgements;
        this.claim = claim;
        this.heard = heard;
        this.stop = stop;
        this.botName = script.persona().botName();
        this.userName = script.persona().userName();
    }

    /** Plays with one model and returns how many turns that were. */
    int playAlone(ChatModel model) {
        List<Turn> turns = new ArrayList<>(store.turns(script.id()));
        int before = turns.size();
        showSoFar(turns);
        if (judgements.isOfReplies() && before > 0 && !judgements.hasTurn(script, before)) {
            judgeReply(before);
        }
        SessionPlayer player = new SessionPlayer(model, voice(true), terminal::show);
        playOn(
                turns,
                () -> player.play(script, List.copyOf(turns), turn -> {
                    terminal.tell(turn.reply().isEmpty() ? "(no words)" : "");
                    claimIfNew(turn.number());
                    store.keepTurn(script.id(), turn, turn.number() == script.rounds());
                    turns.add(turn);
                    heard.turnCompleted(script.id(), turn.number());
                    if (judgements.isOfReplies()) {
                        judgeReply(turn.number());
                    }
                    return goesOn();
                }));
        if (judgements.isOfDialogues() && turns.size() == script.rounds() && !terminal.left()) {
            questions.scores().ifPresent(scores -> judgements.keep(script, scores));
        }
        return turns.size() - before;
    }

    /** Plays with two models and returns how many turns that were. */
    int playPair(PairScript pair, List<ChatModel> models) {
        List<PairTurn> turns = new ArrayList<>(store.pairTurns(script.id()));
        int before = turns.size();
        showSoFar(turns.stream().map(PairTurn::said).toList());
        if (before > 0 && pair.policy() != Continuation.ANNOTATOR && !judgements.hasTurn(script, before)) {
            chooseAgain(pair, turns.get(before - 1));
        }
        Questions.Choice[] chosen = {Questions.Choice.NOT_JUDGED};
        PairPlayer player = new PairPlayer(models.get(0), models.get(1), voice(false));
        PairJudge judge = (a, b, first) -> {
            Optional<Questions.Choice> choice = choose(a, b, first);
            choice.ifPresent(answer -> chosen[0] = answer);
            return choice.map(answer -> verdict(answer, first)).orElse(Verdict.LEFT);
        };
        store.waitingPair(script.id()).ifPresent(waiting -> terminal.tell("[" + userName + "]" + waiting.user()));
        playOn(
                turns,
                () -> player.play(pair, List.copyOf(turns), desk(), judge, turn -> {
                    store.keepPairTurn(script.id(), turn, turn.number() == script.rounds());
                    turns.add(turn);
                    keep(pair, turn, chosen[0]);
                    heard.turnCompleted(script.id(), turn.number());
                    terminal.tell("[" + botName + "]" + turn.said().reply());
                    return goesOn();
                }));
        return turns.size() - before;
    }

    /** Replies are kept before they are shown: a person who is interrupted then gets the same ones again. */
    private PairDesk desk() {
        return new PairDesk() {
            @Override
            public Optional<PairReplies> waiting() {
                return store.waitingPair(script.id());
            }

            @Override
            public void put(PairReplies replies) {
                claimIfNew(replies.number());
                store.keepWaitingPair(script.id(), replies);
            }
        };
    }

    /** Lets the player play until all is played; a message that a model cannot take is told and forgotten. */
    private void playOn(List<?> turns, Runnable play) {
        int tooLong = 0;
        while (turns.size() < script.rounds() && goesOn()) {
            int before = turns.size();
            try {
                play.run();
            } catch (ContextTooLongException e) {
                // Its own words may name the model, which is not to be known.
                terminal.tell("\nThis message does not fit what the model can read; say it shorter.");
                tooLong = turns.size() > before ? 1 : tooLong + 1;
                if (tooLong == MOST_TOO_LONG) {
                    // Then it is not the message: no other one would fit either.
                    fail(e);
                    return;
                }
            } catch (StoppedException e) {
                return;
            } catch (ChatException e) {
                fail(e);
                return;
            }
        }
    }

    private boolean goesOn() {
        return !terminal.left() && !stop.getAsBoolean();
    }

    private void fail(ChatException reason) {
        store.keepFailure(script.id(), reason.kind(), String.valueOf(reason.getMessage()));
        heard.sessionFailed(script.id(), String.valueOf(reason.getMessage()));
        terminal.tell("\nThis dialogue cannot go on for now: the model does not answer.");
    }

    private void claimIfNew(int turn) {
        if (turn == 1) {
            claim.run();
        }
    }

    private UserVoice voice(boolean replyFollows) {
        return (ignored, said) -> {
            Optional<String> message = terminal.message(userName);
            if (replyFollows && message.isPresent()) {
                terminal.show("[" + botName + "]");
            }
            return message.map(text -> new UserMessage(text, new MessageSource.Person()));
        };
    }

    private void showSoFar(List<Turn> turns) {
        terminal.tell("[" + botName + "]" + script.greeting());
        for (Turn turn : turns) {
            terminal.tell("[" + userName + "]" + turn.user());
            terminal.tell("[" + botName + "]" + turn.reply());
        }
    }

    private void judgeReply(int turn) {
        Optional<Map<TurnFlag, Boolean>> flags = questions.flags();
        flags.ifPresent(said -> judgements.keep(script, turn, said));
    }

    private void chooseAgain(PairScript pair, PairTurn turn) {
        turn.shownFirst()
                .flatMap(first -> choose(turn.a(), turn.b(), first))
                .ifPresent(choice -> keep(pair, turn, choice));
    }

    private void keep(PairScript pair, PairTurn turn, Questions.Choice choice) {
        boolean aFirst = turn.shownFirst().equals(Optional.of(PairSide.A));
        choice.outcome(aFirst).ifPresent(outcome -> judgements.keep(pair, turn, outcome));
    }

    private Optional<Questions.Choice> choose(Turn a, Turn b, PairSide first) {
        Turn one = first == PairSide.A ? a : b;
        Turn other = first == PairSide.A ? b : a;
        terminal.tell("(1) " + words(one));
        terminal.tell("(2) " + words(other));
        return questions.choice();
    }

    private static String words(Turn turn) {
        return turn.reply().isEmpty() ? "(no words)" : turn.reply();
    }

    private static Verdict verdict(Questions.Choice choice, PairSide first) {
        Verdict one = first == PairSide.A ? Verdict.A : Verdict.B;
        Verdict other = first == PairSide.A ? Verdict.B : Verdict.A;
        return switch (choice) {
            case FIRST -> one;
            case SECOND -> other;
            case TIE, BOTH_BAD, NOT_JUDGED -> Verdict.NEITHER;
        };
    }
}
