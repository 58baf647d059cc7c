package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Personas;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Talks with a character in the terminal. */
@Command(
        name = "chat",
        footer = {
            "  charmirror chat --character li-bai",
            "  charmirror chat --model models/characterglm-6b --precision bf16 --temperature 0 < messages.txt"
        },
        exitCodeList = {"3:a character has problems", "5:the model cannot be used"},
        mixinStandardHelpOptions = true,
        description = {
            "Talks with a character.",
            "Every line of standard input is a message; 'clear' begins the dialogue anew, 'stop' (or the end of the input) ends it."
        })
final class ChatCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--character",
            descriptionKey = "chat-character",
            defaultValue = "xiang-yu",
            paramLabel = "ID",
            description = "A character of characters/; ${DEFAULT-VALUE} if not given.")
    private String character = "";

    @Option(
            names = "--language",
            paramLabel = "L",
            description = "The character's version in this language, such as en; the character's own if not given.")
    private @Nullable String language;

    @Option(
            names = "--model",
            descriptionKey = "chat-model",
            defaultValue = "embedded:tiny",
            paramLabel = "PATH",
            description = "A model's folder, or embedded:NAME; ${DEFAULT-VALUE} if not given.")
    private String model = "";

    @Option(
            names = "--precision",
            descriptionKey = "chat-precision",
            defaultValue = "f32",
            paramLabel = "P",
            description = "f32 (default), bf16, or int8, the fastest for large models.")
    private Precision precision = Precision.F32;

    @Mixin
    private CacheMemoryOption cacheMemory = new CacheMemoryOption();

    @Option(
            names = "--temperature",
            defaultValue = "0.9",
            paramLabel = "T",
            description = "0 for the likeliest words; ${DEFAULT-VALUE} if not given.")
    private double temperature;

    @Option(
            names = "--top-p",
            defaultValue = "0.8",
            paramLabel = "P",
            description = "Above 0, at most 1; ${DEFAULT-VALUE} if not given.")
    private double topP;

    @Option(
            names = "--max-length",
            defaultValue = "0",
            paramLabel = "N",
            description = "Most tokens of prompt and reply together; the model's own context if not given.")
    private int maxLength;

    @Option(
            names = "--num-beams",
            defaultValue = "1",
            paramLabel = "N",
            description = "Looks for the likeliest reply among N beginnings, 2 to 4; needs --temperature 0.")
    private int numBeams;

    @Mixin
    private SpeculationOption speculation = new SpeculationOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "The same seed and messages give the same replies; ${DEFAULT-VALUE} if not given.")
    private long seed;

    @Override
    public Integer call() {
        GenerationSettings settings = settings();
        CharacterProfile profile = profile();
        Path folder = EmbeddedModels.resolve(model);
        GlmOptions options = GlmOptions.ofDefaults()
                .withPrecision(precision)
                .withCacheMemory(cacheMemory.bytes())
                .withSpeculation(speculation.value())
                .withDevice(device.value());
        try (ChatModel opened = GlmChatModel.open(folder, options)) {
            new ChatTerminal(
                            opened,
                            persona(profile),
                            profile.greeting(),
                            settings,
                            seed,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    .talk(System.in, Screen.isTerminal(Screen.Stream.IN));
        }
        return ExitCode.DONE;
    }

    private GenerationSettings settings() {
        GenerationSettings defaults = GenerationSettings.ofDefaults();
        try {
            return new GenerationSettings(
                    temperature,
                    topP,
                    defaults.topK(),
                    defaults.repetitionPenalty(),
                    defaults.maxNewTokens(),
                    maxLength,
                    numBeams);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private CharacterProfile profile() {
        Problems problems = new Problems();
        List<Path> folders = Installation.current().folders("characters", problems);
        problems.throwIfErrors();
        CharacterLibrary library = CharacterLibrary.load(folders, problems);
        // Another character's file may be broken without harm to this dialogue.
        String wanted = language;
        return (wanted == null ? library.find(character) : library.find(character, wanted)).orElseThrow(() -> {
            problems.error(
                    "characters",
                    library.find(character).isEmpty()
                            ? "there is no character '" + character + "'; there are: "
                                    + String.join(", ", library.ids())
                            : "the character " + character + " has no version in the language " + wanted + "; it has: "
                                    + String.join(", ", library.languages(character)));
            return new BadInputException(problems.all());
        });
    }

    private static Persona persona(CharacterProfile profile) {
        ProfileTemplate template = ProfileTemplate.ofLanguage(profile.language())
                .orElseThrow(() -> BadInputException.of(
                        "characters",
                        profile.id() + " is in language " + profile.language() + ", for which there is no template"));
        return Personas.of(profile, template);
    }
}
