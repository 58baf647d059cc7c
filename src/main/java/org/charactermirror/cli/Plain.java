package org.charactermirror.cli;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people write them. */
final class Plain {

    private static final MathContext THREE = new MathContext(3);
    private static final MathContext TWELVE = new MathContext(12);

    private Plain() {}

    /** Returns three digits at most, without an exponent or zeros at the end. */
    static String number(double value) {
        return Double.isFinite(value) ? decimal(value, THREE).toPlainString() : String.valueOf(value);
    }

    /** Returns a finite number with twelve digits at most, for programs. */
    static BigDecimal exact(double value) {
        return decimal(value, TWELVE);
    }

    private static BigDecimal decimal(double value, MathContext digits) {
        BigDecimal decimal = new BigDecimal(value).round(digits).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }
}
