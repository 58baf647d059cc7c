package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.DraftCounts;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.scenario.ModelSpec;

/** Opens the models that this program runs itself, and recordings. */
final class LocalModels implements ChatModelFactory {

    private final GlmOptions options;
    private final List<GlmChatModel> opened = new ArrayList<>();

    /**
     * Makes a factory of models that are run in one way.
     *
     * @param options of every model, but for the precision, which the study says
     */
    LocalModels(GlmOptions options) {
        this.options = options;
    }

    @Override
    public ChatModel open(ModelSpec spec) {
        if (!(spec instanceof ModelSpec.Local local)) {
            throw new ModelUnavailableException(
                    "model " + spec.id() + " has provider " + spec.provider() + ", and is not run here");
        }
        GlmChatModel model =
                GlmChatModel.open(EmbeddedModels.resolve(local.path()), options.withPrecision(precision(local)));
        opened.add(model);
        return model;
    }

    /** Returns the arithmetic that a study asks for. */
    static Precision precision(ModelSpec.Local local) {
        return switch (local.precision()) {
            case F32 -> Precision.F32;
            case BF16 -> Precision.BF16;
            case INT8 -> Precision.INT8;
        };
    }

    /** Says how many guesses of the next tokens were right; nothing if there were none. */
    @Override
    public Optional<String> tally() {
        DraftCounts counts = opened.stream().map(GlmChatModel::draftCounts).reduce(DraftCounts.NONE, DraftCounts::plus);
        return counts.drafted() == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "speculation: %,d tokens guessed, %,d of them said",
                        counts.drafted(),
                        counts.accepted()));
    }
}
