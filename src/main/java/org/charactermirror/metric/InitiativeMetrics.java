package org.charactermirror.metric;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.text.Words;

/** Stand-ins for proactivity: whether a reply asks, and whether it brings in something new. */
final class InitiativeMetrics {

    private InitiativeMetrics() {}

    /**
     * How many questions the reply asks: question marks, several in a row being one, and sentences that end in 吗 without
     * one.
     *
     * <p>Not for telling questions that lead on from those that only give the turn back.
     */
    static final class Questions implements Metric {

        private static final Pattern QUESTION = Pattern.compile("[?？][?？!！]*|吗(?=[”\"』」）)*】]*(?:[。！!…~～.\\n]|$))");

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("questions", 0, Double.POSITIVE_INFINITY, "own");
        }

        @Override
        public Score of(ReplyContext reply) {
            if (reply.reply().isBlank()) {
                return Score.undefined(Reason.EMPTY_REPLY);
            }
            Matcher matcher = QUESTION.matcher(reply.reply().text().strip());
            int count = 0;
            while (matcher.find()) {
                count++;
            }
            return Score.of(count);
        }
    }

    /**
     * The share of the reply's different words of content that neither the character nor the user has said before in the
     * dialogue, the message that is answered and the greeting included; from 0 to 1. Words of content are those of two or
     * more Chinese characters, and those of four or more other letters.
     *
     * <p>It falls as a dialogue goes on, since more has been said. Nonsense is new, too.
     */
    static final class NewContent implements Metric {

        private static final int CHINESE = 2;
        private static final int OTHER = 4;

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("new_content", 0, 1, "own");
        }

        @Override
        public Score of(ReplyContext reply) {
            if (reply.reply().isBlank()) {
                return Score.undefined(Reason.EMPTY_REPLY);
            }
            Set<String> different = new HashSet<>(reply.reply().words());
            different.removeIf(word -> !isContent(word));
            if (different.isEmpty()) {
                return Score.undefined(Reason.NO_CONTENT_WORDS);
            }
            long fresh = different.stream()
                    .filter(word -> !reply.wordsBefore().contains(word))
                    .count();
            return Score.of((double) fresh / different.size());
        }

        private static boolean isContent(String word) {
            int length = word.codePointCount(0, word.length());
            return length >= (Words.isHan(word.codePointAt(0)) ? CHINESE : OTHER);
        }
    }
}
