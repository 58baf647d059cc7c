package org.charactermirror.cli;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Study;
import org.charactermirror.web.chat.OfferedModels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which models the chat demo offers. */
final class ServedModels {

    /** Replies that one model writes side by side. */
    private static final int BATCH = 8;

    /** In which remote models are told whom to be, where no study says it. */
    private static final String LANGUAGE = "zh";

    @Option(
            names = "--model",
            paramLabel = "PATH",
            description = {
                "A model to talk with: a folder, or embedded:NAME; can be repeated.",
                "The embedded ones if neither this nor --models is given. Each that was talked with stays in memory."
            })
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--precision",
            defaultValue = "f32",
            paramLabel = "P",
            description = "Of those models: f32 (default), bf16, or int8, the fastest for large models.")
    private Precision precision = Precision.F32;

    @Option(
            names = "--models",
            paramLabel = "STUDY",
            description =
                    "All models of a study to talk with, remote ones too: a file, or a name in scenarios/studies.")
    private @Nullable String study;

    @Mixin
    private CacheMemoryOption cacheMemory = new CacheMemoryOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    /**
     * Returns the models, none of them open yet.
     *
     * @param notices hears what users should know of remote models, a sentence at a time
     * @throws BadInputException if the study has problems, or two models have the same id
     * @throws ModelUnavailableException if a model's folder or key is missing
     */
    OfferedModels open(Consumer<String> notices, InputStream standardInput) {
        List<ModelSpec> specs = new ArrayList<>();
        String language = LANGUAGE;
        String named = study;
        if (named != null) {
            Study loaded = LoadedStudy.load(Installation.current(), named).study();
            language = loaded.language();
            for (ModelSpec spec : loaded.models()) {
                if (spec instanceof ModelSpec.Replay) {
                    notices.accept(
                            "the model " + spec.id() + " is a recording, which answers nobody; it is not offered");
                } else {
                    specs.add(spec);
                }
            }
        }
        specs.addAll(local());
        checkIds(specs);
        StudyModels models = ofStudy(language, notices, standardInput);
        models.check(specs);
        return new OfferedModels(specs, models);
    }

    /** Returns what opens the models of a study in this language. */
    StudyModels ofStudy(String language, Consumer<String> notices, InputStream standardInput) {
        GlmOptions options = GlmOptions.ofDefaults()
                .withBatch(BATCH)
                .withCacheMemory(cacheMemory.bytes())
                .withDevice(device.value());
        return new StudyModels(options, language, notices, standardInput);
    }

    private List<ModelSpec> local() {
        List<String> wanted = new ArrayList<>(paths);
        if (wanted.isEmpty() && study == null) {
            // The better one of the two first.
            wanted.add(EmbeddedModels.PREFIX + "tiny");
            EmbeddedModels.names().stream()
                    .map(name -> EmbeddedModels.PREFIX + name)
                    .filter(path -> !wanted.contains(path))
                    .forEach(wanted::add);
        }
        List<ModelSpec> specs = new ArrayList<>();
        for (String path : wanted) {
            if (!Files.isDirectory(EmbeddedModels.resolve(path))) {
                throw new ModelUnavailableException(path + ": there is no such folder; --model names a model's folder");
            }
            specs.add(new ModelSpec.Local(
                    id(path),
                    path,
                    switch (precision) {
                        case F32 -> ModelSpec.Precision.F32;
                        case BF16 -> ModelSpec.Precision.BF16;
                        case INT8 -> ModelSpec.Precision.INT8;
                    }));
        }
        return specs;
    }

    private static String id(String path) {
        if (EmbeddedModels.isEmbedded(path)) {
            return path.substring(EmbeddedModels.PREFIX.length());
        }
        @Nullable Path name = Path.of(path).toAbsolutePath().normalize().getFileName();
        return name == null ? path : name.toString();
    }

    private static void checkIds(List<ModelSpec> specs) {
        Set<String> ids = new HashSet<>();
        for (ModelSpec spec : specs) {
            if (!ids.add(spec.id())) {
                throw BadInputException.of(
                        "--model", "two models would be called " + spec.id() + "; offer one of them");
            }
        }
        if (specs.isEmpty()) {
            throw BadInputException.of("--models", "the study has recordings only, and nobody to talk with");
        }
    }
}
