package org.charactermirror.metric;

import java.util.Arrays;
import java.util.Optional;

/**
 * The perplexity of a reply under a local model that is given profile and dialogue: {@code exp(-1/T Σ ln P(t_i))} over the
 * reply's T tokens (Jelinek et al. 1977); from 1 up. The end of the reply is not a token of it.
 *
 * <p>Not for comparing models whose tokenizers differ, nor as quality: dull replies are likely, and a model finds its own
 * most likely of all.
 */
final class PerplexityMetric implements Metric {

    private static final int DIGITS = 6;

    private final ReplyLikelihood model;

    PerplexityMetric(ReplyLikelihood model) {
        this.model = model;
    }

    @Override
    public MetricDescription description() {
        return new MetricDescription(
                "perplexity",
                MetricDescription.Scope.REPLY,
                1,
                Double.POSITIVE_INFINITY,
                DIGITS,
                "Jelinek et al. 1977, JASA 62 (supplement 1)");
    }

    @Override
    public boolean oneAfterTheOther() {
        return true;
    }

    @Override
    public Score of(ReplyContext reply) {
        if (reply.reply().isBlank()) {
            return Score.undefined(Reason.EMPTY_REPLY);
        }
        if (reply.profile().isEmpty()) {
            return Score.undefined(Reason.NO_PROFILE);
        }
        Optional<double[]> logs = model.logProbabilities(
                reply.conversation(), reply.turn(), reply.reply().text());
        return logs.map(found ->
                        Score.of(Math.exp(-Arrays.stream(found).average().orElseThrow())))
                .orElse(Score.undefined(Reason.TOO_LONG));
    }
}
