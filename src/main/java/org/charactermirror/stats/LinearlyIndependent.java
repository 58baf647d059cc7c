package org.charactermirror.stats;

/** Tells whether columns, each taken about its mean, are sums of others. */
final class LinearlyIndependent {

    /** Below this share of its length a column's rest is rounding. */
    private static final double ROUNDING = 1e-9;

    private LinearlyIndependent() {}

    static boolean columns(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[][] found = new double[columns][];
        for (int column = 0; column < columns; column++) {
            double[] rest = centred(rows, column);
            double length = Math.sqrt(product(rest, rest));
            // Twice, since rounding leaves a little of the others after the first time.
            for (int time = 0; time < 2; time++) {
                for (int other = 0; other < column; other++) {
                    double part = product(rest, found[other]);
                    for (int i = 0; i < rest.length; i++) {
                        rest[i] -= part * found[other][i];
                    }
                }
            }
            double left = Math.sqrt(product(rest, rest));
            if (left <= ROUNDING * length || left == 0) {
                return false;
            }
            for (int i = 0; i < rest.length; i++) {
                rest[i] /= left;
            }
            found[column] = rest;
        }
        return true;
    }

    private static double[] centred(double[][] rows, int column) {
        double mean = 0;
        for (double[] row : rows) {
            mean += row[column] / rows.length;
        }
        double[] values = new double[rows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[i][column] - mean;
        }
        return values;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
