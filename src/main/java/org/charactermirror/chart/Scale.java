package org.charactermirror.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A straight scale with round numbers on it.
 *
 * @param from the figure at its beginning
 * @param to the figure at its end; above {@code from}
 * @param step between two of the numbers; divides the scale without a rest
 */
public record Scale(double from, double to, double step) {

    /** How many steps a scale has at most. */
    private static final int STEPS = 4;

    public Scale {
        if (!(from < to) || !(step > 0) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException("no scale: " + from + " to " + to + " by " + step);
        }
    }

    /** Returns the smallest scale of at most four round steps that holds two figures; equal figures stand inside it. */
    public static Scale around(double low, double high) {
        double least = low;
        double most = high;
        if (most - least < 1e-9 * Math.max(1, Math.abs(most))) {
            double room = least == 0 ? 1 : Math.abs(least) / 2;
            most = least + room;
            // Zero is where percentages begin: a column of zeros has no room below.
            least = least == 0 ? 0 : least - room;
        }
        double power = Math.pow(10, Math.floor(Math.log10((most - least) / STEPS)));
        for (int tens = 0; tens < 3; tens++) {
            for (double unit : new double[] {1, 2, 2.5, 5}) {
                double step = unit * power;
                long first = (long) Math.floor(least / step + 1e-9);
                long last = (long) Math.ceil(most / step - 1e-9);
                if (last - first <= STEPS) {
                    return new Scale(first * step, last * step, step);
                }
            }
            power *= 10;
        }
        throw new IllegalStateException("no scale holds " + low + " and " + high);
    }

    /** Returns the numbers on the scale. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long steps = Math.round((to - from) / step);
        for (int i = 0; i <= steps; i++) {
            double tick = from + i * step;
            // A sum of binary fractions may miss zero by a little.
            ticks.add(Math.abs(tick) < step * 1e-9 ? 0.0 : tick);
        }
        return ticks;
    }

    /** Returns how far along a figure stands, from 0 to 1; what lies outside stands at the nearer end. */
    double share(double value) {
        return Math.min(1, Math.max(0, (value - from) / (to - from)));
    }

    /** Returns a tick with as many decimals as the step has, and a real minus sign. */
    String label(double tick) {
        int decimals = Math.max(
                0,
                BigDecimal.valueOf(step)
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .scale());
        BigDecimal value = BigDecimal.valueOf(tick).setScale(decimals, RoundingMode.HALF_UP);
        return value.signum() == 0
                ? value.abs().toPlainString()
                : value.toPlainString().replace('-', '−');
    }
}
