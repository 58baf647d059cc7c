package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.ClusterSums;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.NormalDraws;
import org.charactermirror.stats.PairedStrengths;
import org.charactermirror.stats.SignTest;
import org.charactermirror.stats.StrengthsBootstrap;
import org.charactermirror.stats.Wilson;
import org.junit.jupiter.api.Test;

/**
 * Measures how often intervals cover what they should and tests reject what is true, where annotators and characters are random
 * draws from many. It takes minutes and is no part of the default build: {@code ./mvnw -Psimulation test}. What it prints stands in
 * {@code docs/statistics.md}.
 */
class CoverageSimulation {

    private static final int STUDIES = Integer.getInteger("charmirror.studies", 1000);
    static final int RESAMPLES = Integer.getInteger("charmirror.resamples", 1000);
    static final long SEED = Long.getLong("charmirror.simulation.seed", 20_251_128L);

    private static final double LEVEL = 0.05;

    /** Annotators, characters. */
    static final int[][] SIZES = {{3, 6}, {5, 8}, {10, 12}, {10, 24}, {20, 24}};

    /** What a study of one figure said: whether its intervals held the truth, in the order of the methods. */
    record Held(boolean[] methods) {}

    /** Effects of annotators, characters, their cells, on one model. */
    record Effects(double annotator, double character, double ofModelByAnnotator, double ofModelByCharacter) {}

    static final Effects RATING = new Effects(0.4, 0.4, 0.25, 0.3);
    static final double RATING_RESIDUAL = 0.8;
    private static final Effects ERRORS = new Effects(0.5, 0.5, 0.3, 0.4);
    private static final int ROUNDS = 20;

    /** Of logistic effects around this: about 12 flags per 100. */
    private static final double ERROR_LOGIT = -2.2;

    private static final Effects PAIRS = new Effects(0, 0, 0.3, 0.4);

    /** TwoModels of two models of one simulated study. */
    private static final class TwoModels {

        final ClusterSums.Builder[] both = new ClusterSums.Builder[2];
        final ClusterSums.Builder[] annotators = new ClusterSums.Builder[2];
        final ClusterSums.Builder[] characters = new ClusterSums.Builder[2];
        final boolean nested;
        /** Of each annotator and character, the first model's figure less the second's. */
        final double[][] differences;

        TwoModels(int a, int c, boolean nested) {
            this.nested = nested;
            this.differences = new double[a][nested ? a * c : c];
            for (int m = 0; m < 2; m++) {
                both[m] = nested ? new ClusterSums.Builder(a, 1) : new ClusterSums.Builder(a, c);
                annotators[m] = new ClusterSums.Builder(a, 1);
                characters[m] = new ClusterSums.Builder(nested ? a * c : c, 1);
            }
        }

        void add(int model, int a, int c, double sum, int n) {
            both[model].add(a, nested ? 0 : c, sum, n);
            annotators[model].add(a, 0, sum, n);
            characters[model].add(c, 0, sum, n);
            differences[a][c] += (model == 0 ? 1 : -1) * sum / n;
        }
    }

    private interface Draw {
        /** Draws the rows of a cell, given what annotator, character and model add up to. */
        void draw(TwoModels rows, int model, int annotator, int character, double effect, NormalDraws random);
    }

    private static void rating(TwoModels rows, int model, int a, int c, double effect, NormalDraws random) {
        rows.add(model, a, c, 3 + effect + RATING_RESIDUAL * random.normal(), 1);
    }

