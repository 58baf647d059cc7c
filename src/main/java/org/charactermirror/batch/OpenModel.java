package org.charactermirror.batch;

import org.charactermirror.chat.ChatModel;
import org.charactermirror.scenario.ModelSpec;
import org.jspecify.annotations.Nullable;

/** The one model that is open at a time; asking for another one closes it first. */
public final class OpenModel implements AutoCloseable {

    private final ChatModelFactory factory;
    private @Nullable ModelSpec spec;
    private @Nullable ChatModel model;

    public OpenModel(ChatModelFactory factory) {
        this.factory = factory;
    }

    /**
     * Returns the model, opening it if it is not the one that is open; it stays this object's to close.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if it cannot be used
     */
    public ChatModel get(ModelSpec wanted) {
        ChatModel open = model;
        if (open != null && wanted.equals(spec)) {
            return open;
        }
        close();
        ChatModel opened = factory.open(wanted);
        model = opened;
        spec = wanted;
        return opened;
    }

    @Override
    public void close() {
        ChatModel open = model;
        model = null;
        spec = null;
        if (open != null) {
            open.close();
        }
    }
}
