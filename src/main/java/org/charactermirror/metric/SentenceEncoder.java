package org.charactermirror.metric;

/** Turns a text into a direction: texts of like meaning point the same way. */
public interface SentenceEncoder {

    /** Returns a vector of length 1. The same text gives the same vector, whatever was asked before; several threads may ask. */
    float[] encode(String text);

    /** Returns the cosine of the angle between two vectors of length 1, which rounding cannot take beyond 1. */
    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return Math.max(-1, Math.min(1, sum));
    }
}
