package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.ModelSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which models there are. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the models that ship with the program, or describes those of the folders named.")
final class ModelsListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Folders of models, or embedded:NAME.")
    private List<String> paths = new ArrayList<>();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<String> asked = paths.isEmpty()
                ? EmbeddedModels.names().stream()
                        .map(name -> EmbeddedModels.PREFIX + name)
                        .toList()
                : paths;
        if (asked.isEmpty()) {
            out.println("This build has no embedded models; make one with: charmirror models train");
        }
        int exitCode = ExitCode.DONE;
        for (String path : asked) {
            try {
                print(path, ModelSummary.of(EmbeddedModels.resolve(path)), out);
            } catch (ModelUnavailableException e) {
                spec.commandLine().getErr().println(e.getMessage());
                exitCode = ExitCode.MODEL_UNAVAILABLE;
            }
        }
        return exitCode;
    }

    private static void print(String path, ModelSummary summary, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %s, %.2f million parameters, context of %d tokens, weights of %.1f MB, licence %s%n",
                path,
                summary.name(),
                summary.parameters() / 1e6,
                summary.contextLength(),
                summary.weightBytes() / 1e6,
                summary.licence());
        if (!summary.notes().isEmpty()) {
            out.println("  " + summary.notes());
        }
    }
}
