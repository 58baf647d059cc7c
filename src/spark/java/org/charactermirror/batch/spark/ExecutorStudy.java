package org.charactermirror.batch.spark;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.scenario.ModelSpec;

/** A study in the process of an executor, with the models as they are found there. */
public interface ExecutorStudy {

    /** Returns the same plan as the driver's. */
    StudyPlan plan();

    /** Returns what the plan is made of here, the program itself included, but for the models' files. */
    Map<String, String> ingredients();

    /**
     * Describes a model as it is found here, if that can be told without opening it.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if it cannot be used
     */
    Optional<ModelDescription> describe(ModelSpec spec);

    /**
     * Opens a model; one behind an endpoint is a {@link org.charactermirror.chat.LimitedModel} under the limits of all
     * processes together.
     *
     * @param stopRequested is looked at while a remote model waits
     * @throws org.charactermirror.chat.ModelUnavailableException if it cannot be used
     */
    ChatModel open(ModelSpec spec, BooleanSupplier stopRequested);

    /** Returns what was asked so far of every remote model. */
    Map<String, ModelUsage> usage();
}
