package org.charactermirror.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.batch.spark.ExecutorStudy;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.scenario.Endpoint;
import org.charactermirror.scenario.ModelSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A study in the process of an executor. */
final class OpenedStudy implements ExecutorStudy {

    private static final Logger LOG = LoggerFactory.getLogger(OpenedStudy.class);

    private final LoadedStudy loaded;
    private final GlmOptions options;
    private final int cores;
    private final List<Path> places;

    /** Guarded by itself: remote models come and go while others are counted. */
    private final StudyModels others;

    /**
     * Makes a study.
     *
     * @param cores that local models may use; 0 for all of the machine
     * @param places in which relative paths of models are looked for: what was shipped to the executor comes first
     */
    OpenedStudy(LoadedStudy loaded, ExecutorOptions options, int cores, List<Path> places) {
        this.loaded = loaded;
        this.options = options.on(cores);
        this.cores = cores;
        this.places = List.copyOf(places);
        this.others = new StudyModels(this.options, loaded.study().language(), LOG::warn, System.in);
    }

    @Override
    public StudyPlan plan() {
        return loaded.plan();
    }

    @Override
    public Map<String, String> ingredients() {
        return ShippedStudy.ingredients(loaded);
    }

    @Override
    public Optional<ModelDescription> describe(ModelSpec spec) {
        if (spec instanceof ModelSpec.Local local) {
            return Optional.of(DescribedModels.described(local, folder(local), options));
        } else if (spec instanceof ModelSpec.Replay) {
            try (ChatModel recording = open(spec, () -> false)) {
                return Optional.of(recording.description());
            }
        }
        return Optional.empty();
    }

    @Override
    public ChatModel open(ModelSpec spec, BooleanSupplier stopRequested) {
        if (spec instanceof ModelSpec.Local local) {
            return GlmChatModel.open(Path.of(folder(local)), threads(local));
        }
        synchronized (others) {
            others.stopWhen(stopRequested);
            return others.open(placed(spec));
        }
    }

    /** Returns the options with no more threads than the executor has cores: others may run beside it. */
    private GlmOptions threads(ModelSpec.Local local) {
        GlmOptions exact = options.withPrecision(LocalModels.precision(local));
        int own = GlmChatModel.threads(Path.of(folder(local)), exact);
        return exact.withThreads(cores > 0 ? Math.min(own, cores) : own);
    }

    private String folder(ModelSpec.Local local) {
        return EmbeddedModels.isEmbedded(local.path())
                ? EmbeddedModels.resolve(local.path()).toString()
                : placed(local.path());
    }

    private ModelSpec placed(ModelSpec spec) {
        if (spec instanceof ModelSpec.Replay replay) {
            return new ModelSpec.Replay(replay.id(), placed(replay.path()), replay.model());
        } else if (spec instanceof ModelSpec.OpenAi openAi) {
            return new ModelSpec.OpenAi(openAi.id(), placed(openAi.endpoint()), openAi.systemPrompt());
        } else if (spec instanceof ModelSpec.CharacterGlm characterGlm) {
            return new ModelSpec.CharacterGlm(characterGlm.id(), placed(characterGlm.endpoint()));
        }
        return spec;
    }

    private Endpoint placed(Endpoint endpoint) {
        return new Endpoint(
                endpoint.baseUrl(),
                endpoint.model(),
                endpoint.apiKeyFile().map(this::placed),
                endpoint.limits(),
                endpoint.price(),
                endpoint.stream(),
                endpoint.send(),
                endpoint.omit());
    }

    /** Returns where a path leads here; where nothing is there, that of the driver, which messages can name. */
    private String placed(String path) {
        return places.stream()
                .map(place -> place.resolve(path))
                .filter(Files::exists)
                .findFirst()
                .orElse(places.get(places.size() - 1).resolve(path))
                .toString();
    }

    @Override
    public Map<String, ModelUsage> usage() {
        synchronized (others) {
            return others.usage();
        }
    }
}
