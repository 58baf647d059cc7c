package org.charactermirror.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.scenario.ModelSpec;

/** Opens the models that a study names. */
@FunctionalInterface
public interface ChatModelFactory {

    /**
     * Looks whether models can be used as far as that can be told without opening them, all of them at once.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if some cannot
     */
    default void check(List<ModelSpec> specs) {}

    /**
     * Looks whether a model answers at all, without asking for anything that costs.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if it does not
     */
    default void look(ModelSpec spec) {}

    /** Tells the models that are opened from now on whom to ask, while they wait, whether the run is to end. */
    default void stopWhen(BooleanSupplier stopRequested) {}

    /** Returns what was asked so far of every remote model that was opened, by its id. */
    default Map<String, ModelUsage> usage() {
        return Map.of();
    }

    /**
     * Opens a model.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if it cannot be used
     */
    ChatModel open(ModelSpec spec);

    /** Sums up for the user how the models that it opened worked, if there is anything to say. */
    default Optional<String> tally() {
        return Optional.empty();
    }
}
