package org.charactermirror.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Krippendorff's alpha: 1 less the observed over the expected disagreement, for any number of annotators and with cells missing
 * (Krippendorff 2011, "Computing Krippendorff's alpha-reliability").
 *
 * <p>Units judged once are left out: nobody could disagree with their only judgement.
 */
public final class KrippendorffAlpha {

    private final double[] values;
    private final List<int[]> patterns;
    private final long[] frequencies;
    private final int unitsJudgedOnce;

    private KrippendorffAlpha(double[] values, List<int[]> patterns, long[] frequencies, int unitsJudgedOnce) {
        this.values = values;
        this.patterns = patterns;
        this.frequencies = frequencies;
        this.unitsJudgedOnce = unitsJudgedOnce;
    }

    /** How far two values are apart. */
    public enum Level {
        /** Equal or not. */
        NOMINAL,
        /** By how many judgements lie between, those of the two values themselves counted half. */
        ORDINAL,
        /** By the square of their difference. */
        INTERVAL
    }

    /**
     * Takes in judgements.
     *
     * @param units the values that each unit was given, by however many annotators, in any order
     */
    public static KrippendorffAlpha of(List<double[]> units) {
        Map<UnitPattern, Long> patterns = new HashMap<>();
        for (double[] unit : units) {
            if (unit.length > 0) {
                patterns.merge(UnitPattern.of(unit), 1L, Long::sum);
            }
        }
        return of(patterns);
    }

    /** Takes in how many units have each pattern; the order of the patterns does not matter. */
    public static KrippendorffAlpha of(Map<UnitPattern, Long> units) {
        TreeMap<UnitPattern, Long> sorted = new TreeMap<>();
        long once = 0;
        for (Map.Entry<UnitPattern, Long> unit : units.entrySet()) {
            if (unit.getKey().judgements() > 1) {
                sorted.put(unit.getKey(), unit.getValue());
            } else {
                once += unit.getValue();
            }
        }
        double[] values = sorted.keySet().stream()
                .flatMapToDouble(pattern -> Arrays.stream(pattern.values()))
                .distinct()
                .sorted()
                .toArray();
        return new KrippendorffAlpha(
                values,
                sorted.keySet().stream()
                        .map(pattern -> pattern.countsOf(values))
                        .toList(),
                sorted.values().stream().mapToLong(Long::longValue).toArray(),
                Math.toIntExact(once));
    }

    /** Returns how many units were judged more than once. */
    public long units() {
        return Arrays.stream(frequencies).sum();
    }

    /** Returns how many units were judged once and left out. */
    public int unitsJudgedOnce() {
        return unitsJudgedOnce;
    }

    /** Returns alpha, at most 1; below 0 where annotators disagree more than chance would make them. */
    public Estimate alpha(Level level) {
        if (frequencies.length == 0) {
            return Estimate.notEstimable("no unit was judged by two annotators");
        }
        return values.length == 1
                ? Estimate.notEstimable("all judgements are equal")
                : alpha(level, Coincidences.of(patterns, frequencies, values.length));
    }

    /**
     * Returns the percentile interval of alpha when units are drawn anew; annotators are not, since copies of one would agree.
     *
     * @param resamples how often, at least 1
     * @return nothing where alpha is not estimable, or not in any resample
     */
    public Optional<ClusterBootstrap.Resampled> interval(Level level, int resamples, long seed) {
        if (alpha(level).value().isEmpty()) {
            return Optional.empty();
        }
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        Multinomial draws = new Multinomial(frequencies);
        Coincidences.OfPatterns ofPatterns = Coincidences.ofPatterns(patterns, values.length);
        double[] alphas = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            alphas[i] = alpha(level, ofPatterns.sum(draws.draw(random))).value().orElse(Double.NaN);
        }
        return ClusterBootstrap.interval(alphas);
    }

    private Estimate alpha(Level level, Coincidences coincidences) {
        return alpha(level, values, coincidences);
    }

    /** Returns 1 less the observed over the expected disagreement of a matrix, whose places are the values in their order. */
    static Estimate alpha(Level level, double[] values, Coincidences coincidences) {
        double[] marginals = coincidences.marginals();
        double judgements = Arrays.stream(marginals).sum();
        double observed = 0;
        double expected = 0;
        for (int c = 0; c < values.length; c++) {
            double[] row = coincidences.row(c);
            for (int k = 0; k < values.length; k++) {
                double distance = squaredDistance(level, values, marginals, c, k);
                observed += row[k] * distance;
                expected += marginals[c] * marginals[k] * distance;
            }
        }
        if (expected == 0) {
            return Estimate.notEstimable("all judgements are equal");
        }
        return Estimate.of(1 - (judgements - 1) * observed / expected);
    }

    private static double squaredDistance(Level level, double[] values, double[] marginals, int c, int k) {
        if (c == k) {
            return 0;
        }
        double distance = switch (level) {
            case NOMINAL -> 1;
            case INTERVAL -> values[c] - values[k];
            case ORDINAL -> between(marginals, Math.min(c, k), Math.max(c, k));
        };
        return distance * distance;
    }

    private static double between(double[] marginals, int low, int high) {
        double sum = -(marginals[low] + marginals[high]) / 2;
        for (int value = low; value <= high; value++) {
            sum += marginals[value];
        }
        return sum;
    }
}
