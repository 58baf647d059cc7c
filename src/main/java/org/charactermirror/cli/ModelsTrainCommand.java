package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.problem.Problems;
import org.charactermirror.training.EmbeddedModelTrainer;
import org.charactermirror.training.ModelRecipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an embedded model anew. */
@Command(
        name = "train",
        footer = "  charmirror models train tiny --out my-tiny",
        exitCodeList = {"3:a character has problems", "5:libtorch cannot be used"},
        mixinStandardHelpOptions = true,
        description = {
            "Trains an embedded model from the hand-written lines of the shipped characters.",
            "The same seed on the same kind of processor gives the same weights.",
            "Where DIR lies in the sources' folder of embedded models, its index is brought up to date."
        })
final class ModelsTrainCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The model's name: tiny or tinier.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private String name;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the checkpoint goes.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the first weights and of the composed dialogues (default: 1, the shipped models').")
    private long seed;

    @Override
    public Integer call() throws IOException {
        ModelRecipe recipe = ModelRecipe.named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no recipe for '" + name + "'; there are: " + String.join(", ", ModelRecipe.names())));
        new EmbeddedModelTrainer(recipe, characters())
                .train(out, seed, spec.commandLine().getErr()::println);
        @Nullable Path models = out.toAbsolutePath().getParent();
        if (models != null && EmbeddedModels.isIndexed(models)) {
            EmbeddedModels.writeIndex(models);
        }
        spec.commandLine().getOut().println("Wrote " + out + ". Talk with it: charmirror chat --model " + out);
        return ExitCode.DONE;
    }

    private static List<CharacterProfile> characters() {
        Problems problems = new Problems();
        CharacterLibrary library =
                CharacterLibrary.load(Installation.current().shippedOnly().folders("characters", problems), problems);
        problems.throwIfErrors();
        return library.all();
    }
}
