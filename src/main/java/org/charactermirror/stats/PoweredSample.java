package org.charactermirror.stats;

import java.util.Arrays;

/**
 * What people and a judge said of one model: rows of items that both judged, and items that only the judge did.
 *
 * <p>Annotators and characters are numbers from 0, the same ones in samples that are compared.
 *
 * @param scores of people, by row
 * @param predicted the judge's score of the same item, by row
 * @param annotators by row
 * @param characters by row
 * @param scoredItems how many different items the rows are of
 * @param unscored the judge's scores of items that no person scored
 * @param unscoredCharacters by such item
 */
public record PoweredSample(
        double[] scores,
        double[] predicted,
        int[] annotators,
        int[] characters,
        int scoredItems,
        double[] unscored,
        int[] unscoredCharacters) {

    public PoweredSample {
        int rows = scores.length;
        if (predicted.length != rows || annotators.length != rows || characters.length != rows) {
            throw new IllegalArgumentException("columns of different lengths beside " + rows + " scores");
        }
        if (unscored.length != unscoredCharacters.length) {
            throw new IllegalArgumentException(
                    unscored.length + " scores of " + unscoredCharacters.length + " items without people's");
        }
        if (scoredItems > rows) {
            throw new IllegalArgumentException(scoredItems + " items in " + rows + " rows");
        }
    }

    double meanOfScores() {
        return mean(scores);
    }

    double meanOfPredicted() {
        return mean(predicted);
    }

    double meanOfUnscored() {
        return unscored.length == 0 ? 0 : mean(unscored);
    }

    int scoredAnnotators() {
        return different(annotators);
    }

    int scoredCharacters() {
        return different(characters);
    }

    int charactersOfUnscored() {
        return different(unscoredCharacters);
    }

    private static int different(int[] numbers) {
        return (int) Arrays.stream(numbers).distinct().count();
    }

    /**
     * Returns how far the judge is to be followed: the slope of people's scores on the judge's, over 1 + n / N, between 0 and 1; 0
     * where the judge says the same of all, or where the items of the judge alone are of fewer than two characters.
     *
     * <p>n and N are numbers of items, or those of characters where these have the larger ratio: many dialogues with few characters
     * tell little more of all characters than few dialogues do.
     */
    double power() {
        double meanScore = meanOfScores();
        double meanPredicted = meanOfPredicted();
        double covariance = 0;
        double variance = 0;
        for (int row = 0; row < scores.length; row++) {
            double off = predicted[row] - meanPredicted;
            covariance += (scores[row] - meanScore) * off;
            variance += off * off;
        }
        // Equal numbers have a mean that rounding may put beside them.
        boolean equal = Arrays.stream(predicted).distinct().limit(2).count() < 2;
        if (charactersOfUnscored() < 2 || equal) {
            return 0;
        }
        double ratio =
                Math.max((double) scoredItems / unscored.length, (double) scoredCharacters() / charactersOfUnscored());
        return Math.max(0, Math.min(1, covariance / variance / (1 + ratio)));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
