package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.NormalDraws;
import org.charactermirror.stats.PoweredSample;
import org.charactermirror.stats.PredictionPowered;
import org.charactermirror.stats.PredictionPowered.Tuning;
import org.junit.jupiter.api.Test;

/**
 * Measures how often intervals with a judge's help cover the mean over all annotators and characters, and the difference of two models
 * that do not differ. The judge favours the first model by half a point and is half a point lenient. Run as {@link CoverageSimulation} is.
 */
class PoweredCoverageSimulation {

    private static final int STUDIES = Integer.getInteger("charmirror.studies", 4000);

    /** How many dialogues of a model with a character only the judge scores, for each that people score. */
    private static final int MORE = 4;

    private static final double DIALOGUE = 0.5;
    private static final int REPLIES = 10;
    private static final double ERROR_LOGIT = -2.2;

    /** Where the dialogues are that only the judge scores, and which ones people score. */
    private enum Layout {
        /** People and the judge have the same characters; annotators are crossed with them. */
        SAME_CHARACTERS,
        /** The judge has characters of its own. */
        OTHER_CHARACTERS,
        /** As many dialogues as in the layout before, but with two characters of its own. */
        TWO_CHARACTERS,
        /** Each annotator has characters of his own. */
        NESTED,
        /** As the first, but people score the best of each character's dialogues. */
        BEST_SCORED
    }

    /** How much chance is in the judge's scores. */
    private enum Quality {
        GOOD(0.4),
        POOR(1.5);

        private final double noise;

        Quality(double noise) {
            this.noise = noise;
        }
    }

    /** Collects one model's rows. */
    private static final class Rows {

        final List<double[]> scored = new ArrayList<>();
        final Set<Integer> items = new HashSet<>();
        final List<double[]> unscored = new ArrayList<>();

        PoweredSample sample() {
            return new PoweredSample(
                    column(scored, 0),
                    column(scored, 1),
                    numbers(scored, 2),
                    numbers(scored, 3),
                    items.size(),
                    column(unscored, 0),
                    numbers(unscored, 1));
        }

        private static double[] column(List<double[]> rows, int place) {
            return rows.stream().mapToDouble(row -> row[place]).toArray();
        }

        private static int[] numbers(List<double[]> rows, int place) {
            return rows.stream().mapToInt(row -> (int) row[place]).toArray();
        }
    }

    private record Study(Layout layout, Quality quality, int annotators, int characters, boolean flags) {

        /** Draws the rows of two models. */
        List<PoweredSample> draw(NormalDraws random) {
            int all = layout == Layout.NESTED ? annotators * characters : characters;
            double[][] ofAnnotators = effects(annotators, CoverageSimulation.RATING.ofModelByAnnotator(), random);
            Rows[] models = {new Rows(), new Rows()};
            for (int character = 0; character < all; character++) {
                dialogues(character, true, ofAnnotators, models, random);
            }
            int others = layout == Layout.OTHER_CHARACTERS ? all * MORE : layout == Layout.TWO_CHARACTERS ? 2 : 0;
            for (int character = all; character < all + others; character++) {
                dialogues(character, false, ofAnnotators, models, random);
            }
            return Stream.of(models).map(Rows::sample).toList();
        }

        private static double[][] effects(int things, double ofModel, NormalDraws random) {
            double[][] effects = new double[things][];
            for (int i = 0; i < things; i++) {
                effects[i] = CoverageSimulation.effects(CoverageSimulation.RATING.annotator(), ofModel, random);
            }
            return effects;
        }

        private void dialogues(
                int character, boolean people, double[][] annotators, Rows[] models, NormalDraws random) {
            double[] ofCharacter = CoverageSimulation.effects(
                    CoverageSimulation.RATING.character(), CoverageSimulation.RATING.ofModelByCharacter(), random);
            for (int model = 0; model < 2; model++) {
                int dialogues = dialogues(people);
                double[] qualities = new double[dialogues];
                int best = 0;
                for (int i = 0; i < dialogues; i++) {
                    qualities[i] = ofCharacter[model] + DIALOGUE * random.normal();
                    best = qualities[i] > qualities[best] ? i : best;
                }
                int scored = layout == Layout.BEST_SCORED ? best : 0;
                for (int i = 0; i < dialogues; i++) {
                    dialogue(
                            models[model],
                            model,
                            character,
                            qualities[i],
                            people && i == scored ? annotators : new double[0][],
                            random);
                }
            }
        }

        /** Returns how many dialogues a model has with a character that people score, or with one that only the judge does. */
        private int dialogues(boolean people) {
            return switch (layout) {
                case OTHER_CHARACTERS -> 1;
                case TWO_CHARACTERS -> people ? 1 : characters * MORE / 2;
                case SAME_CHARACTERS, NESTED, BEST_SCORED -> 1 + MORE;
            };
        }

