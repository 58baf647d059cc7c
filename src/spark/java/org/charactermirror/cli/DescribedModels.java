package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.spark.Checks;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.TextListener;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.scenario.Endpoint;
import org.charactermirror.scenario.ModelSpec;

/** The models of a study on the driver, which describes them and leaves the answers to executors. */
final class DescribedModels implements ChatModelFactory {

    private final GlmOptions options;
    private final StudyModels models;
    private final Supplier<Map<String, ModelUsage>> usage;
    private final Map<String, ModelDescription> descriptions = new LinkedHashMap<>();

    /**
     * Makes a factory.
     *
     * @param usage tells what executors asked of remote models
     */
    DescribedModels(GlmOptions options, StudyModels models, Supplier<Map<String, ModelUsage>> usage) {
        this.options = options;
        this.models = models;
        this.usage = usage;
    }

    @Override
    public void check(List<ModelSpec> specs) {
        for (ModelSpec spec : specs) {
            if (spec instanceof ModelSpec.Remote remote
                    && remote.endpoint()
                            .apiKeyFile()
                            .filter(Endpoint.STANDARD_INPUT::equals)
                            .isPresent()) {
                throw new ModelUnavailableException(spec.id()
                        + ": a key from standard input reaches the driver only; give api_key_file the path of a file that"
                        + " every executor can read");
            }
        }
        models.check(specs);
    }

    @Override
    public void look(ModelSpec spec) {
        models.look(spec);
    }

    @Override
    public void stopWhen(BooleanSupplier stopRequested) {
        models.stopWhen(stopRequested);
    }

    @Override
    public Map<String, ModelUsage> usage() {
        return usage.get();
    }

    @Override
    public ChatModel open(ModelSpec spec) {
        ModelDescription description = description(spec);
        descriptions.put(spec.id(), description);
        return new Described(description);
    }

    private ModelDescription description(ModelSpec spec) {
        if (spec instanceof ModelSpec.Local local) {
            return described(local, EmbeddedModels.resolve(local.path()).toString(), options);
        }
        try (ChatModel model = models.open(spec)) {
            return model.description();
        }
    }

    /** Describes a local model where it is found; how many threads it has differs from one machine to another. */
    static ModelDescription described(ModelSpec.Local local, String folder, GlmOptions options) {
        ModelDescription found =
                GlmChatModel.describe(Path.of(folder), options.withPrecision(LocalModels.precision(local)));
        Map<String, String> facts = new LinkedHashMap<>(found.facts());
        facts.remove("threads");
        return new ModelDescription(
                found.name(), found.provider(), found.licence(), found.notes(), found.contextLength(), facts);
    }

    /** Returns, by model, the facts that executors must find as well. */
    Map<String, Map<String, String>> decisiveFacts() {
        Map<String, Map<String, String>> decisive = new LinkedHashMap<>();
        descriptions.forEach((id, description) -> decisive.put(id, Checks.decisive(description.facts())));
        return decisive;
    }

    /** A model that is only described. */
    private record Described(ModelDescription description) implements ChatModel {

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            throw new IllegalStateException(description.name() + " answers on executors only");
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
