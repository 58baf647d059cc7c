package org.charactermirror.chat.glm;

/** Converts to IEEE 754 binary16, which Java 17 cannot do itself. */
final class HalfPrecision {

    private static final int LARGEST_FINITE = 0x7bff;

    private HalfPrecision() {}

    /**
     * Rounds to the nearest half-precision number, ties to even.
     *
     * @throws IllegalArgumentException if the value is not finite, or too large for half precision
     */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7fffffff;
        int half;
        if (magnitude >= 0x38800000) { // normal in half precision, from 2^-14
            int rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
            half = (rounded - 0x38000000) >>> 13;
        } else { // subnormal: adding 0.5 leaves the multiples of 2^-24 in the last bits, correctly rounded
            float shifted = Float.intBitsToFloat(magnitude) + 0.5f;
            half = Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(0.5f);
        }
        if (!Float.isFinite(value) || half > LARGEST_FINITE) {
            throw new IllegalArgumentException(value + " does not fit half precision, whose largest number is 65504");
        }
        return (short) (sign | half);
    }
}
