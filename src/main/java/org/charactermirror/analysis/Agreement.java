package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Kappa;
import org.charactermirror.stats.KrippendorffAlpha;

/**
 * How far annotators agree about one column.
 *
 * @param level how far two values are apart
 * @param alpha Krippendorff's
 * @param interval of alpha, by drawing units anew; with how many resamples had no variation and so no alpha
 * @param units that several annotators judged
 * @param unitsJudgedOnce left out
 * @param intervalAlpha Krippendorff's with squared differences as distances; means something for scores only
 * @param fleiss Fleiss' kappa, where every unit has the same number of judgements
 * @param pairs of annotators who judged units in common
 */
public record Agreement(
        KrippendorffAlpha.Level level,
        Estimate alpha,
        Optional<ClusterBootstrap.Resampled> interval,
        long units,
        int unitsJudgedOnce,
        Estimate intervalAlpha,
        Estimate fleiss,
        List<Pair> pairs) {

    public Agreement {
        pairs = List.copyOf(pairs);
    }

    /**
     * Two annotators.
     *
     * @param n units in common
     * @param kappa Cohen's, with quadratic weights for scores and without weights for flags and outcomes
     * @param linear with linear weights; the same as kappa for flags and outcomes
     * @param share of units to which both gave the same value
     */
    public record Pair(String first, String second, int n, Estimate kappa, Estimate linear, Estimate share) {}

    /**
     * Computes the agreement about one column.
     *
     * @param annotators their numbers by name
     */
    static Agreement of(
            String column, KrippendorffAlpha.Level level, UnitColumn units, Map<String, Integer> annotators) {
        KrippendorffAlpha alpha = KrippendorffAlpha.of(units.patterns());
        return new Agreement(
                level,
                alpha.alpha(level),
                alpha.interval(level, ClusterBootstrap.RESAMPLES, FigureSet.seed("agreement " + column)),
                alpha.units(),
                alpha.unitsJudgedOnce(),
                alpha.alpha(KrippendorffAlpha.Level.INTERVAL),
                Kappa.fleiss(units.patterns()),
                pairs(units, new TreeMap<>(annotators), level));
    }

    private static List<Pair> pairs(
            UnitColumn units, SortedMap<String, Integer> annotators, KrippendorffAlpha.Level level) {
        List<Pair> pairs = new ArrayList<>();
        double[] scale = units.scale();
        for (Map.Entry<String, Integer> first : annotators.entrySet()) {
            for (Map.Entry<String, Integer> second :
                    annotators.tailMap(first.getKey() + "\0").entrySet()) {
                long[][] counts = units.pair(first.getValue(), second.getValue());
                if (counts.length > 0) {
                    pairs.add(pair(first.getKey(), second.getKey(), counts, scale, level));
                }
            }
        }
        return pairs;
    }

    private static Pair pair(
            String first, String second, long[][] counts, double[] scale, KrippendorffAlpha.Level level) {
        boolean ordered = level != KrippendorffAlpha.Level.NOMINAL;
        return new Pair(
                first,
                second,
                Math.toIntExact(
                        Arrays.stream(counts).flatMapToLong(Arrays::stream).sum()),
                Kappa.cohen(counts, scale, ordered ? Kappa.Weights.QUADRATIC : Kappa.Weights.NONE),
                Kappa.cohen(counts, scale, ordered ? Kappa.Weights.LINEAR : Kappa.Weights.NONE),
                Kappa.agreement(counts));
    }
}
