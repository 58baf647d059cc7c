package org.charactermirror.chat.glm;

import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.StopReason;

/** How the tokens of one reply are found, once its prompt has run; of the loop's thread. */
interface Decoding {

    /**
     * A complete reply.
     *
     * @param count tokens of it, the stopping one included
     */
    record Reply(String text, StopReason stopReason, int count) {}

    /** Takes the cache in which the prompt is, or soon will be. */
    void begin(DialogueCaches.Dialogue dialogue);

    /** Returns how many caches it takes at most, the dialogue's own included. */
    default int caches() {
        return 1;
    }

    /**
     * Goes on after the prompt.
     *
     * @param logits after the prompt's last token
     * @return the reply if it is complete
     */
    Optional<Reply> prompted(float[] logits);

    /** Returns how many rows it would take in the next step, at least 1. */
    int wanted();

    /**
     * Returns what to run next.
     *
     * @param rows how many rows there are for what is wanted, at least 1
     */
    List<Decoder.Input> next(int rows);

    /**
     * Goes on after a step.
     *
     * @param logits of all inputs, as far as they were wanted
     * @return the reply if it is complete; then the dialogue's cache holds the prompt and the reply but its last token
     */
    Optional<Reply> ran(List<Decoder.Input> inputs, List<float[][]> logits);

    /** Frees what was taken besides the dialogue's cache. */
    void end();
}
