package org.charactermirror.analysis.planning;

import org.charactermirror.stats.NormalDraws;

/** What an annotator writes down, given what is to be expected. */
public sealed interface Outcome {

    /** Returns the expectation, kept within what is possible. */
    double possible(double expected);

    /** Returns how many rows a dialogue yields. */
    int rows(int rounds);

    /** Draws the rows of a dialogue and returns their sum. */
    double draw(double expected, int rounds, NormalDraws random);

    /**
     * A score of a whole dialogue, not rounded to the scale.
     *
     * @param residual standard deviation of the difference of two scores that nothing else explains
     */
    record Score(double residual) implements Outcome {
        public Score {
            if (!(residual >= 0) || Double.isInfinite(residual)) {
                throw new IllegalArgumentException("residual " + residual);
            }
        }

        @Override
        public double possible(double expected) {
            return expected;
        }

        @Override
        public int rows(int rounds) {
            return 1;
        }

        @Override
        public double draw(double expected, int rounds, NormalDraws random) {
            // A difference of two scores has twice the variance of one.
            return expected + residual * Math.sqrt(0.5) * random.normal();
        }
    }

    /**
     * A flag of each reply, in flags per 100.
     *
     * @param rate of the models that do not differ
     */
    record Flag(double rate) implements Outcome {
        public Flag {
            requirePercentage("rate", rate);
        }

        @Override
        public double possible(double expected) {
            return Math.min(100, Math.max(0, expected));
        }

        @Override
        public int rows(int rounds) {
            return rounds;
        }

        @Override
        public double draw(double expected, int rounds, NormalDraws random) {
            double sum = 0;
            for (int round = 0; round < rounds; round++) {
                sum += 100 * random.uniform() < expected ? 100 : 0;
            }
            return sum;
        }
    }

    /**
     * A choice between two replies: 100 for a win, -100 for a loss.
     *
     * @param ties in percent
     */
    record Choice(double ties) implements Outcome {
        public Choice {
            requirePercentage("ties", ties);
        }

        @Override
        public double possible(double expected) {
            return Math.min(100 - ties, Math.max(ties - 100, expected));
        }

        @Override
        public int rows(int rounds) {
            return rounds;
        }

        @Override
        public double draw(double expected, int rounds, NormalDraws random) {
            double sum = 0;
            for (int round = 0; round < rounds; round++) {
                double place = 100 * random.uniform() - ties;
                // Wins and losses share what is no tie; wins exceed losses by what is expected.
                sum += place < 0 ? 0 : place < (100 - ties + expected) / 2 ? 100 : -100;
            }
            return sum;
        }
    }

    private static void requirePercentage(String name, double value) {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException(name + " " + value);
        }
    }
}
