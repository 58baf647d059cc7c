package org.charactermirror.batch;

import java.util.Optional;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.scenario.ModelSpec;

/** Opens the models that a study names. */
public interface ChatModelFactory {

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
