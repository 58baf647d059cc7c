package org.charactermirror.metric;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** How much a character says again of what it has said in the dialogue, its greeting included. */
final class RepetitionMetrics {

    private RepetitionMetrics() {}

    /**
     * The largest overlap with the greeting or any one earlier reply: {@code max over e of |g(r) ∩ g(e)| / |g(r)|}, g being
     * the multiset of runs of four letters; from 0 to 1. This is what {@link Repetition} flags from 0.7 on.
     *
     * <p>Not for what is said again in other words, nor for very short replies, which are either the same or not.
     */
    static final class Overlap implements Metric {

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("repetition_overlap", 0, 1, "own; multiset containment of 4-grams");
        }

        @Override
        public Score of(ReplyContext reply) {
            return highest(reply, reply.reply()::overlap);
        }
    }

    /**
     * The longest run of letters and digits that stands in the greeting or in an earlier reply, too, in characters.
     *
     * <p>Not a share: long replies have longer runs by chance. Names, sayings and quotations count.
     */
    static final class Span implements Metric {

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply(
                    "repetition_span", 0, Double.POSITIVE_INFINITY, "longest common substring; Gusfield 1997");
        }

        @Override
        public Score of(ReplyContext reply) {
            return highest(reply, reply.reply()::longestCommonRun);
        }
    }

    private static Score highest(ReplyContext reply, ToDoubleFunction<Writing> comparison) {
        Optional<Reason> wordless = reply.reply().wordless();
        if (wordless.isPresent()) {
            return Score.undefined(wordless.get());
        }
        OptionalDouble highest =
                reply.earlierWithGreeting().stream().mapToDouble(comparison).max();
        return highest.isPresent() ? Score.of(highest.getAsDouble()) : Score.undefined(Reason.NO_EARLIER_REPLY);
    }
}
