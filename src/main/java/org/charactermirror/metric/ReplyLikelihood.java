package org.charactermirror.metric;

import java.util.Optional;

/** A model that tells how likely it would have said a reply in a character's place. */
public interface ReplyLikelihood {

    /**
     * Returns the natural logarithms of the probabilities of a reply's tokens, each given the profile, the dialogue before
     * and the tokens before; nothing if all of that is too long for the model.
     *
     * @param turn the 1-based number of the round
     * @param reply not blank
     */
    Optional<double[]> logProbabilities(Conversation conversation, int turn, String reply);
}
