package org.charactermirror.analysis.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.charactermirror.analysis.ClusteredTest;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.ClusterSums;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.NormalDraws;
import org.charactermirror.stats.SignFlipTest;

/** The rows of one study that never took place, added up by annotator and by character. */
final class SimulatedStudy {

    /** A report draws ten times as many: with fewer the ends of single intervals vary more, but to both sides. */
    private static final int RESAMPLES = 1_000;

    /** Of a difference of two independent effects each makes half the variance. */
    private static final double OF_EACH = Math.sqrt(0.5);

    private final Question question;
    private final Design design;
    private final NormalDraws random;
    private final boolean paired;
    /** What rows are about: models, or pairs of them. */
    private final int units;

    private final Sums byAnnotator;
    private final Sums byCharacter;
    /** By unit, of those that the first model is part of or compared with; what a report's interval would be drawn from. */
    private final List<ClusterSums.Builder> resampled;

    private long cells;
    private long outside;
    /** Expectations of the model that differs, and of the first other one; of pairs only their own. */
    private final double[] expectations = new double[2];

    private final long[] expectationCounts = new long[2];

    private SimulatedStudy(Question question, Design design, NormalDraws random) {
        this.question = question;
        this.design = design;
        this.random = random;
        this.paired = question.outcome() instanceof Outcome.Choice;
        this.units = paired ? question.pairs() : question.models();
        this.byAnnotator = new Sums(units, design.annotators());
        this.byCharacter = new Sums(units, design.allCharacters());
        this.resampled = Stream.generate(() -> new ClusterSums.Builder(design.busyAnnotators(), seconds()))
                .limit(paired ? question.models() - 1 : units)
                .toList();
    }

    /** Characters are drawn anew beside annotators only where they are shared, as in a report. */
    private int seconds() {
        return design.charactersShared() ? design.allCharacters() : 1;
    }

    /** Draws a study. */
    static SimulatedStudy drawn(Question question, Design design, long seed) {
        SimulatedStudy study = new SimulatedStudy(question, design, NormalDraws.seeded(seed));
        study.draw();
        return study;
    }

    private void draw() {
        double[][] annotators = effects(design.annotators(), question.spread().annotator());
        double[][] characters =
                effects(design.allCharacters(), question.spread().character());
        double[][] dialogues = effects(design.dialogues(), 0);
        for (int character = 0; character < design.allCharacters(); character++) {
            if (question.spread().dialogue() > 0) {
                dialogues = effects(design.dialogues(), question.spread().dialogue());
            }
            for (int dialogue = 0; dialogue < design.dialogues(); dialogue++) {
                for (int annotator : design.judgesOf(character, dialogue)) {
                    judge(annotator, character, annotators[annotator], characters[character], dialogues[dialogue]);
                }
            }
        }
    }

    /** Returns one effect on each model for each of several things. */
    private double[][] effects(int things, double spread) {
        double[][] effects = new double[things][question.models()];
        for (int thing = 0; spread > 0 && thing < things; thing++) {
            for (int model = 0; model < question.models(); model++) {
                effects[thing][model] = spread * OF_EACH * random.normal();
            }
        }
        return effects;
    }

    private void judge(int annotator, int character, double[] ofAnnotator, double[] ofCharacter, double[] ofDialogue) {
        double[] models = new double[question.models()];
        for (int model = 0; model < models.length; model++) {
            models[model] = question.expected(model) + ofAnnotator[model] + ofCharacter[model] + ofDialogue[model];
        }
        if (!paired) {
            for (int model = 0; model < models.length; model++) {
                write(model, annotator, character, models[model], OF_EACH);
            }
            return;
        }
        int pair = 0;
        for (int a = 0; a < models.length; a++) {
            for (int b = a + 1; b < models.length; b++) {
                write(pair++, annotator, character, models[a] - models[b], 1);
            }
        }
    }

