package org.charactermirror.probe;

import java.util.Objects;
import java.util.Optional;
import org.charactermirror.session.SessionId;

/**
 * One probe of one dialogue, and what became of it.
 *
 * @param category the character's
 * @param topic the scenario's
 * @param reply to the question; empty if there is none
 * @param droppedMessages how many of the oldest messages the model did not see when it was asked
 */
public record ProbeResult(
        SessionId session,
        String category,
        String topic,
        ProbePlan.PlannedProbe planned,
        Verdict verdict,
        String reply,
        int droppedMessages) {

    public ProbeResult {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(planned, "planned");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(reply, "reply");
    }

    /** Returns the probe. */
    public Probe probe() {
        return planned.probe();
    }

    /** Returns what became of it. */
    public AnswerState state() {
        return verdict.state();
    }

    /**
     * Tells whether the model still saw the earlier message when it was asked, as far as it told what it left out; nothing where
     * the probe has none, or was not put.
     */
    public Optional<Boolean> plantSeen() {
        if (planned.plantTurn() == 0 || (reply.isEmpty() && state() != AnswerState.EMPTY)) {
            return Optional.empty();
        }
        // The greeting is message 0, so that the user's message of turn n is message 2n - 1.
        return Optional.of(droppedMessages <= 2 * planned.plantTurn() - 1);
    }

    /** Tells whether it says if the reply has the probe's error: only where the answer is right or wrong. */
    public boolean flags() {
        return state() == AnswerState.CORRECT || state() == AnswerState.WRONG;
    }
}
