package org.charactermirror.stats;

/**
 * Newton's method on the penalised log-likelihood of the cumulative logit model, which is concave in cutpoints and coefficients
 * (Burridge 1981; Pratt 1981).
 *
 * <p>With F the logistic function and a, b the upper and lower cutpoint less the linear predictor, a row's likelihood is
 * F(a) - F(b) = F(a) (1 - F(b)) (1 - exp(b - a)): sums of logarithms of these lose no digits where a and b are close or far out.
 */
final class OrdinalNewton {

    private static final int MOST_STEPS = 200;
    /** A gain of less than this share of the likelihood cannot be told from its rounding. */
    private static final double ROUNDING = 1e-12;

    /** A last step leaves an error of about its square. Where scores are separated, steps stay long however little they gain. */
    private static final double SHORT = 1e-5;

    private static final double SHORTEST = 1e-12;
    /** Of a linear predictor without a penalty: odds of 10^13 are separation. With one, they are those of a row far out. */
    private static final double FAR = 30;

    private final double[][] features;
    private final int[] categories;
    private final int[] counts;
    private final double penalty;
    private final int cuts;
    private final int parameters;

    /** What differentiating adds up. */
    private record Derivatives(double[] gradient, double[][] information) {}

    OrdinalNewton(double[][] features, int[] categories, int[] counts, double penalty) {
        this.features = features;
        this.categories = categories;
        this.counts = counts;
        this.penalty = penalty;
        this.cuts = counts.length - 1;
        this.parameters = cuts + (features.length == 0 ? 0 : features[0].length);
    }

    OrdinalFit fit() {
        if (penalty == 0 && !LinearlyIndependent.columns(features)) {
            return new OrdinalFit.NotEstimable(
                    "a feature is constant, or a sum of others; without a penalty no fit is");
        }
        double[] at = start();
        double objective = objective(at);
        for (int step = 0; step < MOST_STEPS; step++) {
            Derivatives derivatives = derivatives(at);
            double[] direction = Cholesky.solve(derivatives.information(), derivatives.gradient());
            // By the gradient: the likelihood itself is rounded more than the last steps change it.
            if (gain(derivatives.gradient(), direction) <= ROUNDING * Math.max(1, Math.abs(objective))
                    && largest(direction) < SHORT) {
                return estimated(moved(at, direction, 1));
            }
            double length = 1;
            double[] next = moved(at, direction, length);
            double reached = objective(next);
            while (!(reached >= objective) && length > SHORTEST) {
                length /= 2;
                next = moved(at, direction, length);
                reached = objective(next);
            }
            if (!(reached >= objective)) {
                break;
            }
            at = next;
            objective = reached;
            if (penalty == 0 && farthest(at) > FAR) {
                return new OrdinalFit.NotEstimable(
                        "the features separate the scores; only a penalty keeps the fit finite");
            }
        }
        return new OrdinalFit.NotEstimable("the likelihood did not come to its maximum");
    }

    /** Starts where there would be no features. */
    private double[] start() {
        double[] at = new double[parameters];
        double below = 0;
        for (int k = 0; k < cuts; k++) {
            below += counts[k];
            at[k] = Math.log(below / (categories.length - below));
        }
        return at;
    }

    private OrdinalFit.Estimated estimated(double[] at) {
        double[] cutpoints = new double[cuts];
        double[] coefficients = new double[parameters - cuts];
        System.arraycopy(at, 0, cutpoints, 0, cuts);
        System.arraycopy(at, cuts, coefficients, 0, coefficients.length);
        return new OrdinalFit.Estimated(cutpoints, coefficients, objective(at) + penaltyOf(at));
    }

