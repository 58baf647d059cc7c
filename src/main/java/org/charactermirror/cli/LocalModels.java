package org.charactermirror.cli;

import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.scenario.ModelSpec;

/** Opens the models that this program runs itself. */
final class LocalModels implements ChatModelFactory {

    @Override
    public ChatModel open(ModelSpec spec) {
        throw new ModelUnavailableException("cannot open " + spec.id());
    }
}
