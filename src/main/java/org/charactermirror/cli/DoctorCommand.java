package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.problem.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code doctor}: whether this machine, this installation and a study's folder are in order. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Tells whether this machine, the program and a study's folder are in order.",
            "Nothing in the folder is changed. With --model: what a local model needs here and how long it takes,",
            "measured for some seconds; of its folder only config.json must be there."
        },
        exitCodeList = {
            "0:no problems, though perhaps warnings",
            "3:there are problems",
            "5:the native libraries, or the model that was asked about, cannot be used"
        },
        footer = {
            "  charmirror doctor",
            "  charmirror doctor my-run --json",
            "  charmirror doctor --model models/characterglm-6b --precision bf16"
        })
final class DoctorCommand implements Callable<Integer>, WorksWithoutConfiguration {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "A study's folder to look at too.")
    private @Nullable Path folder;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Tells what the model in this folder, or embedded:NAME, needs here and how long it takes.")
    private @Nullable String model;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "With --model: f32, bf16 or int8; all that this machine computes fast if not given.")
    private @Nullable Precision precision;

    @Mixin
    private BatchOption batch = new BatchOption();

    @Mixin
    private CacheMemoryOption cacheMemory = new CacheMemoryOption();

    @Option(names = "--json", description = "Print the checks as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (model != null) {
            return callForModel(model);
        }
        if (precision != null
                || Stream.of("--batch", CacheMemoryOption.NAME)
                        .anyMatch(spec.commandLine().getParseResult()::hasMatchedOption)) {
            throw new ParameterException(
                    spec.commandLine(), "--precision, --batch and " + CacheMemoryOption.NAME + " need --model");
        }
        List<Check> checks = new ArrayList<>(MachineChecks.all());
        checks.add(configuration(CharMirror.of(spec).configuration()));
        if (folder != null) {
            checks.addAll(StudyChecks.of(folder));
        }
        print(checks, Map.of(), "charmirror demo");
        return exitCode(checks);
    }

    private int callForModel(String path) {
        if (folder != null) {
            throw new ParameterException(spec.commandLine(), "--model and a study's folder exclude each other");
        }
        spec.commandLine().getErr().println("Measuring for some seconds ...");
        List<Check> checks = new ArrayList<>(List.of(MachineChecks.nativeLibraries()));
        Map<String, Object> facts = Map.of();
        if (checks.get(0).state() == Check.State.OK) {
            ModelChecks found =
                    ModelChecks.of(path, precision, batch.value(), cacheMemory.bytes(), MachineChecks::freeMemory);
            checks.addAll(found.checks());
            facts = found.facts();
        }
        print(checks, facts, "charmirror run STUDY --out DIR, with path " + path + " in the study");
        return exitCode(checks);
    }

    static int exitCode(List<Check> checks) {
        List<Check> problems = checks.stream()
                .filter(check -> check.state() == Check.State.PROBLEM)
                .toList();
        if (problems.stream()
                .map(Check::name)
                .anyMatch(List.of(MachineChecks.NATIVE_LIBRARIES, ModelChecks.MODEL)::contains)) {
            return ExitCode.MODEL_UNAVAILABLE;
        }
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }

    private static Check configuration(Configuration configuration) {
        List<String> problems =
                configuration.problems().stream().map(Problem::toString).toList();
        return problems.isEmpty()
                ? Check.ok("configuration", configuration.values().size() + " settings differ from their defaults")
                : Check.problem("configuration", String.join("; ", problems), "correct it");
    }

    private void print(List<Check> checks, Map<String, Object> facts, String next) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(asMap(checks, facts)));
            out.flush();
            return;
        }
        lines(checks, CharMirror.of(spec).screen().colored() ? Ansi.ON : Ansi.OFF)
                .forEach(out::println);
        out.println(
                exitCode(checks) == ExitCode.DONE
                        ? "No problems. Next: " + next
                        : "There are problems; set them right and try again: charmirror doctor"
                                + (folder == null ? "" : " " + Shell.quoted(folder))
                                + (model == null ? "" : " --model " + Shell.quoted(model)));
    }

    /** Returns what people are told of checks. */
    static List<String> lines(List<Check> checks, Ansi ansi) {
        List<String> lines = new ArrayList<>();
        for (Check check : checks) {
            String state = check.state().name().toLowerCase(Locale.ROOT);
            lines.add(ansi.string("@|" + check.state().color() + " " + state + "|@") + " ".repeat(9 - state.length())
                    + check.name() + ": " + check.message());
            if (!check.remedy().isEmpty()) {
                lines.add(" ".repeat(9) + check.remedy());
            }
        }
        return lines;
    }

    private static Map<String, Object> asMap(List<Check> checks, Map<String, Object> facts) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", "charmirror.doctor/1");
        all.put(
                "checks",
                checks.stream()
                        .map(check -> {
                            Map<String, Object> entry = new LinkedHashMap<>();
                            entry.put("name", check.name());
                            entry.put("state", check.state().name().toLowerCase(Locale.ROOT));
                            entry.put("message", check.message());
                            entry.put("remedy", check.remedy());
                            return entry;
                        })
                        .toList());
        if (!facts.isEmpty()) {
            all.put("model", facts);
        }
        return all;
    }
}