    private void write(int unit, int annotator, int character, double expected, double part) {
        double spread = question.spread().judgement();
        double aimed = spread > 0 ? expected + spread * part * random.normal() : expected;
        double possible = question.outcome().possible(aimed);
        cells++;
        outside += possible == aimed ? 0 : 1;
        if (unit < expectations.length) {
            expectations[unit] += possible;
            expectationCounts[unit]++;
        }
        double sum = question.outcome().draw(possible, design.rounds(), random);
        int rows = question.outcome().rows(design.rounds());
        byAnnotator.add(unit, annotator, sum, rows);
        byCharacter.add(unit, character, sum, rows);
        if (unit < resampled.size()) {
            resampled.get(unit).add(annotator, design.charactersShared() ? character : 0, sum, rows);
        }
    }

    /** Returns the share of expectations that were not possible. */
    double outside() {
        return (double) outside / cells;
    }

    /** Returns the mean difference that was drawn from, once expectations were possible. */
    double simulatedDifference() {
        double first = expectations[0] / expectationCounts[0];
        return paired ? first : first - expectations[1] / expectationCounts[1];
    }

    /**
     * Returns the clustered p of each pair of models, those with the first model first.
     *
     * @param level where one of the two tests is not below this, the other is not made: their larger p is not below it either
     */
    List<OptionalDouble> clusteredP(double level) {
        List<OptionalDouble> p = new ArrayList<>();
        int pair = 0;
        for (int a = 0; a < question.models(); a++) {
            for (int b = a + 1; b < question.models(); b++) {
                List<Double> annotators = byAnnotator.differences(paired ? pair : a, paired ? -1 : b);
                List<Double> characters = byCharacter.differences(paired ? pair : a, paired ? -1 : b);
                p.add(clusteredP(annotators, characters, level));
                pair++;
            }
        }
        return p;
    }

    private OptionalDouble clusteredP(List<Double> annotators, List<Double> characters, double level) {
        long seed = random.seed();
        List<Double> fewer = annotators.size() <= characters.size() ? annotators : characters;
        if (!fewer.isEmpty()) {
            double p = SignFlipTest.of(
                            fewer.stream().mapToDouble(Double::doubleValue).toArray(), seed)
                    .p();
            if (p >= level) {
                return OptionalDouble.of(p);
            }
        }
        return ClusteredTest.of(annotators, characters, true, seed).p();
    }

    /** Returns the interval of the first model's difference from another one. */
    Optional<Interval> interval(int other) {
        // The pairs of the first model come first.
        List<ClusterSums> figures = paired
                ? List.of(resampled.get(other - 1).build())
                : List.of(resampled.get(0).build(), resampled.get(other).build());
        return ClusterBootstrap.of(figures, design.busyAnnotators(), seconds(), RESAMPLES, random.seed())
                .combination(
                        paired ? new int[] {0} : new int[] {0, 1}, paired ? new double[] {1} : new double[] {1, -1})
                .map(ClusterBootstrap.Resampled::interval);
    }

    /** Sums of rows by unit and cluster. */
    private static final class Sums {

        private final double[][] sums;
        private final long[][] counts;

        Sums(int units, int clusters) {
            sums = new double[units][clusters];
            counts = new long[units][clusters];
        }

        void add(int unit, int cluster, double sum, int rows) {
            sums[unit][cluster] += sum;
            counts[unit][cluster] += rows;
        }

        /** Returns the differences of two units' means in the clusters that have both; of one unit, where other is -1. */
        List<Double> differences(int unit, int other) {
            return other < 0
                    ? Arrays.stream(means(unit))
                            .flatMap(mean -> mean.stream().boxed())
                            .toList()
                    : ClusteredTest.differences(means(unit), means(other));
        }

        private OptionalDouble[] means(int unit) {
            OptionalDouble[] means = new OptionalDouble[sums[unit].length];
            for (int cluster = 0; cluster < means.length; cluster++) {
                means[cluster] = counts[unit][cluster] == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(sums[unit][cluster] / counts[unit][cluster]);
            }
            return means;
        }
    }
}
