package org.charactermirror.stats;

import org.jspecify.annotations.Nullable;

/**
 * Newton's method on the log-likelihood of paired comparisons, which is concave in log strengths and the log of Davidson's nu.
 *
 * <p>Rao and Kupper's theta is 1 + exp(t) here, with t free; its likelihood has one maximum too, and steps that do not climb
 * are halved.
 */
final class StrengthsFit {

    private static final int MOST_STEPS = 500;
    /** A step shorter than this is the last one. */
    private static final double CLOSE = 1e-10;
    /** Sums of logarithms are not exact enough to see smaller gains. */
    private static final double HIDDEN_GAIN = 1e-6;

    private static final double SHORTEST = 1e-9;

    private final PairCounts counts;
    private final PairedStrengths.Model model;
    private final int contestants;
    /** Log strengths of all but the last one, whose own is 0, and where there are ties the tie parameter. */
    private final int parameters;

    private final boolean ties;

    StrengthsFit(PairCounts counts, PairedStrengths.Model model) {
        this.counts = counts;
        this.model = model;
        this.contestants = counts.size();
        this.ties = counts.hasTies();
        this.parameters = contestants - 1 + (ties ? 1 : 0);
    }

    /**
     * Climbs to the maximum.
     *
     * @param near where to start: an estimate of similar counts, or nothing
     */
    PairedStrengths fit(PairedStrengths.@Nullable Estimated near) {
        double[] at = start(near);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = new double[parameters];
            double[][] information = new double[parameters][parameters];
            differentiate(at, gradient, information);
            double[] direction = Cholesky.solve(information, gradient);
            if (largest(direction) < CLOSE) {
                return estimated(moved(at, direction, 1));
            }
            at = moved(at, direction, length(at, gradient, direction));
        }
        return new PairedStrengths.NotEstimable("the likelihood did not come to its maximum");
    }

    /** Halves a step until it climbs; one so short that rounding hides whether it does is taken as it is. */
    private double length(double[] at, double[] gradient, double[] direction) {
        double gain = 0;
        for (int i = 0; i < parameters; i++) {
            gain += gradient[i] * direction[i];
        }
        double length = 1;
        if (gain > HIDDEN_GAIN) {
            double likelihood = logLikelihood(at);
            while (!(logLikelihood(moved(at, direction, length)) > likelihood) && length > SHORTEST) {
                length /= 2;
            }
        }
        return length;
    }

    private double[] start(PairedStrengths.@Nullable Estimated near) {
        double[] at = new double[parameters];
        if (near == null) {
            return at;
        }
        double[] strengths = near.logStrengths();
        for (int i = 0; i < contestants - 1; i++) {
            at[i] = strengths[i] - strengths[contestants - 1];
        }
        double tie = near.tieParameter() - withoutTies();
        if (ties && tie > 0) {
            at[parameters - 1] = Math.log(tie);
        }
        return at;
    }

    /** Returns the tie parameter of a world without ties. */
    private double withoutTies() {
        return model == PairedStrengths.Model.DAVIDSON ? 0 : 1;
    }

    private PairedStrengths estimated(double[] at) {
        double[] strengths = new double[contestants];
        double mean = 0;
        for (int i = 0; i < contestants - 1; i++) {
            strengths[i] = at[i];
            mean += at[i] / contestants;
        }
        for (int i = 0; i < contestants; i++) {
            strengths[i] -= mean;
        }
        return new PairedStrengths.Estimated(strengths, withoutTies() + (ties ? Math.exp(at[parameters - 1]) : 0));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double[] moved(double[] at, double[] direction, double length) {
        double[] next = at.clone();
        for (int i = 0; i < at.length; i++) {
            next[i] += length * direction[i];
        }
        return next;
    }

    private double strength(double[] at, int i) {
        return i < contestants - 1 ? at[i] : 0;
    }

    private double tie(double[] at) {
        return ties ? at[parameters - 1] : Double.NEGATIVE_INFINITY;
    }

    private double logLikelihood(double[] at) {
        double sum = 0;
        for (int i = 0; i < contestants; i++) {
            for (int j = i + 1; j < contestants; j++) {
                double[] logs = PairProbabilities.logs(model, strength(at, i) - strength(at, j), tie(at));
                sum += times(counts.wins()[i][j], logs[0])
                        + times(counts.ties()[i][j], logs[1])
                        + times(counts.wins()[j][i], logs[2]);
            }
        }
        return sum;
    }

    private static double times(double count, double log) {
        return count == 0 ? 0 : count * log;
    }

    /** Fills in the gradient and Fisher's information. */
    private void differentiate(double[] at, double[] gradient, double[][] information) {
        for (int i = 0; i < contestants; i++) {
            for (int j = i + 1; j < contestants; j++) {
                double[] n = {counts.wins()[i][j], counts.ties()[i][j], counts.wins()[j][i]};
                if (n[0] + n[1] + n[2] > 0) {
                    addPair(
                            PairProbabilities.derivatives(model, strength(at, i) - strength(at, j), tie(at), n),
                            i,
                            j,
                            gradient,
                            information);
                }
            }
        }
    }

    /** Adds d/da, d/dt and the information on a (difference of log strengths) and t (tie parameter) of one pair. */
    private void addPair(double[] d, int i, int j, double[] gradient, double[][] information) {
        int t = parameters - 1;
        int[] places = {i, j};
        double[] signs = {1, -1};
        for (int one = 0; one < 2; one++) {
            if (places[one] == contestants - 1) {
                continue;
            }
            gradient[places[one]] += signs[one] * d[0];
            for (int other = 0; other < 2; other++) {
                if (places[other] < contestants - 1) {
                    information[places[one]][places[other]] += signs[one] * signs[other] * d[2];
                }
            }
            if (ties) {
                information[places[one]][t] += signs[one] * d[3];
                information[t][places[one]] += signs[one] * d[3];
            }
        }
        if (ties) {
            gradient[t] += d[1];
            information[t][t] += d[4];
        }
    }
}
