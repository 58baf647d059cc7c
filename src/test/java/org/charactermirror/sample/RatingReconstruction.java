package org.charactermirror.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.charactermirror.analysis.PrintedTable;
import org.charactermirror.analysis.PublishedTables;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Rating;
import org.charactermirror.table.Fraction;

/**
 * 78 dialogues per model, the smallest number for which whole scores give every printed digit of all models: ten
 * annotators with two characters each and four dialogues a character, of which the last two annotators have one less.
 */
final class RatingReconstruction {

    static final int RATINGS = 78;

    private RatingReconstruction() {}

    static List<Rating> rows() {
        Random random = new Random(PaperReconstruction.SEED);
        List<Rating> rows = new ArrayList<>();
        PrintedTable published = PublishedTables.get().ratings();
        for (PrintedTable.Row model : published.rows()) {
            rows.addAll(ofModel(model, random));
        }
        return rows;
    }

    private static List<Rating> ofModel(PrintedTable.Row published, Random random) {
        String model = published.key().get(0);
        double[] moods = random.doubles(RATINGS, -1, 1).toArray();
        Map<Dimension, int[]> scores = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            int column = PublishedTables.get().ratings().figures().indexOf(dimension.word());
            scores.put(dimension, scores(published.figures().get(column).orElseThrow(), moods, random));
        }
        List<Rating> rows = new ArrayList<>();
        for (int annotator = 1; annotator <= 10; annotator++) {
            for (int character = 2 * annotator - 1; character <= 2 * annotator; character++) {
                int dialogues = annotator >= 9 && character == 2 * annotator ? 3 : 4;
                for (int repetition = 1; repetition <= dialogues; repetition++) {
                    int index = rows.size();
                    Map<Dimension, BigDecimal> own = new EnumMap<>(Dimension.class);
                    scores.forEach((dimension, all) -> own.put(dimension, BigDecimal.valueOf(all[index])));
                    String category = PaperReconstruction.CATEGORIES.get((character - 1) % 4);
                    rows.add(new Rating(
                            PaperReconstruction.NOWHERE,
                            PaperReconstruction.subject(model, annotator, character, category, "chat", repetition),
                            model,
                            own,
                            null,
                            Origin.RECONSTRUCTED,
                            Map.of()));
                }
            }
        }
        return rows;
    }

    /** Draws scores around the published mean, then moves single ones until their sum is right. */
    private static int[] scores(BigDecimal mean, double[] moods, Random random) {
        int sum = sumThatPrints(mean);
        int[] scores = new int[RATINGS];
        int total = 0;
        for (int i = 0; i < RATINGS; i++) {
            double drawn = mean.doubleValue() + 0.6 * moods[i] + 0.6 * (2 * random.nextDouble() - 1);
            scores[i] = Math.max(1, Math.min(5, (int) Math.floor(drawn + 0.5)));
            total += scores[i];
        }
        while (total != sum) {
            int i = random.nextInt(RATINGS);
            int step = Integer.signum(sum - total);
            if (scores[i] + step >= 1 && scores[i] + step <= 5) {
                scores[i] += step;
                total += step;
            }
        }
        return scores;
    }

    private static int sumThatPrints(BigDecimal mean) {
        for (int sum = RATINGS; sum <= 5 * RATINGS; sum++) {
            if (Fraction.of(sum, RATINGS).halfUp(2).compareTo(mean) == 0) {
                return sum;
            }
        }
        throw new IllegalStateException("no " + RATINGS + " whole scores have the mean " + mean);
    }
}
