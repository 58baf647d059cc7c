package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.ModelSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which models there are. */
@Command(
        name = "list",
        footer = {"  charmirror models list", "  charmirror models list models/characterglm-6b --json"},
        exitCodeList = "5:one of them cannot be used",
        mixinStandardHelpOptions = true,
        description = "Lists the models that ship with the program, or describes those of the folders named.")
final class ModelsListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Folders of models, or embedded:NAME.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--json", description = "Print the models as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<String> asked = paths.isEmpty()
                ? EmbeddedModels.names().stream()
                        .map(name -> EmbeddedModels.PREFIX + name)
                        .toList()
                : paths;
        if (asked.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("This build has no embedded models; make one with: charmirror models train");
        }
        int exitCode = ExitCode.DONE;
        Map<String, ModelSummary> models = new LinkedHashMap<>();
        for (String path : asked) {
            try {
                models.put(path, ModelSummary.of(EmbeddedModels.resolve(path)));
            } catch (ModelUnavailableException e) {
                spec.commandLine().getErr().println(e.getMessage());
                exitCode = ExitCode.MODEL_UNAVAILABLE;
            }
        }
        if (json) {
            out.print(Json.write(asMap(models)));
            out.flush();
        } else {
            models.forEach((path, summary) -> print(path, summary, out));
        }
        return exitCode;
    }

    private static Map<String, Object> asMap(Map<String, ModelSummary> models) {
        List<Map<String, Object>> list = new ArrayList<>();
        models.forEach((path, summary) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("path", path);
            entry.put("name", summary.name());
            entry.put("parameters", summary.parameters());
            entry.put("context_length", summary.contextLength());
            entry.put("weight_bytes", summary.weightBytes());
            entry.put("licence", summary.licence());
            entry.put("notes", summary.notes());
            list.add(entry);
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", "charmirror.models/1");
        all.put("models", list);
        return all;
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
