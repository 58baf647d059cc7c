package org.charactermirror.analysis.planning;

/**
 * What a study is to find: one model that differs from all others, which do not differ.
 *
 * @param outcome what annotators write down
 * @param difference in points of the scale, flags per 100, or wins less losses in percent; not 0
 * @param models from 2 to {@value #MOST_MODELS}; all pairs of them are compared
 */
public record Question(Outcome outcome, Spread spread, double difference, int models) {

    /** Of more models no difference could be significant where test patterns are drawn, and not looked at one by one. */
    public static final int MOST_MODELS = 100;

    public Question {
        if (!Double.isFinite(difference) || difference == 0 || models < 2 || models > MOST_MODELS) {
            throw new IllegalArgumentException("difference " + difference + " among " + models + " models");
        }
        double base = outcome instanceof Outcome.Flag flag ? flag.rate() : 0;
        if (outcome.possible(base + difference) != base + difference) {
            throw new IllegalArgumentException("a difference of " + difference + " from " + base + " is not possible");
        }
    }

    /** Returns how many pairs of models there are. */
    public int pairs() {
        return models * (models - 1) / 2;
    }

    /** Returns what is expected of a model, whether it is the one that differs or not. */
    double expected(int model) {
        double base = outcome instanceof Outcome.Flag flag ? flag.rate() : 0;
        return model == 0 ? base + difference : base;
    }
}
