package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code config show}: every setting, its value and who set it. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Prints every setting, its value and where that comes from.",
            "Options of the command line come before CHARMIRROR_... variables of the environment, these before",
            "charmirror.yaml in the working directory, that before the user's file, that before the defaults."
        },
        exitCodeList = "3:a file or a variable of the environment has problems",
        footer = {"  charmirror config show", "  echo 'plain: true' > charmirror.yaml && charmirror config show --json"
        })
final class ConfigShowCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the settings as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Configuration configuration = CharMirror.of(spec).configuration();
        PrintWriter out = spec.commandLine().getOut();
        Map<Setting, Configuration.Value> values = new LinkedHashMap<>();
        configuration.settings().values().forEach(setting -> values.put(setting, value(setting, configuration)));
        if (json) {
            out.print(Json.write(asMap(configuration, values)));
            out.flush();
            return ExitCode.DONE;
        }
        int keys = width(values.keySet().stream().map(Setting::key).toList());
        int texts =
                width(values.values().stream().map(Configuration.Value::text).toList());
        values.forEach((setting, value) ->
                out.println(padded(setting.key(), keys) + "  " + padded(value.text(), texts) + "  " + value.origin()));
        out.println();
        configuration.files().forEach(file -> out.println(file.path() + (file.exists() ? "" : " (not there)")));
        out.println("Next: write \"key: value\" lines into one of these files, or set for example "
                + values.keySet().iterator().next().variable() + ".");
        return ExitCode.DONE;
    }

    private Configuration.Value value(Setting setting, Configuration configuration) {
        ParseResult parsed = spec.root().commandLine().getParseResult();
        for (ParseResult result : parsed.asCommandLineList().stream()
                .map(commandLine -> commandLine.getParseResult())
                .toList()) {
            for (OptionSpec option : result.matchedOptions()) {
                if (setting.key().equals(option.descriptionKey())) {
                    return new Configuration.Value(words(option.getValue()), "command line");
                }
            }
        }
        Configuration.@Nullable Value set = configuration.values().get(setting.key());
        if (set != null) {
            return set;
        }
        @Nullable
        String standard = switch (setting.key()) {
            case "cache" -> EmbeddedModels.cacheFolder().toString();
            case CacheMemoryOption.KEY -> new MemorySize(GlmOptions.defaultCacheMemory()).toString();
            default -> setting.defaultValue();
        };
        return new Configuration.Value(standard == null ? "-" : standard, "default");
    }

    private static String words(Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    private static Map<String, Object> asMap(Configuration configuration, Map<Setting, Configuration.Value> values) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", "charmirror.config/1");
        List<Map<String, Object>> files = new ArrayList<>();
        for (ConfigurationFile file : configuration.files()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("path", file.path().toString());
            entry.put("exists", file.exists());
            files.add(entry);
        }
        all.put("files", files);
        List<Map<String, Object>> settings = new ArrayList<>();
        values.forEach((setting, value) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("key", setting.key());
            entry.put("value", value.text());
            entry.put("origin", value.origin());
            entry.put("variable", setting.variable());
            entry.put("description", setting.description());
            entry.put("commands", setting.commands());
            settings.add(entry);
        });
        all.put("settings", settings);
        return all;
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
