package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.stream.Stream;

/** Two models in the direction in which a table shows them. */
record ModelPair(String modelA, String modelB) implements Serializable {

    ModelPair swapped() {
        return new ModelPair(modelB, modelA);
    }

    Stream<String> models() {
        return Stream.of(modelA, modelB);
    }
}
