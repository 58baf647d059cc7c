package org.charactermirror.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How long replies are, and whether they grow or shrink. */
final class LengthMetrics {

    private LengthMetrics() {}

    /**
     * Characters (Unicode code points) of the reply as it was recorded, punctuation and spaces included; 0 for an empty one.
     *
     * <p>Not for comparing languages: an English reply has about three times the characters of a Chinese one.
     */
    static final class Characters implements Metric {

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("length_characters", 0, Double.POSITIVE_INFINITY, "Unicode code points");
        }

        @Override
        public Score of(ReplyContext reply) {
            return Score.of(reply.reply().length());
        }
    }

    /**
     * Words of the reply, as {@link org.charactermirror.text.Words} divides it; 0 for an empty one.
     *
     * <p>Chinese words are what the dictionary takes for words: names that it does not know fall into pieces.
     */
    static final class WordCount implements Metric {

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply(
                    "length_words", 0, Double.POSITIVE_INFINITY, "HanLP portable 1.8, shortest path, no names");
        }

        @Override
        public Score of(ReplyContext reply) {
            return Score.of(reply.reply().words().size());
        }
    }

    /**
     * How many characters replies gain per turn, up to this one: the median of the slopes between any two of them (Theil
     * 1950; Sen 1968), {@code median of (l_j - l_i) / (j - i)} over i &lt; j; the mean of the middle two where their number is even.
     * Needs three replies, and a dialogue of one model.
     *
     * <p>Not for scripts whose questions themselves grow: the slope is of the dialogue, not of the model alone.
     */
    static final class Drift implements Metric {

        private static final int FEWEST = 3;

        @Override
        public MetricDescription description() {
            return MetricDescription.ofDialogue(
                    "length_drift",
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    "Theil 1950; Sen 1968, JASA 63");
        }

        @Override
        public Score of(ReplyContext reply) {
            if (reply.dialogue().isPair()) {
                return Score.undefined(Reason.SHARED_DIALOGUE);
            }
            List<Writing> replies = new ArrayList<>(reply.earlier());
            replies.add(reply.reply());
            if (replies.size() < FEWEST) {
                return Score.undefined(Reason.TOO_FEW_REPLIES);
            }
            int[] lengths = replies.stream().mapToInt(Writing::length).toArray();
            double[] slopes = new double[lengths.length * (lengths.length - 1) / 2];
            int next = 0;
            for (int j = 1; j < lengths.length; j++) {
                for (int i = 0; i < j; i++) {
                    slopes[next++] = (double) (lengths[j] - lengths[i]) / (j - i);
                }
            }
            Arrays.sort(slopes);
            int middle = slopes.length / 2;
            return Score.of(slopes.length % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2);
        }
    }
}
