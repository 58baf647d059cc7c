package org.charactermirror.batch;

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
}
