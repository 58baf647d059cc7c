package org.charactermirror.cli;

import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.scenario.ModelSpec;

/** Opens the models that this program runs itself. */
final class LocalModels implements ChatModelFactory {

    private final GlmOptions options;

    /**
     * Makes a factory.
     *
     * @param options of every model, but for the precision, which the study says
     */
    LocalModels(GlmOptions options) {
        this.options = options;
    }

    @Override
    public ChatModel open(ModelSpec spec) {
        if (!(spec instanceof ModelSpec.Local local)) {
            throw new ModelUnavailableException("model " + spec.id() + " has provider " + spec.provider()
                    + ", which this version cannot reach; only local models can be run");
        }
        Precision precision = switch (local.precision()) {
            case F32 -> Precision.F32;
            case BF16 -> Precision.BF16;
            case INT8 -> Precision.INT8;
        };
        return GlmChatModel.open(
                EmbeddedModels.resolve(local.path()),
                options.withPrecision(precision));
    }
}
