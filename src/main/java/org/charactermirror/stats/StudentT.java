package org.charactermirror.stats;

/** Student's t distribution with a whole number of degrees of freedom. */
final class StudentT {

    private static final double HALF_PI = Math.PI / 2;

    private StudentT() {}

    /** Returns the share of the distribution between -t and t (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4). */
    static double within(double t, int degrees) {
        return ofAngle(Math.atan(t / Math.sqrt(degrees)), degrees);
    }

    private static double ofAngle(double angle, int degrees) {
        boolean odd = degrees % 2 == 1;
        double sine = Math.sin(angle);
        double cosine = Math.cos(angle);
        double term = odd ? cosine : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int k = odd ? 3 : 2; k < degrees; k += 2) {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        return odd ? (angle + sine * sum) / HALF_PI : sine * sum;
    }

    /**
     * Returns t such that so much of the distribution lies between -t and t.
     *
     * @param share above 0 and below 1
     * @param degrees of freedom, at least 1
     */
    static double quantile(double share, int degrees) {
        if (degrees < 1 || !(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the middle " + share + " with " + degrees + " degrees of freedom");
        }
        double low = 0;
        double high = HALF_PI;
        for (int step = 0; step < 200 && high > low; step++) {
            double middle = low + (high - low) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (ofAngle(middle, degrees) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.tan(low) * Math.sqrt(degrees);
    }
}
