package org.charactermirror.store;

import java.util.List;
import java.util.Optional;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.session.PairReplies;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Turn;

/**
 * A dialogue as the studio needs it.
 *
 * @param plan what is known of it before it is played
 * @param turns of one model so far; none where there are two
 * @param pairs turns of two models so far
 * @param waiting replies that wait for a choice
 */
public record StudioDialogue(Plan plan, List<Turn> turns, List<PairTurn> pairs, Optional<PairReplies> waiting) {

    public StudioDialogue {
        turns = List.copyOf(turns);
        pairs = List.copyOf(pairs);
    }

    /**
     * What is known of a dialogue before it is played.
     *
     * @param models one, or the two of a pair
     * @param policy whose reply continues; nothing where there is one model
     */
    public record Plan(
            SessionId id,
            List<String> models,
            Optional<Continuation> policy,
            String category,
            String topic,
            int rounds,
            String botName,
            String userName,
            String greeting) {

        public Plan {
            models = List.copyOf(models);
        }

        /** Returns its name among the study's dialogues. */
        public String session() {
            return id.toString();
        }

        /** Tells whether two models answer. */
        public boolean isPair() {
            return models.size() == 2;
        }
    }

    /** Returns how many turns are played. */
    public int played() {
        return plan.isPair() ? pairs.size() : turns.size();
    }

    /** Tells whether all turns are played. */
    public boolean isFinished() {
        return played() >= plan.rounds();
    }
}
