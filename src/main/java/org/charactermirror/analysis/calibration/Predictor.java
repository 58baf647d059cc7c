package org.charactermirror.analysis.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.RowClusters;
import org.charactermirror.analysis.Seeds;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.NormalDraws;
import org.charactermirror.stats.OrdinalFit;

/** Predicts people's scores in one dimension of characters that the model has not seen. */
final class Predictor {

    /** With fewer clusters nothing is predicted. */
    static final int FEWEST_CLUSTERS = 5;

    static final int MOST_FOLDS = 10;
    /** A feature must be defined for so many of the rows. */
    static final double LEAST_DEFINED = 0.9;

    private final Column column;
    private final Origin origin;
    private final CalibrationSettings settings;
    private final List<String> used = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();

    private Predictor(Column column, Origin origin, CalibrationSettings settings) {
        this.column = column;
        this.origin = origin;
        this.settings = settings;
    }

    /**
     * Predicts; nothing for columns other than scores, or without any feature.
     *
     * @param judges by judge, its score of each item
     */
    static Optional<Prediction> of(
            Column column,
            Origin origin,
            List<Judged> people,
            Map<Judge, Map<Item, Double>> judges,
            CalibrationSettings settings) {
        if (column.kind() != Kind.RATINGS || people.isEmpty()) {
            return Optional.empty();
        }
        List<Feature> features = new ArrayList<>();
        judges.forEach((judge, scores) ->
                features.add(new Feature(judge.id(), judge.origin().word(), row -> {
                    Double score = scores.get(row.item());
                    return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
                })));
        settings.metrics()
                .names()
                .forEach(metric -> features.add(
                        new Feature(metric, "metric", row -> MetricColumn.value(row, metric, settings.metrics()))));
        return features.isEmpty()
                ? Optional.empty()
                : Optional.of(new Predictor(column, origin, settings).predict(people, features));
    }

    /**
     * What may predict a score.
     *
     * @param sort of what says it, which is named where two are called alike
     * @param value of a row; nothing where it says nothing
     */
    private record Feature(String name, String sort, Function<Judged, OptionalDouble> value) {

        String shown(List<Feature> all) {
            return all.stream().filter(other -> other.name.equals(name)).count() == 1 ? name : name + " (" + sort + ")";
        }
    }

    private Prediction predict(List<Judged> people, List<Feature> features) {
        List<Function<Judged, OptionalDouble>> chosen = new ArrayList<>();
        for (Feature feature : features) {
            String name = feature.shown(features);
            double[] defined = people.stream()
                    .map(feature.value())
                    .flatMapToDouble(OptionalDouble::stream)
                    .toArray();
            if (defined.length < LEAST_DEFINED * people.size()) {
                unused.add(name + ": defined for " + defined.length + " of " + people.size() + " rows");
            } else if (Arrays.stream(defined).distinct().limit(2).count() < 2) {
                unused.add(name + ": the same everywhere");
            } else {
                used.add(name);
                chosen.add(feature.value());
            }
        }
        List<Judged> whole = people.stream()
                .filter(row ->
                        chosen.stream().allMatch(feature -> feature.apply(row).isPresent()))
                .toList();
        int without = people.size() - whole.size();
        if (chosen.isEmpty()) {
            return none(without, "no judge or metric says something of enough rows");
        }
        double[][] values = whole.stream()
                .map(row -> chosen.stream()
                        .mapToDouble(feature -> feature.apply(row).orElseThrow())
                        .toArray())
                .toArray(double[][]::new);
        double[] scale =
                whole.stream().mapToDouble(Judged::value).sorted().distinct().toArray();
        if (scale.length < 2) {
            return none(without, "all scores of people are equal");
        }
        RowClusters clusters = RowFigures.clusters(whole);
        ClusterKind kind = clusters.ofItems();
        int number = clusters.firsts(kind);
        if (number < FEWEST_CLUSTERS) {
            return none(
                    without,
                    number + " " + kind.plural() + " are too few to hold some out; " + FEWEST_CLUSTERS
                            + " are the least");
        }
        int folds = Math.min(MOST_FOLDS, number);
        int[] foldOf = folds(number, folds);
        int[] rowFolds = IntStream.range(0, whole.size())
                .map(row -> foldOf[clusters.first(kind, row)])
                .toArray();
        int[] places = whole.stream()
                .mapToInt(row -> Arrays.binarySearch(scale, row.value()))
                .toArray();
        return new Prediction(
                column,
                origin,
                used,
                unused,
                without,
                Optional.of(result(whole, values, scale, places, rowFolds, kind, number, folds)),
                "");
    }

