package org.charactermirror.cli;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.TextListener;

/**
 * A model that answers until something says that it is enough: the money is spent, or the server ends. It is its opener's to
 * close.
 */
record StoppableModel(ChatModel model, BooleanSupplier stop) implements ChatModel {

    @Override
    public ModelDescription description() {
        return model.description();
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        if (stop.getAsBoolean()) {
            throw new ModelUnavailableException("the study's budget is spent, or the server ends");
        }
        return model.reply(request, listener);
    }

    @Override
    public Optional<CacheUse> cacheUse() {
        return model.cacheUse();
    }

    @Override
    public void close() {
        // Whoever opened the model closes it.
    }
}
