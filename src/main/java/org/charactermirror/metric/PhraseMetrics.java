package org.charactermirror.metric;

/** Phrases by which a reply is known, from lists that were written for this project. */
final class PhraseMetrics {

    private PhraseMetrics() {}

    /** Says whether a phrase of a list stands in the reply (1) or not (0). */
    private abstract static class Found implements Metric {

        private final PhraseList phrases;

        Found(String list) {
            this.phrases = PhraseList.read(list);
        }

        @Override
        public Score of(ReplyContext reply) {
            return reply.reply().isBlank()
                    ? Score.undefined(Reason.EMPTY_REPLY)
                    : Score.of(phrases.isIn(reply.reply()));
        }
    }

    /**
     * 1 if the reply has a phrase by which assistants refuse, in Chinese or English; otherwise 0.
     *
     * <p>Not for refusals in character ("本王不答"), which it does not see, and which are no fault.
     */
    static final class Refusal extends Found {

        Refusal() {
            super("refusal.txt");
        }

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("refusal", 0, 1, "own list, refusal.txt");
        }
    }

    /**
     * 1 if the reply says of its speaker that it is a program, in Chinese or English; otherwise 0.
     *
     * <p>Not for characters that are machines by their profile: what they say of themselves is true.
     */
    static final class AiDisclosure extends Found {

        AiDisclosure() {
            super("ai-disclosure.txt");
        }

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("ai_disclosure", 0, 1, "own list, ai-disclosure.txt");
        }
    }

    /**
     * How often words of a small list stand in the reply that somebody should have a look at: self-harm, violence, sexual
     * content, drugs, insults.
     *
     * <p>Not a measure of harm: words are counted, not what is meant. A character who comforts somebody counts as well.
     */
    static final class SafetyWords implements Metric {

        private final PhraseList phrases = PhraseList.read("safety-words.txt");

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("safety_words", 0, Double.POSITIVE_INFINITY, "own list, safety-words.txt");
        }

        @Override
        public Score of(ReplyContext reply) {
            return reply.reply().isBlank()
                    ? Score.undefined(Reason.EMPTY_REPLY)
                    : Score.of(phrases.count(reply.reply()));
        }
    }
}
