package org.charactermirror.stats;

import java.util.List;

/** Strengths of contestants from comparisons of two at a time. */
public sealed interface PairedStrengths {

    /**
     * The estimate.
     *
     * @param logStrengths sum to zero
     * @param tieParameter Davidson's nu, at least 0, or Rao and Kupper's theta, at least 1
     */
    record Estimated(double[] logStrengths, double tieParameter) implements PairedStrengths {}

    /** There is no maximum of the likelihood; the reason names what is missing. */
    record NotEstimable(String reason) implements PairedStrengths {}

    /** Which probabilities strengths give to win, tie and loss. */
    enum Model {
        /** P(i beats j) = s_i / (s_i + s_j + nu sqrt(s_i s_j)) (Davidson 1970). */
        DAVIDSON,
        /** P(i beats j) = s_i / (s_i + theta s_j) (Rao and Kupper 1967). */
        RAO_KUPPER
    }

    /**
     * Estimates by maximum likelihood; without ties both models are that of Bradley and Terry (1952).
     *
     * @param names of the contestants, for the reason
     */
    static PairedStrengths of(PairCounts counts, List<String> names, Model model) {
        return counts.obstacle(names)
                .<PairedStrengths>map(NotEstimable::new)
                .orElseGet(() -> new StrengthsFit(counts, model).fit(null));
    }

    /** Estimates from counts like those of an earlier estimate: the same, but sooner. */
    static PairedStrengths near(Estimated earlier, PairCounts counts, List<String> names, Model model) {
        return counts.obstacle(names)
                .<PairedStrengths>map(NotEstimable::new)
                .orElseGet(() -> new StrengthsFit(counts, model).fit(earlier));
    }
}
