package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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
 * @param pairs of annotators who judged units in common
 */
public record Agreement(
        KrippendorffAlpha.Level level,
        Estimate alpha,
        Optional<ClusterBootstrap.Resampled> interval,
        long units,
        int unitsJudgedOnce,
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

    /** Collects judgements of one column. */
    static final class Builder {

        private final Map<List<String>, Map<String, Integer>> units = new LinkedHashMap<>();

        /**
         * Adds a judgement; an annotator's second one of the same unit is another unit's, which only repetitions without a
         * session's name can be.
         *
         * @param place on the scale, from 0
         */
        void add(List<String> unit, String annotator, int place) {
            List<String> key = unit;
            for (int copy = 2; units.getOrDefault(key, Map.of()).containsKey(annotator); copy++) {
                key = Stream.concat(unit.stream(), Stream.of("copy " + copy)).toList();
            }
            units.computeIfAbsent(key, unused -> new TreeMap<>()).put(annotator, place);
        }

        Agreement build(String column, KrippendorffAlpha.Level level, int categories) {
            KrippendorffAlpha alpha = KrippendorffAlpha.of(units.values().stream()
                    .map(unit -> unit.values().stream()
                            .mapToDouble(Integer::intValue)
                            .toArray())
                    .toList());
            return new Agreement(
                    level,
                    alpha.alpha(level),
                    alpha.interval(level, ClusterBootstrap.RESAMPLES, FigureSet.seed("agreement " + column)),
                    alpha.units(),
                    alpha.unitsJudgedOnce(),
                    pairs(level, categories));
        }

        private List<Pair> pairs(KrippendorffAlpha.Level level, int categories) {
            TreeSet<String> annotators = new TreeSet<>();
            units.values().forEach(unit -> annotators.addAll(unit.keySet()));
            List<String> names = List.copyOf(annotators);
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                for (int j = i + 1; j < names.size(); j++) {
                    pair(names.get(i), names.get(j), level, categories).ifPresent(pairs::add);
                }
            }
            return pairs;
        }

        private Optional<Pair> pair(String first, String second, KrippendorffAlpha.Level level, int categories) {
            List<int[]> common = new ArrayList<>();
            for (Map<String, Integer> unit : units.values()) {
                Integer one = unit.get(first);
                Integer other = unit.get(second);
                if (one != null && other != null) {
                    common.add(new int[] {one, other});
                }
            }
            if (common.isEmpty()) {
                return Optional.empty();
            }
            int[] ones = common.stream().mapToInt(both -> both[0]).toArray();
            int[] others = common.stream().mapToInt(both -> both[1]).toArray();
            boolean ordered = level != KrippendorffAlpha.Level.NOMINAL;
            return Optional.of(new Pair(
                    first,
                    second,
                    common.size(),
                    Kappa.cohen(ones, others, categories, ordered ? Kappa.Weights.QUADRATIC : Kappa.Weights.NONE),
                    Kappa.cohen(ones, others, categories, ordered ? Kappa.Weights.LINEAR : Kappa.Weights.NONE),
                    Kappa.agreement(ones, others)));
        }
    }
}
