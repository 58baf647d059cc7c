package org.charactermirror.metric;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How near a reply's meaning is to the profile, and to what the character has said, by a Chinese sentence model. */
final class SimilarityMetrics {

    /** Cosines are of 8-bit arithmetic: more digits differ from processor to processor. */
    private static final int DIGITS = 4;

    private static final String SOURCE = "cosine of CLS vectors of BAAI/bge-small-zh-v1.5 (8 bit); Xiao et al. 2023";

    private SimilarityMetrics() {}

    /**
     * The largest cosine between the reply and a sentence of the profile, from -1 to 1; with this model unrelated Chinese
     * sentences have 0.2 to 0.5.
     *
     * <p>Not for dialogues in other languages (undefined), nor for telling whether what is said agrees with the profile: a
     * contradiction is near, too.
     */
    static final class Profile implements Metric {

        private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。！？；!?;\\n])");

        private final SentenceEncoder encoder;

        Profile(SentenceEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public MetricDescription description() {
            return new MetricDescription("profile_similarity", MetricDescription.Scope.REPLY, -1, 1, DIGITS, SOURCE);
        }

        @Override
        public Score of(ReplyContext reply) {
            return nearest(
                    encoder,
                    reply,
                    reply.profile().stream().flatMap(profile -> SENTENCE_END.splitAsStream(profile.text())),
                    Reason.NO_PROFILE);
        }
    }

    /**
     * The largest cosine between the reply and an earlier reply of the character or its greeting, from -1 to 1: repetition
     * in other words.
     *
     * <p>Not for dialogues in other languages (undefined). It rises with the number of earlier replies.
     */
    static final class History implements Metric {

        private final SentenceEncoder encoder;

        History(SentenceEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public MetricDescription description() {
            return new MetricDescription("history_similarity", MetricDescription.Scope.REPLY, -1, 1, DIGITS, SOURCE);
        }

        @Override
        public Score of(ReplyContext reply) {
            return nearest(
                    encoder, reply, reply.earlierWithGreeting().stream().map(Writing::text), Reason.NO_EARLIER_REPLY);
        }
    }

    private static Score nearest(SentenceEncoder encoder, ReplyContext reply, Stream<String> others, Reason none) {
        if (!reply.conversation().isIn("zh")) {
            return Score.undefined(Reason.OTHER_LANGUAGE);
        }
        Optional<Reason> wordless = reply.reply().wordless();
        if (wordless.isPresent()) {
            return Score.undefined(wordless.get());
        }
        // A quotation mark that a sentence leaves behind means nothing, and is near to every short reply.
        List<String> compared = others.map(String::strip)
                .filter(text -> text.codePoints().anyMatch(Character::isLetterOrDigit))
                .toList();
        if (compared.isEmpty()) {
            return Score.undefined(none);
        }
        float[] own = encoder.encode(reply.reply().text().strip());
        return Score.of(compared.stream()
                .mapToDouble(text -> SentenceEncoder.cosine(own, encoder.encode(text)))
                .max()
                .orElseThrow());
    }
}
