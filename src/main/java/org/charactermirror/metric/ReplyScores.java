package org.charactermirror.metric;

import java.util.List;

/**
 * What metrics say of one reply.
 *
 * @param turn 1-based
 * @param last whether it is the last reply of its dialogue, whose values stand for the dialogue as a whole
 * @param scores in the order of the metrics
 */
public record ReplyScores(
        String session, String model, String character, String topic, int turn, boolean last, List<Score> scores) {

    public ReplyScores {
        scores = List.copyOf(scores);
    }
}
