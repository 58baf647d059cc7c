package org.charactermirror.chat.glm;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.ModelUnavailableException;

/**
 * Chooses the next token: repetition penalty, temperature, top-k, top-p, in this order, then a seeded draw.
 *
 * <p>Among equal logits the smaller id comes first, so that a choice never depends on the order of sorting.
 */
final class Sampler {

    /** Below e to this power of the likeliest token's probability a token counts as impossible: 1e-26. */
    private static final double NEGLIGIBLE = -60;

    private final GenerationSettings settings;
    private final SplittableRandom random;
    private final boolean[] allowed;

    /**
     * Makes a sampler for one reply.
     *
     * @param vocabulary the number of logits
     * @param allowed which ids may be chosen; at least one
     */
    Sampler(GenerationSettings settings, long seed, int vocabulary, IntPredicate allowed) {
        this.settings = settings;
        this.random = new SplittableRandom(seed);
        this.allowed = new boolean[vocabulary];
        boolean any = false;
        for (int id = 0; id < vocabulary; id++) {
            this.allowed[id] = allowed.test(id);
            any |= this.allowed[id];
        }
        if (!any) {
            throw new IllegalArgumentException("no id may be chosen");
        }
    }

    /**
     * Chooses a token.
     *
     * @param logits one for each id; not changed
     * @param present whether an id is in the prompt or the reply already
     * @throws ModelUnavailableException if a logit is not a number
     */
    int next(float[] logits, IntPredicate present) {
        double[] scores = scores(logits, present);
        int best = likeliest(scores);
        if (settings.temperature() == 0) {
            return best;
        }
        // Probabilities relative to the likeliest token's.
        double[] weights = new double[scores.length];
        double total = 0;
        for (int id = 0; id < scores.length; id++) {
            double exponent = (scores[id] - scores[best]) / settings.temperature();
            if (exponent > NEGLIGIBLE) {
                weights[id] = Exponential.of(exponent);
                total += weights[id];
            }
        }
        boolean topK = settings.topK() > 0 && settings.topK() < scores.length;
        if (!topK && settings.topP() == 1) {
            return draw(weights, IntStream.range(0, weights.length).toArray(), weights.length, total);
        }
        return drawFromTop(weights, total, topK);
    }

    private int drawFromTop(double[] weights, double total, boolean topK) {
        // Light ones that have, together, less than 1 - top_p of the mass are never kept, and need not be put in order.
        double least = topK ? 0 : (1 - settings.topP()) * total / weights.length;
        HeaviestFirst ids = new HeaviestFirst(weights, least);
        int[] kept = new int[topK ? settings.topK() : weights.length];
        double enough = topK ? Double.POSITIVE_INFINITY : settings.topP() * total;
        double reached = 0;
        int count = 0;
        while (count < kept.length && !ids.isEmpty() && (count == 0 || reached < enough)) {
            kept[count] = ids.next();
            reached += weights[kept[count++]];
        }
        return topK
                ? drawFromReaching(weights, kept, count, settings.topP() * reached)
                : draw(weights, kept, count, reached);
    }

    /** Draws from the first of some ids that have, together, so much mass. */
    private int drawFromReaching(double[] weights, int[] ids, int most, double enough) {
        double reached = 0;
        int count = 0;
        while (count < most && (count == 0 || reached < enough)) {
            reached += weights[ids[count++]];
        }
        return draw(weights, ids, count, reached);
    }

    private int draw(double[] weights, int[] ids, int count, double mass) {
        double mark = random.nextDouble() * mass;
        int last = -1;
        for (int index = 0; index < count; index++) {
            double weight = weights[ids[index]];
            if (weight > 0) {
                last = ids[index];
                mark -= weight;
                if (mark < 0) {
                    return last;
                }
            }
        }
        return last; // rounding left a rest behind the last token
    }

    private double[] scores(float[] logits, IntPredicate present) {
        double penalty = settings.repetitionPenalty();
        double[] scores = new double[logits.length];
        for (int id = 0; id < logits.length; id++) {
            if (!allowed[id]) {
                scores[id] = Double.NEGATIVE_INFINITY;
                continue;
            }
            float logit = logits[id];
            if (!Float.isFinite(logit)) {
                throw new ModelUnavailableException("the network gave " + logit + " for token " + id
                        + "; its weights are damaged, or overflow at this precision");
            }
            scores[id] = penalty != 1 && present.test(id) ? (logit > 0 ? logit / penalty : logit * penalty) : logit;
        }
        return scores;
    }

    /**
     * Returns the log-probabilities of what may be chosen, and negative infinity for the rest. Unlike in sampling, the
     * repetition penalty comes after they are made, and multiplies them.
     *
     * @param present whether an id is in the prompt or the reply already
     * @throws ModelUnavailableException if a logit is not a number
     */
    double[] logProbabilities(float[] logits, IntPredicate present) {
        double[] scores = scores(logits, id -> false);
        double greatest = scores[likeliest(scores)];
        double sum = 0;
        for (double score : scores) {
            sum += StrictMath.exp(score - greatest);
        }
        double logOfSum = greatest + StrictMath.log(sum);
        for (int id = 0; id < scores.length; id++) {
            scores[id] -= logOfSum;
            if (settings.repetitionPenalty() != 1 && present.test(id)) {
                scores[id] *= settings.repetitionPenalty();
            }
        }
        return scores;
    }

    private static int likeliest(double[] scores) {
        int best = 0;
        for (int id = 1; id < scores.length; id++) {
            if (scores[id] > scores[best]) {
                best = id;
            }
        }
        return best;
    }
}
