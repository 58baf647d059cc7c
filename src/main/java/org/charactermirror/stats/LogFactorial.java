package org.charactermirror.stats;

/** Logarithms of factorials. */
final class LogFactorial {

    private static final double[] SMALL = new double[1024];

    static {
        for (int n = 2; n < SMALL.length; n++) {
            SMALL[n] = SMALL[n - 1] + StrictMath.log(n);
        }
    }

    private LogFactorial() {}

    /** Returns log n!, by Stirling's series (Abramowitz and Stegun 6.1.41) where n is large; n at least 0. */
    static double of(long n) {
        if (n < SMALL.length) {
            return SMALL[(int) n];
        }
        double x = n + 1.0;
        double inverse = 1 / x;
        double square = inverse * inverse;
        return (x - 0.5) * StrictMath.log(x)
                - x
                + 0.5 * StrictMath.log(2 * Math.PI)
                + inverse * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square / 1680.0)));
    }
}
