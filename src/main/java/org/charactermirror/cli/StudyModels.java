package org.charactermirror.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.SystemPrompt;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.chat.remote.ApiKey;
import org.charactermirror.chat.remote.Dialect;
import org.charactermirror.chat.remote.RemoteChatModel;
import org.charactermirror.chat.remote.RemoteSettings;
import org.charactermirror.chat.remote.UsageMeter;
import org.charactermirror.scenario.Endpoint;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.session.ReplayModel;

/** Opens the models of a study, whatever their provider. */
final class StudyModels implements ChatModelFactory {

    private final LocalModels local;
    private final String language;
    private final Consumer<String> notices;
    private final ApiKeys keyFiles;
    private final Map<String, Optional<ApiKey>> keys = new HashMap<>();
    private final Map<String, UsageMeter> meters = new LinkedHashMap<>();
    private volatile BooleanSupplier stopRequested = () -> false;

    /**
     * Makes a factory.
     *
     * @param options how local models are run
     * @param language of the study, in which remote models are told whom to be
     * @param notices hears what users should know of remote models while a run goes on, a sentence at a time
     * @param standardInput where a study may have a key come from
     */
    StudyModels(GlmOptions options, String language, Consumer<String> notices, InputStream standardInput) {
        this.local = new LocalModels(options);
        this.language = language;
        this.notices = notices;
        this.keyFiles = new ApiKeys(standardInput);
    }

    @Override
    public void check(List<ModelSpec> specs) {
        List<String> problems = new ArrayList<>();
        for (ModelSpec spec : specs) {
            if (spec instanceof ModelSpec.Remote remote) {
                try {
                    key(remote);
                    ApiKeys.warning(remote).ifPresent(notices);
                } catch (ModelUnavailableException e) {
                    problems.add(e.getMessage());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ModelUnavailableException("Nothing was played:\n  " + String.join("\n  ", problems));
        }
    }

    @Override
    public ChatModel open(ModelSpec spec) {
        if (spec instanceof ModelSpec.Local) {
            return local.open(spec);
        } else if (spec instanceof ModelSpec.Replay replay) {
            return ReplayModel.open(Path.of(replay.path()), replay.model());
        } else if (spec instanceof ModelSpec.OpenAi openAi) {
            SystemPrompt prompt = openAi.systemPrompt()
                    .map(SystemPrompt::new)
                    .or(() -> SystemPrompt.ofLanguage(language))
                    .orElseThrow(() -> new ModelUnavailableException("model " + spec.id()
                            + ": the program has no system prompt in the language " + language
                            + "; give the model a system_prompt"));
            return open(openAi, new Dialect.OpenAi(prompt));
        } else if (spec instanceof ModelSpec.CharacterGlm characterGlm) {
            return open(characterGlm, new Dialect.CharacterGlm());
        }
        throw new ModelUnavailableException(
                "model " + spec.id() + " has provider " + spec.provider() + ", which this version cannot open");
    }

    private ChatModel open(ModelSpec.Remote spec, Dialect dialect) {
        Endpoint endpoint = spec.endpoint();
        RemoteSettings settings = new RemoteSettings(
                spec.id(),
                endpoint.baseUrl(),
                endpoint.model(),
                dialect,
                key(spec),
                endpoint.limits(),
                endpoint.stream(),
                endpoint.parameters());
        UsageMeter meter = meters.computeIfAbsent(spec.id(), id -> new UsageMeter());
        return RemoteChatModel.of(settings, meter, () -> stopRequested.getAsBoolean(), notices);
    }

    @Override
    public void look(ModelSpec spec) {
        if (spec instanceof ModelSpec.Remote) {
            try (ChatModel model = open(spec)) {
                ((RemoteChatModel) model).look();
            }
        }
    }

    private Optional<ApiKey> key(ModelSpec.Remote spec) {
        Optional<ApiKey> known = keys.get(spec.id());
        if (known == null) {
            known = keyFiles.of(spec);
            keys.put(spec.id(), known);
        }
        return known;
    }

    @Override
    public void stopWhen(BooleanSupplier requested) {
        stopRequested = requested;
    }

    @Override
    public Map<String, ModelUsage> usage() {
        Map<String, ModelUsage> usage = new LinkedHashMap<>();
        meters.forEach((id, meter) -> usage.put(id, meter.usage()));
        return usage;
    }

    @Override
    public Optional<String> tally() {
        return local.tally();
    }
}
