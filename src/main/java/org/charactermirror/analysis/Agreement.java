package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
     * @param places on the scale, from 0, by row; negative where a row does not judge the column
     * @param categories how many places the scale has
     */
    static Agreement of(String column, KrippendorffAlpha.Level level, int categories, JudgedUnits units, int[] places) {
        List<double[]> judged = new ArrayList<>();
        List<int[]> byCategory = new ArrayList<>();
        // Of each two annotators, the later first, how often one gave one place and the other another, place by place.
        int[][][] counted = new int[units.annotators().size()][][];
        units.forEach(places, (who, what) -> {
            judged.add(Arrays.stream(what).asDoubleStream().toArray());
            int[] given = new int[categories];
            for (int place : what) {
                given[place]++;
            }
            byCategory.add(given);
            for (int i = 0; i < who.length; i++) {
                for (int j = i + 1; j < who.length; j++) {
                    if (counted[who[j]] == null) {
                        counted[who[j]] = new int[who[j]][];
                    }
                    int[][] earlier = counted[who[j]];
                    if (earlier[who[i]] == null) {
                        earlier[who[i]] = new int[categories * categories];
                    }
                    earlier[who[i]][what[i] * categories + what[j]]++;
                }
            }
        });
        KrippendorffAlpha alpha = KrippendorffAlpha.of(judged);
        return new Agreement(
                level,
                alpha.alpha(level),
                alpha.interval(level, ClusterBootstrap.RESAMPLES, FigureSet.seed("agreement " + column)),
                alpha.units(),
                alpha.unitsJudgedOnce(),
                alpha.alpha(KrippendorffAlpha.Level.INTERVAL),
                Kappa.fleiss(byCategory),
                pairs(units.annotators(), counted, level, categories));
    }

    private static List<Pair> pairs(
            List<String> annotators, int[][][] counted, KrippendorffAlpha.Level level, int categories) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < annotators.size(); i++) {
            for (int j = i + 1; j < annotators.size(); j++) {
                if (counted[j] != null && counted[j][i] != null) {
                    int[] flat = counted[j][i];
                    int[][] counts = new int[categories][];
                    for (int place = 0; place < categories; place++) {
                        counts[place] = Arrays.copyOfRange(flat, place * categories, (place + 1) * categories);
                    }
                    pairs.add(pair(annotators.get(i), annotators.get(j), counts, level));
                }
            }
        }
        return pairs;
    }

    private static Pair pair(String first, String second, int[][] counts, KrippendorffAlpha.Level level) {
        boolean ordered = level != KrippendorffAlpha.Level.NOMINAL;
        return new Pair(
                first,
                second,
                Arrays.stream(counts).flatMapToInt(Arrays::stream).sum(),
                Kappa.cohen(counts, ordered ? Kappa.Weights.QUADRATIC : Kappa.Weights.NONE),
                Kappa.cohen(counts, ordered ? Kappa.Weights.LINEAR : Kappa.Weights.NONE),
                Kappa.agreement(counts));
    }
}
