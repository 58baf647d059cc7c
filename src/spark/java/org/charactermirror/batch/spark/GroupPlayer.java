package org.charactermirror.batch.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.charactermirror.batch.Group;
import org.charactermirror.batch.SessionState;
import org.charactermirror.batch.SideBySide;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.chat.TextListener;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.session.PairPlayer;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionPlayer;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.Turn;
import org.charactermirror.session.UserVoice;

/** Plays a task's dialogues of the same models, side by side with those of other tasks in the process. */
final class GroupPlayer {

    private final ExecutorSide side;
    private final Group group;

    GroupPlayer(ExecutorSide side, Group group) {
        this.side = side;
        this.group = group;
    }

    /**
     * Plays all of them; a dialogue that fails is told to the driver like one that is done.
     *
     * @throws ExecutorRefusedException if a model cannot be used here
     */
    void play() throws InterruptedException {
        try (SharedModels.Lease lease = side.lease(group.needed())) {
            List<ChatModel> models = lease.models();
            UserVoice voice = group.interviewer().isPresent()
                    ? UserVoice.of(models.get(group.models().size()))
                    : UserVoice.SCRIPTS;
            List<Runnable> tasks = new ArrayList<>();
            if (group.models().size() == 1) {
                SessionPlayer player = new SessionPlayer(models.get(0), voice, TextListener.NONE);
                group.sessions().forEach(session -> tasks.add(() -> playAlone(player, session)));
            } else {
                PairPlayer player = new PairPlayer(models.get(0), models.get(1), voice);
                group.pairs().forEach(pair -> tasks.add(() -> playPair(player, pair)));
            }
            SideBySide.run(group.most(side.batch()), tasks);
        }
    }

    private void playAlone(SessionPlayer player, SessionScript session) {
        List<Turn> turns = new ArrayList<>();
        playInPlace(
                session,
                before -> {
                    player.play(session, before.turns(), turn -> goesOn(turns, turn));
                    return turns.size() + before.size() == session.rounds();
                },
                (end, told) -> told.add(Message.Dialogue.of(turns, List.of(), end)));
    }

    private void playPair(PairPlayer player, PairScript pair) {
        List<PairTurn> turns = new ArrayList<>();
        playInPlace(
                pair.script(),
                before -> {
                    player.play(pair, before.pairTurns(), turn -> goesOn(turns, turn));
                    return turns.size() + before.size() == pair.script().rounds();
                },
                (end, told) -> told.add(Message.Dialogue.of(List.of(), turns, end)));
    }

    private <T> boolean goesOn(List<T> turns, T turn) {
        turns.add(turn);
        return !side.stopRequested() && !Thread.currentThread().isInterrupted();
    }

    /**
     * Plays a dialogue when there is a place for it, if it is still wanted.
     *
     * @param play plays what is left after given turns, and tells whether the last turn was reached
     * @param tell makes of the end what the driver is told
     */
    private void playInPlace(
            SessionScript session,
            Predicate<Message.Dialogue> play,
            BiConsumer<SessionState, List<Message.Dialogue>> tell) {
        String id = session.id().toString();
        int taken = 0;
        try {
            taken = side.takePlaces(false);
            Message.Order order = start(id, false);
            if (order.wanted() && order.alone()) {
                side.givePlaces(taken);
                taken = 0;
                taken = side.takePlaces(true);
                order = start(id, true);
            }
            if (order.wanted()) {
                play(id, order, play, tell);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            side.givePlaces(taken);
        }
    }

    private void play(
            String session,
            Message.Order order,
            Predicate<Message.Dialogue> play,
            BiConsumer<SessionState, List<Message.Dialogue>> tell) {
        SessionState end = end(() -> play.test(order.before()));
        if (Thread.currentThread().isInterrupted()) {
            // The task is to end, most likely since another one has played it: that says nothing of the dialogue.
            return;
        }
        List<Message.Dialogue> told = new ArrayList<>(1);
        tell.accept(end, told);
        side.ask(new Message.Played(side.process(), session, told.get(0), order.alone(), side.tally()));
    }

    private Message.Order start(String session, boolean alone) {
        return (Message.Order) side.ask(new Message.Start(side.process(), session, alone));
    }

    /** Plays and returns how it ended, whatever was thrown: no dialogue may take others with it. */
    private SessionState end(BooleanSupplier play) {
        try {
            return play.getAsBoolean() ? new SessionState.Done() : new SessionState.Open();
        } catch (StoppedException e) {
            return new SessionState.Open();
        } catch (ChatException e) {
            boolean broken = e.kind() == FailureKind.UNAVAILABLE && hasLocal();
            return failed(broken ? FailureKind.BROKEN : e.kind(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            return failed(FailureKind.BROKEN, "the model broke off: " + e);
        }
    }

    private SessionState failed(FailureKind kind, String reason) {
        if (kind == FailureKind.BROKEN) {
            side.doubt(group.needed().stream()
                    .filter(ModelSpec.Local.class::isInstance)
                    .toList());
        }
        return new SessionState.Failed(kind, reason);
    }

    private boolean hasLocal() {
        return group.needed().stream().anyMatch(ModelSpec.Local.class::isInstance);
    }
}
