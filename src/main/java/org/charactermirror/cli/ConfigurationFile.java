package org.charactermirror.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.document.Place;
import org.charactermirror.document.Similar;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file of settings: one key a line.
 *
 * @param path which need not exist
 */
record ConfigurationFile(Path path) {

    /** Returns the files that count for this process: that of the working directory, then the user's. */
    static List<ConfigurationFile> ofProcess(Map<String, String> environment) {
        return List.of(
                new ConfigurationFile(Path.of("charmirror.yaml")),
                new ConfigurationFile(
                        folder(environment, System.getProperty("os.name", "")).resolve("config.yaml")));
    }

    /** Returns the user's folder for this program's configuration, where the system keeps such things. */
    static Path folder(Map<String, String> environment, String system) {
        boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
        String base = environment.getOrDefault(windows ? "APPDATA" : "XDG_CONFIG_HOME", "");
        Path folder = base.isBlank() ? Path.of(System.getProperty("user.home", "."), ".config") : Path.of(base);
        return folder.resolve("charmirror");
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Reads the values by key; whatever is wrong goes to the problems. */
    Map<String, Configuration.Value> read(Map<String, Setting> settings, Problems problems) {
        Map<String, Configuration.Value> values = new LinkedHashMap<>();
        document(problems).ifPresent(document -> {
            JsonNode root = document.root();
            if (!root.isObject()) {
                document.error(problems, "", "expected settings, such as \"plain: true\"");
            }
            root.properties()
                    .forEach(entry -> read(document, entry.getKey(), entry.getValue(), settings, problems)
                            .ifPresent(value -> values.put(entry.getKey(), value)));
        });
        return values;
    }

    private Optional<YamlDocument> document(Problems problems) {
        if (!exists()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(path);
            boolean nothing = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
            return nothing ? Optional.empty() : YamlDocument.parse(path.toString(), bytes, problems);
        } catch (IOException e) {
            problems.error(path.toString(), "cannot be read: " + e);
            return Optional.empty();
        }
    }

    private static Optional<Configuration.Value> read(
            YamlDocument document, String key, JsonNode node, Map<String, Setting> settings, Problems problems) {
        String pointer = "/" + key.replace("~", "~0").replace("/", "~1");
        Place place = document.keyPlace(pointer);
        @Nullable Setting setting = settings.get(key);
        if (setting == null) {
            String hint = Similar.nearest(key, settings.keySet())
                    .map(known -> "; did you mean \"" + known + "\"?")
                    .orElse("; known are: " + String.join(", ", settings.keySet()));
            problems.error(document.source(), place.line(), place.column(), "unknown key \"" + key + "\"" + hint);
            return Optional.empty();
        }
        String text = node.isValueNode() ? node.asText() : "";
        Optional<String> expected = node.isValueNode() && !node.isNull()
                ? setting.expectedInsteadOf(text)
                : setting.expectedInsteadOf("").or(() -> Optional.of("one value"));
        if (expected.isPresent()) {
            String found = node.isNull() ? "empty" : node.isValueNode() ? "\"" + text + "\"" : "not one value";
            document.error(problems, pointer, key + " is " + found + "; expected " + expected.get());
            return Optional.empty();
        }
        return Optional.of(new Configuration.Value(text, document.source() + ":" + place.line()));
    }
}
