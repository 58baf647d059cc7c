package org.charactermirror.chat.glm;

/**
 * The exponential function, several times as fast as {@link StrictMath#exp} and, unlike {@link Math#exp}, the same bits on
 * every machine and in every state of the compiler.
 *
 * <p>e<sup>x</sup> = 2<sup>n/64</sup> e<sup>r</sup> with a whole n, so that |r| is at most ln 2 / 128: a table of 64 powers and
 * five terms of the series give it to within 4e-16 of its value.
 */
final class Exponential {

    private static final int STEP_BITS = 6;
    private static final int STEPS = 1 << STEP_BITS;
    private static final double STEPS_PER_UNIT = STEPS / StrictMath.log(2);

    // ln 2 / 64 in two parts, of which the first has so few digits that its multiples are exact.
    private static final double STEP_HIGH = 0x1.62e42feep-7;
    private static final double STEP_LOW = 0x1.a39ef35793c76p-39;

    private static final double[] POWERS = new double[STEPS];

    static {
        for (int step = 0; step < STEPS; step++) {
            POWERS[step] = StrictMath.pow(2, (double) step / STEPS);
        }
    }

    /** Below it a result would not be a normal number. */
    static final double LEAST = -700;

    private Exponential() {}

    /**
     * Returns e to the power of x.
     *
     * @param x from {@link #LEAST} to 0
     */
    static double of(double x) {
        int n = (int) (x * STEPS_PER_UNIT - 0.5);
        double r = x - n * STEP_HIGH - n * STEP_LOW;
        double series = 1 + r * (1 + r * (1 / 2.0 + r * (1 / 6.0 + r * (1 / 24.0 + r * (1 / 120.0)))));
        double power = Double.longBitsToDouble((long) (Double.MAX_EXPONENT + (n >> STEP_BITS)) << 52);
        return POWERS[n & (STEPS - 1)] * series * power;
    }
}
