package org.charactermirror.session;

import java.io.Serializable;
import java.util.Objects;
import org.charactermirror.scenario.ProbeDimension;

/** Where a message of the user comes from. */
public sealed interface MessageSource extends Serializable {

    /** A script; there is nothing more to say of that. */
    MessageSource SCRIPT = new Script();

    /** The scenario has the message word for word. */
    record Script() implements MessageSource {}

    /**
     * Likewise, and the message is aimed at one dimension.
     *
     * @param dimension what the reply to it is to show
     */
    record Probe(ProbeDimension dimension) implements MessageSource {

        public Probe {
            Objects.requireNonNull(dimension, "dimension");
        }
    }

    /**
     * A model that plays the user wrote it.
     *
     * @param promptTokens of the prompt that it answered
     * @param replyTokens of its answer, what was cleaned away included
     * @param droppedMessages how many of the oldest messages it did not see, since its context was full
     * @param seed of the answer's random choices
     * @param attempts how often it was asked: 1 more than it answered without words
     * @param seconds that all answers took; 0 where that is not known
     */
    record Interviewer(int promptTokens, int replyTokens, int droppedMessages, long seed, int attempts, double seconds)
            implements MessageSource {

        public Interviewer {
            if (attempts < 1 || seconds < 0) {
                throw new IllegalArgumentException(attempts + " attempts in " + seconds + " s: out of range");
            }
        }

        /** Tells whether it is known how long the answers took. */
        public boolean timed() {
            return seconds > 0;
        }

        /** Tells whether the model counted the tokens; an endpoint need not, and then the counts are 0. */
        public boolean counted() {
            return promptTokens > 0;
        }
    }

    /** A person wrote it while the dialogue was played. */
    record Person() implements MessageSource {}
}
