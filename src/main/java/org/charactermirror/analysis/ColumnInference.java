package org.charactermirror.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What can be said of one column of a table beyond its means.
 *
 * @param column the column's word, such as {@code consistency}
 * @param models in the order of the table
 * @param differences of all pairs of models
 */
public record ColumnInference(String column, List<ModelFigure> models, List<ModelDifference> differences) {

    public ColumnInference {
        models = List.copyOf(models);
        differences = List.copyOf(differences);
    }

    /**
     * One model's figure.
     *
     * @param n rows with a value
     * @param mean nothing where there is none
     * @param letters models share a letter where no difference between them {@linkplain ModelDifference#holds holds}; empty
     *     where there is nothing to compare
     */
    public record ModelFigure(String model, long n, OptionalDouble mean, Uncertainty uncertainty, String letters) {}

    /**
     * The first model's figure less the second's.
     *
     * @param holmP the clustered p, corrected for all pairs of the column; nothing where there is no test
     */
    public record ModelDifference(
            String modelA,
            String modelB,
            double difference,
            Uncertainty uncertainty,
            ClusteredTest test,
            OptionalDouble holmP) {

        /** Tells whether it {@linkplain ClusteredTest#holds holds}. */
        public boolean holds() {
            return ClusteredTest.holds(holmP, uncertainty.interval());
        }

        ModelDifference withHolmP(OptionalDouble corrected) {
            return new ModelDifference(modelA, modelB, difference, uncertainty, test, corrected);
        }
    }

    /** Finds a model's figure. */
    public Optional<ModelFigure> model(String model) {
        return models.stream().filter(figure -> figure.model().equals(model)).findFirst();
    }
}
