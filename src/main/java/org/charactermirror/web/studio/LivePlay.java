package org.charactermirror.web.studio;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.charactermirror.annotation.Side;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.chat.TextListener;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.PairJudge.Verdict;
import org.charactermirror.session.PairPlayer;
import org.charactermirror.session.PairReplies;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionPlayer;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.UserMessage;
import org.charactermirror.session.UserVoice;
import org.charactermirror.store.StudioAnswers;
import org.charactermirror.store.StudioAssignment;
import org.charactermirror.store.StudioDialogue;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioSubmissions;
import org.charactermirror.store.StudioSubmissions.DecidedTurn;
import org.charactermirror.store.StudioTalks.Talk;
import org.charactermirror.web.WebError;
import org.jspecify.annotations.Nullable;

/**
 * Plays dialogues in which annotators talk with the models, a turn at a time.
 *
 * <p>What a person says is on the disk before a model is asked, and the reply before the person reads it; both replies of a pair wait
 * there for the choice. Two turns of one dialogue never are played at the same time.
 */
final class LivePlay {

    private final StudioStores stores;
    private final Map<String, SessionScript> scripts = new HashMap<>();
    private final Map<String, PairScript> pairs = new HashMap<>();
    private final Function<String, ChatModel> models;
    private final RunListener heard;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * Prepares to play.
     *
     * @param plan in which people play the user
     * @param models by the ids that the study gives them; open, and usable by several threads
     * @param heard hears of every turn and failure
     */
    LivePlay(StudioStores stores, StudyPlan plan, Function<String, ChatModel> models, RunListener heard) {
        if (!plan.isTyped()) {
            throw new IllegalArgumentException(plan.study().id() + " is not played by people");
        }
        this.stores = stores;
        this.models = models;
        this.heard = heard;
        plan.scripts().forEach(script -> scripts.put(script.id().toString(), script));
        plan.pairs().forEach(pair -> pairs.put(pair.script().id().toString(), pair));
    }

    /**
     * What came of a message.
     *
     * @param decided whether the turn is played; otherwise its replies wait for a choice
     */
    record Said(int turn, boolean decided) {}

    /** Lets a person say something; sent again, it is the same turn. */
    Said say(StudioParticipant person, StudioAssignment assignment, String request, String text) {
        return alone(assignment.session(), () -> {
            String session = assignment.session();
            StudioDialogue dialogue = stores.dialogues().read(session);
            StudioAnswers.Said said = stores.answers()
                    .say(person.id(), assignment.code(), request, dialogue.played() + 1, text)
                    .orElseThrow(WebError::notFound);
            if (said.turn() <= dialogue.played()) {
                return new Said(said.turn(), true);
            }
            if (dialogue.waiting().isPresent()) {
                requireSame(dialogue.waiting().get(), said);
                return new Said(said.turn(), false);
            }
            if (dialogue.isFinished()) {
                throw new WebError(409, "finished", "This dialogue has all its turns.");
            }
            Talk talk = new Talk(person.id(), assignment.code(), dialogue.plan().id());
            claim(talk);
            return dialogue.plan().isPair() ? answerBoth(talk, dialogue, said) : answer(talk, dialogue, said);
        });
    }

