package org.charactermirror.session;

import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.StopReason;

/**
 * A planned dialogue with all that was played of it: by one model, or by two that answered the same context.
 *
 * @param session its id
 * @param models one or two, in the order of the replies
 * @param rounds how many were planned
 * @param reason why it failed; empty unless it did
 * @param played in order
 * @param failure the kind of what it failed of; nothing unless it did and the kind is known
 */
public record RecordedDialogue(
        String session,
        List<String> models,
        String character,
        String category,
        String scenario,
        String topic,
        int repetition,
        int rounds,
        String botName,
        String userName,
        String greeting,
        State state,
        String reason,
        List<Round> played,
        Optional<FailureKind> failure) {

    public RecordedDialogue {
        models = List.copyOf(models);
        played = List.copyOf(played);
        if (models.isEmpty() || models.size() > 2) {
            throw new IllegalArgumentException(session + " has " + models.size() + " models");
        }
        for (Round round : played) {
            if (round.replies().size() != models.size()) {
                throw new IllegalArgumentException(
                        session + " has " + round.replies().size() + " replies in round " + round.number() + " of "
                                + models.size() + " models");
            }
        }
    }

    /** How far a dialogue has come. */
    public enum State {
        PLANNED,
        DONE,
        FAILED
    }

    /** Tells whether two models answered the same context. */
    public boolean isPair() {
        return models.size() == 2;
    }

    /**
     * A user's message and what was answered.
     *
     * @param number 1-based
     * @param replies one for each model
     * @param continued the 0-based place of the reply that counts as said in the rounds that follow
     * @param source of the user's message
     */
    public record Round(int number, String user, List<Reply> replies, int continued, MessageSource source) {

        public Round {
            replies = List.copyOf(replies);
            if (continued < 0 || continued >= replies.size()) {
                throw new IllegalArgumentException("round " + number + " goes on with reply " + continued);
            }
        }
    }

    /**
     * One reply.
     *
     * @param droppedMessages how many of the oldest messages the model did not see, since its context was full
     */
    public record Reply(String text, StopReason stopReason, int droppedMessages) {

        /** Tells whether nothing was said. */
        public boolean isEmpty() {
            return text.isBlank();
        }

        /** Tells whether the bound on tokens ended the reply. */
        public boolean isCutOff() {
            return stopReason == StopReason.LENGTH;
        }
    }
}
