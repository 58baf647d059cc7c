package org.charactermirror.training;

import java.util.List;

/**
 * Phases that share an optimiser. A stage begins with the weights as the stage before wrote them, in half precision, and with
 * a new optimiser, so that it can be run again from the written checkpoint.
 */
record TrainingStage(List<TrainingPhase> phases) {

    TrainingStage {
        phases = List.copyOf(phases);
    }
}