    /** Does something with a dialogue that nobody else does anything with meanwhile. */
    <T> T alone(String session, Supplier<T> work) {
        ReentrantLock lock = locks.computeIfAbsent(session, unused -> new ReentrantLock());
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static void requireSame(PairReplies waiting, StudioAnswers.Said said) {
        if (waiting.number() != said.turn() || !waiting.user().equals(said.text())) {
            throw new WebError(409, "choose_first", "Two replies wait for your choice; choose one before you go on.");
        }
    }

    private void claim(Talk talk) {
        switch (stores.talks().claim(talk)) {
            case GONE -> throw WebError.notFound();
            case TAKEN ->
                throw new WebError(409, "taken", "Somebody else has begun this dialogue; load the list again.");
            case THEIRS -> {}
        }
    }

    private Said answer(Talk talk, StudioDialogue dialogue, StudioAnswers.Said said) {
        SessionScript script = script(dialogue);
        SessionPlayer player = new SessionPlayer(models.apply(script.id().model()), voice(said), TextListener.NONE);
        told(
                talk,
                () -> player.play(script, dialogue.turns(), turn -> {
                    require(stores.talks().keepTurn(talk, turn, turn.number() == script.rounds()));
                    heard.turnCompleted(script.id(), turn.number());
                    return false;
                }));
        return new Said(said.turn(), true);
    }

    private Said answerBoth(Talk talk, StudioDialogue dialogue, StudioAnswers.Said said) {
        PairScript pair = pair(dialogue);
        PairPlayer player = new PairPlayer(models.apply(pair.modelA()), models.apply(pair.modelB()), voice(said));
        told(
                talk,
                () -> player.answer(pair, dialogue.pairs())
                        .ifPresent(replies -> require(stores.talks().keepWaitingPair(talk, replies))));
        return new Said(said.turn(), false);
    }

    /** Whoever has withdrawn while a model was writing has no dialogue any more. */
    private static void require(boolean theirs) {
        if (!theirs) {
            throw WebError.notFound();
        }
    }

    private static UserVoice voice(StudioAnswers.Said said) {
        return (script, before) -> Optional.of(new UserMessage(said.text(), new MessageSource.Person()));
    }

    /** Plays; what goes wrong is kept with its reason, and told without, since reasons name models. */
    private void told(Talk talk, Runnable play) {
        try {
            play.run();
        } catch (ContextTooLongException e) {
            throw new WebError(413, "too_long", "This message does not fit what can be read at once; say it shorter.");
        } catch (StoppedException e) {
            throw unavailable();
        } catch (ChatException e) {
            require(stores.talks().keepFailure(talk, e.kind(), String.valueOf(e.getMessage())));
            heard.sessionFailed(talk.session(), String.valueOf(e.getMessage()));
            throw unavailable();
        }
    }

    private static WebError unavailable() {
        return new WebError(409, "model_unavailable", "No reply can be given at the moment; try again in a while.");
    }

    /**
     * Returns what makes a judgement of a choice, together with the turn that it decides; nothing where none waits.
     *
     * @param dialogue whose next turn is judged
     */
    Optional<StudioSubmissions.Judge> decision(StudioDialogue dialogue, Judgement judgement) {
        if (dialogue.waiting().isEmpty()) {
            return Optional.empty();
        }
        PairScript pair = pair(dialogue);
        PairReplies waiting = dialogue.waiting().get();
        return Optional.of((answers, seconds) -> {
            String choice = answers.getOrDefault(AnswerRules.BETTER, "");
            if (choice.isEmpty()) {
                return judgement.of(answers, seconds);
            }
            PairTurn turn = PairPlayer.decided(pair, waiting, verdict(choice, judgement.first()));
            boolean last = turn.number() == pair.script().rounds();
            return judgement.of(
                    answers, seconds, Optional.of(new DecidedTurn(pair.script().id(), turn, last)));
        });
    }

    private static Verdict verdict(String choice, Side first) {
        return switch (Judgement.outcome(choice, first)) {
            case WIN -> Verdict.A;
            case LOSE -> Verdict.B;
            case TIE, BOTH_BAD -> Verdict.NEITHER;
        };
    }

    /** Returns whose reply of a turn stands first on the screen. */
    Side shownFirst(StudioDialogue.Plan plan, int turn) {
        PairScript pair = pairs.get(plan.session());
        if (pair == null) {
            throw new IllegalArgumentException(plan.session() + " is no dialogue of two models");
        }
        return PairPlayer.shownFirst(pair, turn) == PairSide.A ? Side.A : Side.B;
    }

    private SessionScript script(StudioDialogue dialogue) {
        return known(scripts.get(dialogue.plan().session()), dialogue);
    }

    private PairScript pair(StudioDialogue dialogue) {
        return known(pairs.get(dialogue.plan().session()), dialogue);
    }

    private static <T> T known(@Nullable T script, StudioDialogue dialogue) {
        if (script == null) {
            throw new IllegalStateException(dialogue.plan().session() + " is not in the plan");
        }
        return script;
    }
}
