package org.charactermirror.session;

import java.util.List;
import java.util.Objects;
import org.charactermirror.scenario.Continuation;

/**
 * A dialogue of two models as it was played.
 *
 * @param dialogue who spoke where, with the turns that were said
 * @param turns in order, numbered from 1, with both replies
 */
public record PairTranscript(
        Transcript dialogue, String modelA, String modelB, Continuation policy, List<PairTurn> turns) {

    public PairTranscript {
        Objects.requireNonNull(dialogue, "dialogue");
        Objects.requireNonNull(modelA, "modelA");
        Objects.requireNonNull(modelB, "modelB");
        Objects.requireNonNull(policy, "policy");
        turns = List.copyOf(turns);
        if (!dialogue.turns().equals(turns.stream().map(PairTurn::said).toList())) {
            throw new IllegalArgumentException(dialogue.session() + ": what was said is not what continued");
        }
    }
}
