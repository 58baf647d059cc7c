package org.charactermirror.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact quotient; figures stay exact until they are printed, so that halves round as the rule says.
 *
 * @param numerator any sign, in lowest terms
 * @param denominator above zero
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {

    /** Nothing. */
    public static final Fraction ZERO = of(0, 1);

    public Fraction {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("denominator " + denominator + " is not above zero");
        }
        BigInteger divisor = numerator.gcd(denominator);
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
    }

    /** Makes a quotient of two whole numbers, the second above zero. */
    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** Makes the quotient of an exact decimal and a whole number above zero. */
    public static Fraction of(BigDecimal dividend, long divisor) {
        BigDecimal plain = dividend.scale() < 0 ? dividend.setScale(0) : dividend;
        return new Fraction(
                plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()).multiply(BigInteger.valueOf(divisor)));
    }

    /** Returns the exact sum. */
    public Fraction plus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** Returns the exact difference. */
    public Fraction minus(Fraction other) {
        return plus(new Fraction(other.numerator.negate(), other.denominator));
    }

    /** Returns the exact product with a whole number. */
    public Fraction times(long factor) {
        return new Fraction(numerator.multiply(BigInteger.valueOf(factor)), denominator);
    }

    /** Rounds to decimals, halves away from zero. */
    public BigDecimal halfUp(int decimals) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), decimals, RoundingMode.HALF_UP);
    }

    /** Prints with a fixed number of decimals, halves away from zero. */
    public String print(int decimals) {
        return halfUp(decimals).toPlainString();
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }
}