    private static double[] moved(double[] at, double[] direction, double length) {
        double[] next = at.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] += length * direction[i];
        }
        return next;
    }

    /** Returns what a whole step gains where the likelihood is a parabola (half of Newton's decrement). */
    private static double gain(double[] gradient, double[] direction) {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            sum += gradient[i] * direction[i];
        }
        return sum / 2;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private double farthest(double[] at) {
        double farthest = 0;
        for (double[] row : features) {
            farthest = Math.max(farthest, Math.abs(shift(at, row)));
        }
        return farthest;
    }

    private double penaltyOf(double[] at) {
        double sum = 0;
        for (int i = cuts; i < parameters; i++) {
            sum += at[i] * at[i];
        }
        return penalty / 2 * sum;
    }

    private double shift(double[] at, double[] row) {
        double shift = 0;
        for (int j = 0; j < row.length; j++) {
            shift += row[j] * at[cuts + j];
        }
        return shift;
    }

    /** Returns the penalised log-likelihood; NaN where cutpoints are out of order. */
    private double objective(double[] at) {
        double sum = 0;
        for (int row = 0; row < features.length; row++) {
            double shift = shift(at, features[row]);
            int k = categories[row];
            sum += k < cuts ? logLogistic(at[k] - shift) : 0;
            sum += k > 0 ? logLogistic(shift - at[k - 1]) : 0;
            sum += k > 0 && k < cuts ? Math.log(-Math.expm1(at[k - 1] - at[k])) : 0;
        }
        for (int k = 1; k < cuts; k++) {
            if (!(at[k] > at[k - 1])) {
                return Double.NaN;
            }
        }
        return sum - penaltyOf(at);
    }

    private static double logLogistic(double z) {
        return z > 0 ? -Math.log1p(Math.exp(-z)) : z - Math.log1p(Math.exp(z));
    }

    private static double logistic(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private Derivatives derivatives(double[] at) {
        double[] gradient = new double[parameters];
        double[][] information = new double[parameters][parameters];
        for (int row = 0; row < features.length; row++) {
            double shift = shift(at, features[row]);
            int k = categories[row];
            double upper = k < cuts ? logistic(at[k] - shift) : 1;
            double lower = k > 0 ? logistic(at[k - 1] - shift) : 0;
            double gap = k > 0 && k < cuts ? 1 / Math.expm1(at[k] - at[k - 1]) : 0;
            double toUpper = k < cuts ? 1 - upper + gap : 0;
            double toLower = k > 0 ? -lower - gap : 0;
            double ofUpper = upper * (1 - upper) + gap * (1 + gap);
            double ofLower = lower * (1 - lower) + gap * (1 + gap);
            double crossed = -gap * (1 + gap);
            add(features[row], k, new double[] {toUpper, toLower, ofUpper, ofLower, crossed}, gradient, information);
        }
        for (int i = cuts; i < parameters; i++) {
            gradient[i] -= penalty * at[i];
            information[i][i] += penalty;
        }
        return new Derivatives(gradient, information);
    }

    /** Adds a row's part: its derivatives by the upper and lower bound, through cutpoints and features. */
    private void add(double[] row, int k, double[] d, double[] gradient, double[][] information) {
        int[] bounds = {k < cuts ? k : -1, k > 0 ? k - 1 : -1};
        double[][] second = {{d[2], d[4]}, {d[4], d[3]}};
        for (int one = 0; one < 2; one++) {
            if (bounds[one] < 0) {
                continue;
            }
            gradient[bounds[one]] += d[one];
            for (int j = 0; j < row.length; j++) {
                gradient[cuts + j] -= d[one] * row[j];
            }
            for (int other = 0; other < 2; other++) {
                if (bounds[other] < 0) {
                    continue;
                }
                double value = second[one][other];
                information[bounds[one]][bounds[other]] += value;
                for (int j = 0; j < row.length; j++) {
                    information[bounds[one]][cuts + j] -= value * row[j];
                    information[cuts + j][bounds[one]] -= value * row[j];
                    for (int i = 0; i < row.length; i++) {
                        information[cuts + i][cuts + j] += value * row[i] * row[j];
                    }
                }
            }
        }
    }
}
