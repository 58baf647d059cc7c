package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTest {

    /** The worked example of Krippendorff 2011, "Computing Krippendorff's alpha-reliability", D: four observers, gaps (0). */
    private static final int[][] OBSERVERS = {
        {1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
        {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
        {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
        {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}
    };

    /** Two raters on a scale of five: how often the first gave the row's place and the second the column's. */
    private static final int[][] TABLE = {
        {11, 3, 1, 0, 0}, {4, 9, 5, 1, 0}, {0, 6, 12, 4, 1}, {0, 1, 5, 10, 3}, {0, 0, 2, 4, 8}
    };

    private static final double[] PLACES = {1, 2, 3, 4, 5};

    private static KrippendorffAlpha published() {
        List<double[]> units = new ArrayList<>();
        for (int unit = 0; unit < OBSERVERS[0].length; unit++) {
            int column = unit;
            units.add(Arrays.stream(OBSERVERS)
                    .mapToDouble(observer -> observer[column])
                    .filter(value -> value > 0)
                    .toArray());
        }
        return KrippendorffAlpha.of(units);
    }

    @Test
    void alpha_is_that_of_krippendorffs_worked_example() {
        KrippendorffAlpha alpha = published();
        assertThat(figure(alpha.alpha(KrippendorffAlpha.Level.NOMINAL))).isCloseTo(0.743, within(0.0005));
        assertThat(figure(alpha.alpha(KrippendorffAlpha.Level.ORDINAL))).isCloseTo(0.815, within(0.0005));
        assertThat(figure(alpha.alpha(KrippendorffAlpha.Level.INTERVAL))).isCloseTo(0.849, within(0.0005));
        assertThat(alpha.units()).isEqualTo(11);
        assertThat(alpha.unitsJudgedOnce()).isEqualTo(1);
    }

    @Test
    void units_drawn_anew_give_an_interval_around_alpha_that_depends_on_the_seed_only() {
        KrippendorffAlpha alpha = published();
        ClusterBootstrap.Resampled resampled =
                alpha.interval(KrippendorffAlpha.Level.NOMINAL, 20_000, 5).orElseThrow();
        Interval interval = resampled.interval();
        // A bootstrap of the eleven units written with NumPy, 200,000 resamples: 0.4167 to 1.
        assertThat(interval.low()).isCloseTo(0.4167, within(0.01));
        assertThat(interval.high()).isCloseTo(1, within(1e-12));
        assertThat(alpha.interval(KrippendorffAlpha.Level.NOMINAL, 20_000, 5)).contains(resampled);
    }

    @Test
    void without_overlap_or_without_variation_alpha_is_not_estimable() {
        KrippendorffAlpha once = KrippendorffAlpha.of(List.of(new double[] {1}, new double[] {2}, new double[0]));
        assertThat(once.alpha(KrippendorffAlpha.Level.ORDINAL))
                .isEqualTo(Estimate.notEstimable("no unit was judged by two annotators"));
        assertThat(once.interval(KrippendorffAlpha.Level.ORDINAL, 10, 1)).isEmpty();
        assertThat(once.unitsJudgedOnce()).isEqualTo(2);
        assertThat(KrippendorffAlpha.of(List.of(new double[] {3, 3}, new double[] {3, 3}))
                        .alpha(KrippendorffAlpha.Level.ORDINAL))
                .isEqualTo(Estimate.notEstimable("all judgements are equal"));
    }

    @Test
    void cohens_kappa_agrees_with_r_with_every_kind_of_weights() {
        List<int[]> raters = raters();
        // vcd::Kappa: unweighted, Equal-Spacing, Fleiss-Cohen.
        assertThat(cohen(raters, Kappa.Weights.NONE)).isCloseTo(0.43837753510140415, within(1e-14));
        assertThat(cohen(raters, Kappa.Weights.LINEAR)).isCloseTo(0.6484375, within(1e-14));
        assertThat(cohen(raters, Kappa.Weights.QUADRATIC)).isCloseTo(0.8064946619217084, within(1e-14));
        // The diagonal has 11 + 9 + 12 + 10 + 8 = 50 of 90.
        assertThat(figure(Kappa.agreement(counts(raters.get(0), raters.get(1)))))
                .isCloseTo(50 / 90.0, within(1e-15));
    }

    private static long[][] counts(int[] first, int[] second) {
        long[][] counts = new long[5][5];
        for (int i = 0; i < first.length; i++) {
            counts[first[i]][second[i]]++;
        }
        return counts;
    }

    private static double cohen(List<int[]> raters, Kappa.Weights weights) {
        return figure(Kappa.cohen(counts(raters.get(0), raters.get(1)), PLACES, weights));
    }

    private static List<int[]> raters() {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int row = 0; row < TABLE.length; row++) {
            for (int column = 0; column < TABLE.length; column++) {
                for (int n = 0; n < TABLE[row][column]; n++) {
                    first.add(row);
                    second.add(column);
                }
            }
        }
        return List.of(
                first.stream().mapToInt(Integer::intValue).toArray(),
                second.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void kappa_of_two_who_always_say_the_same_one_thing_is_not_estimable() {
        assertThat(Kappa.cohen(counts(new int[] {2, 2}, new int[] {2, 2}), PLACES, Kappa.Weights.QUADRATIC))
                .isEqualTo(Estimate.notEstimable("both gave every unit the same value"));
        assertThat(Kappa.cohen(counts(new int[0], new int[0]), PLACES, Kappa.Weights.NONE))
                .isEqualTo(Estimate.notEstimable("no unit was judged by both"));
    }

    @Test
    void fleiss_kappa_is_that_of_his_psychiatric_example() {
        // The table of ten subjects, fourteen raters and five categories that is widely used to teach it: kappa 0.210.
        List<int[]> units = List.of(
                new int[] {0, 0, 0, 0, 14},
                new int[] {0, 2, 6, 4, 2},
                new int[] {0, 0, 3, 5, 6},
                new int[] {0, 3, 9, 2, 0},
                new int[] {2, 2, 8, 1, 1},
                new int[] {7, 7, 0, 0, 0},
                new int[] {3, 2, 6, 3, 0},
                new int[] {2, 5, 3, 2, 2},
                new int[] {6, 5, 2, 1, 0},
                new int[] {0, 2, 2, 3, 7});
        assertThat(figure(Kappa.fleiss(patterns(units)))).isCloseTo(0.210, within(0.0005));
    }

    @Test
    void fleiss_kappa_says_why_it_is_not_estimable() {
        assertThat(Kappa.fleiss(Map.of())).isEqualTo(Estimate.notEstimable("no units"));
        assertThat(Kappa.fleiss(patterns(List.of(new int[] {1, 0}))))
                .isEqualTo(Estimate.notEstimable("units were judged once"));
        assertThat(Kappa.fleiss(patterns(List.of(new int[] {1, 1}, new int[] {2, 1}))))
                .isEqualTo(Estimate.notEstimable("units do not have the same number of judgements"));
        assertThat(Kappa.fleiss(patterns(List.of(new int[] {2, 0}, new int[] {2, 0}))))
                .isEqualTo(Estimate.notEstimable("all judgements are equal"));
    }

    @Test
    void a_weighted_kappa_goes_by_how_far_values_are_apart_and_not_by_how_many_there_are() {
        // Values 1, 3.67 and 5. Of four units the first says 1, 1, 5, 5 and the second 1, 3.67, 5, 5. Observed 2.67 /
        // 4;
        // expected (2 (0 + 2.67 + 4 + 4) + 2 (4 + 1.33 + 0 + 0)) / 16 = 32 / 16: kappa is 1 - 0.6675 / 2.
        long[][] counts = {{1, 1, 0}, {0, 0, 0}, {0, 0, 2}};
        assertThat(figure(Kappa.cohen(counts, new double[] {1, 3.67, 5}, Kappa.Weights.LINEAR)))
                .isCloseTo(1 - 0.6675 / 2, within(1e-12));
    }

    /** Takes how often each unit was put into each category. */
    private static Map<UnitPattern, Long> patterns(List<int[]> units) {
        Map<UnitPattern, Long> patterns = new HashMap<>();
        for (int[] unit : units) {
            double[] given = IntStream.range(0, unit.length)
                    .flatMap(category -> IntStream.generate(() -> category).limit(unit[category]))
                    .asDoubleStream()
                    .toArray();
            patterns.merge(UnitPattern.of(given), 1L, Long::sum);
        }
        return patterns;
    }

    private static double figure(Estimate estimate) {
        return estimate.value().orElseThrow();
    }
}
