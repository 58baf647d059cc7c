package org.charactermirror.metric;

import java.util.function.ToDoubleFunction;

/** How much of a reply is taken from the character's profile word for word. */
final class ProfileMetrics {

    private ProfileMetrics() {}

    /**
     * The longest run of letters and digits that stands in the profile, too, in characters.
     *
     * <p>Not a fault by itself: a profile's names and catchwords belong into its character's mouth.
     */
    static final class Span implements Metric {

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply(
                    "profile_span", 0, Double.POSITIVE_INFINITY, "longest common substring; Gusfield 1997");
        }

        @Override
        public Score of(ReplyContext reply) {
            return compared(reply, reply.reply()::longestCommonRun);
        }
    }

    /**
     * The share of the reply's runs of four letters and digits that stand in the profile, from 0 to 1, each counted at most
     * as often as there: {@code |g(r) ∩ g(p)| / |g(r)|}. A reply of fewer than four letters is its own only run.
     *
     * <p>Not for telling whether the profile is followed, which can be done in other words.
     */
    static final class Overlap implements Metric {

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("profile_overlap", 0, 1, "own; multiset containment of 4-grams");
        }

        @Override
        public Score of(ReplyContext reply) {
            return compared(reply, reply.reply()::overlap);
        }
    }

    private static Score compared(ReplyContext reply, ToDoubleFunction<Writing> comparison) {
        return reply.reply()
                .wordless()
                .map(Score::undefined)
                .or(() -> reply.profile().map(profile -> Score.of(comparison.applyAsDouble(profile))))
                .orElse(Score.undefined(Reason.NO_PROFILE));
    }
}