    private Prediction none(int without, String reason) {
        return new Prediction(column, origin, used, unused, without, Optional.empty(), reason);
    }

    /** Deals clusters out in a random order, so that folds differ by one cluster at most. */
    private int[] folds(int clusters, int folds) {
        NormalDraws random = NormalDraws.seeded(Seeds.of("calibration folds " + column.word()));
        int[] order = IntStream.range(0, clusters).toArray();
        for (int i = clusters - 1; i > 0; i--) {
            int other = (int) (random.uniform() * (i + 1));
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        int[] foldOf = new int[clusters];
        for (int i = 0; i < clusters; i++) {
            foldOf[order[i]] = i % folds;
        }
        return foldOf;
    }

    private Prediction.Result result(
            List<Judged> rows,
            double[][] values,
            double[] scale,
            int[] places,
            int[] rowFolds,
            ClusterKind kind,
            int clusters,
            int folds) {
        double[][] scores = new double[4][rows.size()];
        double[] gains = new double[rows.size()];
        int withoutFit = 0;
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            Trained trained = Trained.of(
                    values,
                    places,
                    scale.length,
                    IntStream.range(0, rows.size())
                            .filter(row -> rowFolds[row] != held)
                            .toArray());
            withoutFit += trained.fit() instanceof OrdinalFit.NotEstimable ? 1 : 0;
            for (int row = 0; row < rows.size(); row++) {
                if (rowFolds[row] == held) {
                    double[] likely = trained.probabilities(values[row]);
                    scores[0][row] = rankedScore(likely, places[row]);
                    scores[1][row] = rankedScore(trained.shares(), places[row]);
                    scores[2][row] = Math.abs(expected(likely, scale) - scale[places[row]]);
                    scores[3][row] = Math.abs(expected(trained.shares(), scale) - scale[places[row]]);
                    gains[row] = scores[1][row] - scores[0][row];
                }
            }
        }
        RowFigures figures = new RowFigures("prediction " + column.word(), rows, settings.clusters());
        boolean[] all = new boolean[rows.size()];
        Arrays.fill(all, true);
        return new Prediction.Result(
                rows.size(),
                kind.plural(),
                clusters,
                folds,
                withoutFit,
                figures.mean("model", scores[0], all, "no rows"),
                figures.mean("baseline", scores[1], all, "no rows"),
                figures.mean("gain", gains, all, "no rows"),
                figures.mean("model error", scores[2], all, "no rows"),
                figures.mean("baseline error", scores[3], all, "no rows"),
                Trained.of(
                                values,
                                places,
                                scale.length,
                                IntStream.range(0, rows.size()).toArray())
                        .coefficients());
    }

    /**
     * Returns the ranked probability score of a prediction (Epstein 1969): squared differences of the cumulative probabilities from
     * those of what came, over how many there are; from 0, a sure and right prediction, to 1.
     */
    static double rankedScore(double[] likely, int came) {
        double sum = 0;
        double upTo = 0;
        for (int k = 0; k < likely.length - 1; k++) {
            upTo += likely[k];
            double off = upTo - (came <= k ? 1 : 0);
            sum += off * off;
        }
        return sum / (likely.length - 1);
    }

    private static double expected(double[] likely, double[] scale) {
        double sum = 0;
        for (int k = 0; k < likely.length; k++) {
            sum += likely[k] * scale[k];
        }
        return sum;
    }
}
