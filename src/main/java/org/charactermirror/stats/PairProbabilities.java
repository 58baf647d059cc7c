package org.charactermirror.stats;

/** The probabilities of win, tie and loss by the difference of two log strengths. */
final class PairProbabilities {

    private PairProbabilities() {}

    /**
     * Returns the logarithms of the probabilities of win, tie and loss.
     *
     * @param a the difference of log strengths
     * @param t log nu, or log (theta - 1); minus infinity for no ties
     */
    static double[] logs(PairedStrengths.Model model, double a, double t) {
        if (model == PairedStrengths.Model.DAVIDSON) {
            double win = a / 2;
            double loss = -a / 2;
            double all = logSum(logSum(win, loss), t);
            return new double[] {win - all, t - all, loss - all};
        }
        double logTheta = Math.log1p(Math.exp(t));
        double win = -logSum(0, logTheta - a);
        double loss = -logSum(0, logTheta + a);
        // theta^2 - 1 = (theta - 1) (theta + 1)
        double tie = t + Math.log(2 + Math.exp(t)) + win + loss;
        return new double[] {win, tie, loss};
    }

    /**
     * Returns the derivatives of the log-likelihood by a and by t, and Fisher's information: aa, at, tt.
     *
     * <p>The information is that of as many comparisons as were made, always positive definite; with it Newton's method is that of
     * scoring, and has the same end.
     *
     * @param n how many wins, ties and losses
     */
    static double[] derivatives(PairedStrengths.Model model, double a, double t, double[] n) {
        double[] logs = logs(model, a, t);
        double[] p = {Math.exp(logs[0]), Math.exp(logs[1]), Math.exp(logs[2])};
        double[][] scores = model == PairedStrengths.Model.DAVIDSON ? davidson(p) : raoKupper(a, t);
        double total = n[0] + n[1] + n[2];
        double[] d = new double[5];
        for (int outcome = 0; outcome < 3; outcome++) {
            if (n[outcome] > 0) {
                d[0] += n[outcome] * scores[outcome][0];
                d[1] += n[outcome] * scores[outcome][1];
            }
            if (p[outcome] > 0) {
                double weight = total * p[outcome];
                d[2] += weight * scores[outcome][0] * scores[outcome][0];
                d[3] += weight * scores[outcome][0] * scores[outcome][1];
                d[4] += weight * scores[outcome][1] * scores[outcome][1];
            }
        }
        return d;
    }

    /** Returns d log p / da and d log p / dt of win, tie and loss. */
    private static double[][] davidson(double[] p) {
        double mean = (p[0] - p[2]) / 2;
        return new double[][] {{0.5 - mean, -p[1]}, {-mean, 1 - p[1]}, {-0.5 - mean, -p[1]}};
    }

    private static double[][] raoKupper(double a, double t) {
        double logTheta = Math.log1p(Math.exp(t));
        // d log theta / dt
        double slope = Math.exp(t - logTheta);
        double notWin = Math.exp(logTheta - a - logSum(0, logTheta - a));
        double notLoss = Math.exp(logTheta + a - logSum(0, logTheta + a));
        double e = Math.exp(t);
        double tieByT = 1 + e / (2 + e) - slope * (notWin + notLoss);
        return new double[][] {{notWin, -slope * notWin}, {notWin - notLoss, tieByT}, {-notLoss, -slope * notLoss}};
    }

    /** Returns log (exp x + exp y). */
    private static double logSum(double x, double y) {
        double larger = Math.max(x, y);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(x, y) - larger));
    }
}