    private static void errors(TwoModels rows, int model, int a, int c, double effect, NormalDraws random) {
        double p = 1 / (1 + Math.exp(-(ERROR_LOGIT + effect)));
        int flagged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            flagged += random.uniform() < p ? 1 : 0;
        }
        rows.add(model, a, c, 100.0 * flagged, ROUNDS);
    }

    /** Draws a study in which two models do not differ. */
    private static TwoModels study(int a, int c, boolean nested, Effects effects, Draw draw, NormalDraws random) {
        int all = nested ? a * c : c;
        TwoModels rows = new TwoModels(a, c, nested);
        double[][] ofAnnotators = new double[a][];
        for (int i = 0; i < a; i++) {
            ofAnnotators[i] = effects(effects.annotator(), effects.ofModelByAnnotator(), random);
        }
        for (int character = 0; character < all; character++) {
            double[] ofCharacter = effects(effects.character(), effects.ofModelByCharacter(), random);
            for (int i = nested ? character / c : 0; i < (nested ? character / c + 1 : a); i++) {
                for (int model = 0; model < 2; model++) {
                    draw.draw(rows, model, i, character, ofAnnotators[i][model] + ofCharacter[model], random);
                }
            }
        }
        return rows;
    }

    static double[] effects(double ofAll, double ofModel, NormalDraws random) {
        double common = ofAll * random.normal();
        return new double[] {common + ofModel * random.normal(), common + ofModel * random.normal()};
    }

    private static Held held(TwoModels rows, int a, int c, double truth, long seed) {
        List<ClusterSums> figures = List.of(rows.both[0].build(), rows.both[1].build());
        ClusterBootstrap bootstrap = ClusterBootstrap.of(figures, a, rows.nested ? 1 : c, RESAMPLES, seed);
        Interval mean = bootstrap.interval(0).orElseThrow().interval();
        Interval difference = bootstrap
                .combination(new int[] {0, 1}, new double[] {1, -1})
                .orElseThrow()
                .interval();
        ClusteredTest test = ClusteredTest.of(
                ClusteredTest.differences(
                        rows.annotators[0].build().meansOfFirst(),
                        rows.annotators[1].build().meansOfFirst()),
                ClusteredTest.differences(
                        rows.characters[0].build().meansOfFirst(),
                        rows.characters[1].build().meansOfFirst()),
                true,
                seed);
        return new Held(new boolean[] {
            holds(mean, truth),
            holds(widened(mean, figures.get(0).mean().value().orElseThrow(), a), truth),
            holds(difference, 0),
            holds(widened(difference, middle(figures), a), 0),
            test.p().orElse(1) < LEVEL,
            test.byAnnotator().orElseThrow().p() < LEVEL,
            test.byCharacter().orElseThrow().p() < LEVEL,
            test.p().orElse(1) < LEVEL && !holds(difference, 0),
            twoWay(rows.differences, rows.nested) > student(a)
        });
    }

    /**
     * Returns the mean over its standard error with clusters of both kinds: the variance by annotators and that by characters, less that
     * of single cells (Cameron, Gelbach and Miller 2011); of nested characters that by annotators.
     */
    private static double twoWay(double[][] cells, boolean nested) {
        int a = cells.length;
        int c = nested ? cells[0].length / a : cells[0].length;
        double mean = Arrays.stream(cells).flatMapToDouble(Arrays::stream).sum() / (a * c);
        double byAnnotator = 0;
        double byCell = 0;
        double[] ofCharacters = new double[cells[0].length];
        for (int i = 0; i < a; i++) {
            double sum = 0;
            for (int j = nested ? i * c : 0; j < (nested ? i * c + c : c); j++) {
                double residual = cells[i][j] - mean;
                sum += residual;
                ofCharacters[j] += residual;
                byCell += residual * residual;
            }
            byAnnotator += sum * sum;
        }
        double annotators = byAnnotator * a / (a - 1);
        double characters = Arrays.stream(ofCharacters).map(sum -> sum * sum).sum() * c / Math.max(1, c - 1);
        double variance =
                nested ? annotators : Math.max(Math.max(annotators, characters), annotators + characters - byCell);
        return Math.abs(mean) / (Math.sqrt(variance) / (a * c));
    }

    /** Returns the 97.5 % point of Student's distribution with one degree of freedom less than so many clusters (R: qt). */
    private static double student(int clusters) {
        return switch (clusters) {
            case 3 -> 4.302653;
            case 5 -> 2.776445;
            case 10 -> 2.262157;
            case 20 -> 2.093024;
            default -> throw new IllegalArgumentException(clusters + " clusters");
        };
    }

    private static double middle(List<ClusterSums> figures) {
        return figures.get(0).mean().value().orElseThrow()
                - figures.get(1).mean().value().orElseThrow();
    }

    /** Stretches an interval about its figure as far as Student's distribution is wider than the normal one. */
    private static Interval widened(Interval interval, double figure, int fewestClusters) {
        double factor = student(fewestClusters) / 1.959964;
        return new Interval(figure + factor * (interval.low() - figure), figure + factor * (interval.high() - figure));
    }

    static boolean holds(Interval interval, double truth) {
        return interval.low() <= truth && truth <= interval.high();
    }

    @Test
    void intervals_and_tests_of_ratings_and_errors() {
        System.out.println(
                "| figure | design | size | mean | widened | difference | widened | clustered p | by annotator | by character | p and interval | two-way |");
        for (boolean nested : new boolean[] {false, true}) {
            for (int[] size : SIZES) {
                print("ratings", nested, size, RATING, CoverageSimulation::rating, 3);
                print("error rates", nested, size, ERRORS, CoverageSimulation::errors, errorRate());
            }
        }
    }

    /** The mean rate of all annotators and characters, by numerical integration over their normal effects. */
    private static double errorRate() {
        double deviation = Math.sqrt(0.5 * 0.5 + 0.5 * 0.5 + 0.3 * 0.3 + 0.4 * 0.4);
        double sum = 0;
        double weights = 0;
        for (double z = -8; z <= 8; z += 0.001) {
            double weight = Math.exp(-z * z / 2);
            sum += weight * 100 / (1 + Math.exp(-(ERROR_LOGIT + deviation * z)));
            weights += weight;
        }
        return sum / weights;
    }

    private static void print(String figure, boolean nested, int[] size, Effects effects, Draw draw, double truth) {
        double[] shares = shares(seed -> {
            NormalDraws random = NormalDraws.seeded(seed);
            return held(study(size[0], size[1], nested, effects, draw, random), size[0], size[1], truth, random.seed());
        });
        System.out.println("| " + figure + " | " + (nested ? "nested" : "crossed") + " | " + size[0] + "x" + size[1]
                + " | "
                + Arrays.stream(shares).mapToObj(CoverageSimulation::percent).collect(Collectors.joining(" | "))
                + " |");
        // What is called significant only if the interval leaves out zero too must not be so more often than it says.
        assertThat(shares[7]).isLessThan(LEVEL + 4 * Math.sqrt(LEVEL * (1 - LEVEL) / STUDIES));
    }

    static double[] shares(LongFunction<Held> study) {
        NormalDraws seeds = NormalDraws.seeded(SEED);
        double[] shares = new double[0];
        for (int i = 0; i < STUDIES; i++) {
            boolean[] methods = study.apply(seeds.seed()).methods();
            shares = shares.length == 0 ? new double[methods.length] : shares;
            for (int method = 0; method < methods.length; method++) {
                shares[method] += methods[method] ? 1.0 / STUDIES : 0;
            }
        }
        return shares;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    @Test
    void intervals_and_tests_of_comparisons() {
        System.out.println(
                "| size | advantage | strengths | decided share, clustered | Wilson | clustered p | p and interval | two-way | sign test |");
        for (int[] size : SIZES) {
            double[] shares = shares(seed -> comparisons(size[0], size[1], seed));
            System.out.println("| " + size[0] + "x" + size[1] + " | "
                    + Arrays.stream(shares)
                            .mapToObj(CoverageSimulation::percent)
                            .collect(Collectors.joining(" | "))
                    + " |");
            assertThat(shares[5]).isLessThan(LEVEL + 4 * Math.sqrt(LEVEL * (1 - LEVEL) / STUDIES));
        }
    }

    /** Draws a study of three models that do not differ, a comparison of each pair by each annotator with each character. */
    private static Held comparisons(int a, int c, long seed) {
        NormalDraws random = NormalDraws.seeded(seed);
        double[][] annotators = modelEffects(a, PAIRS.ofModelByAnnotator(), random);
        double[][] characters = modelEffects(c, PAIRS.ofModelByCharacter(), random);
        ClusterSums.Builder points = new ClusterSums.Builder(a, c);
        ClusterSums.Builder decided = new ClusterSums.Builder(a, c);
        ClusterSums.Builder byAnnotator = new ClusterSums.Builder(a, 1);
        ClusterSums.Builder byCharacter = new ClusterSums.Builder(c, 1);
        StrengthsBootstrap strengths = new StrengthsBootstrap(3, a, c);
        double[][] cells = new double[a][c];
        int wins = 0;
        int losses = 0;
        for (int i = 0; i < a; i++) {
            for (int j = 0; j < c; j++) {
                for (int first = 0; first < 3; first++) {
                    for (int second = first + 1; second < 3; second++) {
                        double logit = annotators[i][first]
                                + characters[j][first]
                                - annotators[i][second]
                                - characters[j][second];
                        boolean tie = random.uniform() < 0.15;
                        boolean won = random.uniform() < 1 / (1 + Math.exp(-logit));
                        strengths.add(i, j, won || tie ? first : second, won || tie ? second : first, tie);
                        if (first == 0 && second == 1) {
                            double value = tie ? 0 : won ? 100 : -100;
                            points.add(i, j, value);
                            cells[i][j] = value;
                            byAnnotator.add(i, 0, value);
                            byCharacter.add(j, 0, value);
                            wins += !tie && won ? 1 : 0;
                            losses += !tie && !won ? 1 : 0;
                            if (!tie) {
                                decided.add(i, j, won ? 1 : 0);
                            }
                        }
                    }
                }
            }
        }
        ClusterBootstrap bootstrap =
                ClusterBootstrap.of(List.of(points.build(), decided.build()), a, c, RESAMPLES, random.seed());
        ClusteredTest test = ClusteredTest.of(
                present(byAnnotator.build().meansOfFirst()),
                present(byCharacter.build().meansOfFirst()),
                true,
                seed);
        boolean advantageHolds = holds(bootstrap.interval(0).orElseThrow().interval(), 0);
        boolean rejected = test.p().orElse(1) < LEVEL;
        return new Held(new boolean[] {
            advantageHolds,
            strengthHolds(strengths, random.seed()),
            holds(bootstrap.interval(1).orElseThrow().interval(), 0.5),
            holds(Wilson.of(wins, wins + losses), 0.5),
            rejected,
            rejected && !advantageHolds,
            twoWay(cells, false) > student(a),
            SignTest.pValue(wins, losses).value().orElse(1) < LEVEL
        });
    }

    /** A study without an estimate has no interval that could hold anything. */
    private static boolean strengthHolds(StrengthsBootstrap strengths, long seed) {
        List<String> names = List.of("a", "b", "c");
        PairedStrengths.Model model = PairedStrengths.Model.DAVIDSON;
        return PairedStrengths.of(strengths.counts(), names, model) instanceof PairedStrengths.Estimated estimate
                && strengths
                        .intervals(names, estimate, model, Math.min(RESAMPLES, 400), seed)
                        .get(0)
                        .map(resampled -> holds(resampled.interval(), 0))
                        .orElse(false);
    }

    private static double[][] modelEffects(int things, double deviation, NormalDraws random) {
        double[][] effects = new double[things][3];
        for (double[] one : effects) {
            for (int model = 0; model < 3; model++) {
                one[model] = deviation * random.normal();
            }
        }
        return effects;
    }

    private static List<Double> present(OptionalDouble[] means) {
        List<Double> present = new ArrayList<>();
        for (OptionalDouble mean : means) {
            mean.ifPresent(present::add);
        }
        return present;
    }
}
