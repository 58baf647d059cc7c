package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option that can also be set by the environment or a file: one that has a description key, which is its name there.
 *
 * @param key its name in files
 * @param type what its values are
 * @param defaultValue what holds where nobody sets it; null where the command decides
 * @param description what its option says of itself
 * @param commands the commands that have the option
 */
record Setting(String key, Class<?> type, @Nullable String defaultValue, String description, List<String> commands) {

    private static final String PREFIX = "CHARMIRROR_";

    Setting {
        commands = List.copyOf(commands);
    }

    /** Returns all settings of a command and those below it by key, in the order of the commands. */
    static Map<String, Setting> of(CommandSpec root) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        collect(root, settings);
        return settings;
    }

    private static void collect(CommandSpec command, Map<String, Setting> settings) {
        for (OptionSpec option : command.options()) {
            @Nullable String key = option.descriptionKey();
            // picocli gives keys with a dot to options of its own.
            if (key != null && key.matches("[a-z-]+") && !option.inherited()) {
                settings.merge(key, of(key, option, command), Setting::with);
            }
        }
        command.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(sub -> collect(sub, settings));
    }

    private static Setting of(String key, OptionSpec option, CommandSpec command) {
        @Nullable String standard = option.defaultValue();
        boolean flag = option.arity().max() == 0;
        return new Setting(
                key,
                option.type(),
                standard == null && flag ? "false" : standard,
                String.join(" ", option.description()),
                List.of(command.qualifiedName()));
    }

    private Setting with(Setting other) {
        List<String> all = new ArrayList<>(commands);
        all.addAll(other.commands);
        return new Setting(key, type, defaultValue, description, all);
    }

    /** Returns the environment variable that sets it. */
    String variable() {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Returns what a value should be instead, or nothing if it is good. */
    Optional<String> expectedInsteadOf(String value) {
        if (type == boolean.class || type == Boolean.class) {
            return unless(value.matches("true|false"), "true or false");
        }
        if (type == int.class || type == Integer.class) {
            return unless(value.matches("-?[0-9]{1,9}"), "a whole number");
        }
        if (type == MemorySize.class) {
            return unless(MemorySize.isOne(value), MemorySize.EXPECTED);
        }
        if (type.isEnum()) {
            List<String> words = Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList();
            return unless(
                    words.contains(value.toLowerCase(Locale.ROOT)),
                    words.stream().collect(Collectors.joining(", ", "one of ", "")));
        }
        return unless(!value.isBlank(), "a text");
    }

    private static Optional<String> unless(boolean good, String expectation) {
        return good ? Optional.empty() : Optional.of(expectation);
    }
}
