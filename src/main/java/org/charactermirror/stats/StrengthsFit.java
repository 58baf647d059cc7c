package org.charactermirror.stats;

/**
 * Newton's method on the log-likelihood of paired comparisons, which is concave in log strengths and the log of Davidson's nu.
 *
 * <p>Rao and Kupper's theta is 1 + exp(t) here, with t free; its likelihood has one maximum too, and steps that do not climb
 * are halved.
 */
final class StrengthsFit {

    private static final int MOST_STEPS = 500;
    private static final double SMALL_GRADIENT = 1e-12;

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

    PairedStrengths fit() {
        double[] at = new double[parameters];
        double total = total();
        double likelihood = logLikelihood(at);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = new double[parameters];
            double[][] curvature = new double[parameters][parameters];
            differentiate(at, gradient, curvature);
            if (largest(gradient) < SMALL_GRADIENT * total) {
                return estimated(at);
            }
            double[] direction = Cholesky.solve(curvature, gradient);
            double length = 1;
            double[] next = moved(at, direction, length);
            double reached = logLikelihood(next);
            while (!(reached >= likelihood) && length > 1e-12) {
                length /= 2;
                next = moved(at, direction, length);
                reached = logLikelihood(next);
            }
            if (length <= 1e-12) {
                // No step climbs any more: the gradient is as small as rounding lets it become.
                return estimated(at);
            }
            at = next;
            likelihood = reached;
        }
        return new PairedStrengths.NotEstimable("the likelihood did not come to its maximum");
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
        double none = model == PairedStrengths.Model.DAVIDSON ? 0 : 1;
        return new PairedStrengths.Estimated(strengths, ties ? none + Math.exp(at[parameters - 1]) : none);
    }

    private double total() {
        double total = 0;
        for (int i = 0; i < contestants; i++) {
            for (int j = 0; j < contestants; j++) {
                total += counts.wins()[i][j] + counts.ties()[i][j] / 2;
            }
        }
        return total;
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

    /** Fills in the gradient and the negative of the matrix of second derivatives, kept positive definite. */
    private void differentiate(double[] at, double[] gradient, double[][] curvature) {
        for (int i = 0; i < contestants; i++) {
            for (int j = i + 1; j < contestants; j++) {
                double[] n = {counts.wins()[i][j], counts.ties()[i][j], counts.wins()[j][i]};
                if (n[0] + n[1] + n[2] > 0) {
                    addPair(
                            PairProbabilities.derivatives(model, strength(at, i) - strength(at, j), tie(at), n),
                            i,
                            j,
                            gradient,
                            curvature);
                }
            }
        }
    }

    /** Adds d/da, d/dt and the expected curvature in a (difference of log strengths) and t (tie parameter) of one pair. */
    private void addPair(double[] d, int i, int j, double[] gradient, double[][] curvature) {
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
                    curvature[places[one]][places[other]] += signs[one] * signs[other] * d[2];
                }
            }
            if (ties) {
                curvature[places[one]][t] += signs[one] * d[3];
                curvature[t][places[one]] += signs[one] * d[3];
            }
        }
        if (ties) {
            gradient[t] += d[1];
            curvature[t][t] += d[4];
        }
    }
}