        private void dialogue(
                Rows rows, int model, int character, double quality, double[][] annotators, NormalDraws random) {
            int first = layout == Layout.NESTED ? character / characters : 0;
            int last = layout == Layout.NESTED ? first + 1 : annotators.length;
            for (int reply = 0; reply < (flags ? REPLIES : 1); reply++) {
                boolean wrong = flags && random.uniform() < logistic(ERROR_LOGIT - quality);
                double judged = flags
                        ? (random.uniform() < (wrong ? sensitivity() : 0.05 + 0.1 * model) ? 100 : 0)
                        : 3.5 + (model == 0 ? 0.5 : 0) + quality + this.quality.noise * random.normal();
                int item = rows.scored.size();
                for (int a = first; a < last && a < annotators.length; a++) {
                    rows.items.add(item);
                    rows.scored.add(new double[] {
                        flags
                                ? (random.uniform() < (wrong ? logistic(1.5 + annotators[a][model]) : 0.04) ? 100 : 0)
                                : 3
                                        + quality
                                        + annotators[a][model]
                                        + CoverageSimulation.RATING_RESIDUAL * random.normal(),
                        judged,
                        a,
                        character
                    });
                }
                if (annotators.length == 0) {
                    rows.unscored.add(new double[] {judged, character});
                }
            }
        }

        private double sensitivity() {
            return quality == Quality.GOOD ? 0.9 : 0.3;
        }

        private static double logistic(double z) {
            return 1 / (1 + Math.exp(-z));
        }
    }

    /** The rate that people flag on average, by numerical integration over the normal effects. */
    private static double rate() {
        double ofQuality = Math.sqrt(0.4 * 0.4 + 0.3 * 0.3 + DIALOGUE * DIALOGUE);
        double ofAnnotator = Math.sqrt(0.4 * 0.4 + 0.25 * 0.25);
        double wrong = mean(z -> Study.logistic(ERROR_LOGIT - ofQuality * z));
        double seen = mean(z -> Study.logistic(1.5 + ofAnnotator * z));
        return 100 * (wrong * seen + (1 - wrong) * 0.04);
    }

    private static double mean(java.util.function.DoubleUnaryOperator function) {
        double sum = 0;
        double weights = 0;
        for (double z = -8; z <= 8; z += 0.001) {
            double weight = Math.exp(-z * z / 2);
            sum += weight * function.applyAsDouble(z);
            weights += weight;
        }
        return sum / weights;
    }

    @Test
    void intervals_of_scores_with_a_judge_s_help() {
        header();
        for (Layout layout : Layout.values()) {
            for (Quality quality : Quality.values()) {
                for (int[] size : CoverageSimulation.SIZES) {
                    print("scores", new Study(layout, quality, size[0], size[1], false), 3);
                }
            }
        }
    }

    @Test
    void intervals_of_rates_with_a_judge_s_help() {
        header();
        double rate = rate();
        for (Layout layout : List.of(Layout.SAME_CHARACTERS, Layout.OTHER_CHARACTERS)) {
            for (int[] size : CoverageSimulation.SIZES) {
                print("rates", new Study(layout, Quality.GOOD, size[0], size[1], true), rate);
            }
        }
    }

    private static void header() {
        System.out.println(
                "| figure | layout | judge | size | mean: people | tuned | wholly | length | difference: people |"
                        + " tuned | wholly | length |");
    }

    private static void print(String figure, Study study, double truth) {
        NormalDraws seeds = NormalDraws.seeded(CoverageSimulation.SEED);
        int[][] held = new int[2][3];
        double[] lengths = new double[2];
        for (int i = 0; i < STUDIES; i++) {
            List<PoweredSample> models = study.draw(NormalDraws.seeded(seeds.seed()));
            for (int kind = 0; kind < 2; kind++) {
                double[] length = new double[3];
                for (Tuning tuning : Tuning.values()) {
                    PredictionPowered one = kind == 0
                            ? PredictionPowered.mean(models.get(1), tuning)
                            : PredictionPowered.difference(models.get(0), models.get(1), tuning);
                    Interval interval = one.interval().orElseThrow();
                    int place = List.of(Tuning.values()).indexOf(tuning);
                    held[kind][place] += interval.contains(kind == 0 ? truth : 0) ? 1 : 0;
                    length[place] = interval.high() - interval.low();
                }
                lengths[kind] += Math.log(length[1] / length[0]) / STUDIES;
            }
        }
        StringBuilder row = new StringBuilder("| " + figure + " | "
                + study.layout().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " | "
                + study.quality().name().toLowerCase(java.util.Locale.ROOT) + " | " + study.annotators() + "x"
                + study.characters());
        for (int kind = 0; kind < 2; kind++) {
            for (int count : held[kind]) {
                row.append(" | ").append(CoverageSimulation.percent((double) count / STUDIES));
            }
            row.append(" | ").append(Math.round(100 * Math.exp(lengths[kind])));
        }
        System.out.println(row.append(" |"));
        // With people chosen at random a judge must not make intervals cover much less than people alone do.
        if (study.layout() != Layout.BEST_SCORED) {
            assertThat((held[0][0] - held[0][1]) / (double) STUDIES).isLessThan(0.05);
            assertThat((held[1][0] - held[1][1]) / (double) STUDIES).isLessThan(0.05);
        }
    }
}
