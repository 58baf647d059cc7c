package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.document.Similar;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What the environment and the files say of options that were not given: environment before the working directory's file
 * before the user's file.
 *
 * @param values by key
 * @param settings all that could be set, by key
 * @param files where settings were looked for, those that hold more first
 * @param problems everything that is wrong; then there are no values
 */
record Configuration(
        Map<String, Value> values, Map<String, Setting> settings, List<ConfigurationFile> files, List<Problem> problems)
        implements IDefaultValueProvider {

    static final Configuration EMPTY = new Configuration(Map.of(), Map.of(), List.of(), List.of());

    /**
     * The value of a setting.
     *
     * @param origin where it was set, in words
     */
    record Value(String text, String origin) {}

    Configuration {
        values = Map.copyOf(values);
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** Reads environment and files, and collects all that is wrong with them. */
    static Configuration read(
            Map<String, Setting> settings, List<ConfigurationFile> files, Map<String, String> environment) {
        Problems problems = new Problems();
        Map<String, Value> values = new LinkedHashMap<>();
        readEnvironment(settings, environment, values, problems);
        files.forEach(file -> file.read(settings, problems).forEach(values::putIfAbsent));
        return new Configuration(problems.hasErrors() ? Map.of() : values, settings, files, problems.all());
    }

    private static void readEnvironment(
            Map<String, Setting> settings,
            Map<String, String> environment,
            Map<String, Value> values,
            Problems problems) {
        Map<String, Setting> variables = new LinkedHashMap<>();
        settings.values().forEach(setting -> variables.put(setting.variable(), setting));
        for (String name : environment.keySet().stream().sorted().toList()) {
            String text = environment.getOrDefault(name, "");
            @Nullable Setting setting = variables.get(name);
            if (setting == null) {
                misspelt(name, variables.keySet())
                        .ifPresent(meant ->
                                problems.error("environment", name + " is no setting; did you mean " + meant + "?"));
            } else if (!text.isEmpty()) {
                setting.expectedInsteadOf(text)
                        .ifPresentOrElse(
                                expected -> problems.error(
                                        "environment", name + " is \"" + text + "\"; expected " + expected),
                                () -> values.put(setting.key(), new Value(text, "environment " + name)));
            }
        }
    }

    /** Other variables with our prefix may be the launcher's; only one that resembles a setting is a mistake. */
    private static Optional<String> misspelt(String name, Collection<String> variables) {
        if (!name.startsWith("CHARMIRROR_")) {
            return Optional.empty();
        }
        int prefix = "CHARMIRROR_".length();
        List<String> known =
                variables.stream().map(variable -> variable.substring(prefix)).toList();
        return Similar.nearest(name.substring(prefix), new ArrayList<>(known)).map(meant -> "CHARMIRROR_" + meant);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        @Nullable Value value = argument.isOption() ? values.get(keyOf(argument)) : null;
        return value == null ? null : value.text();
    }

    private static String keyOf(ArgSpec argument) {
        @Nullable String key = argument.descriptionKey();
        return key == null ? "" : key;
    }
}
