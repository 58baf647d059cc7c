package org.charactermirror.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells a model without a place for profiles whom to be: a text with {@code {bot_name}}, {@code {bot_info}}, {@code
 * {user_name}} and {@code {user_info}}.
 *
 * <p>A line is left out where it names something that is empty, such as a user of whom nothing is known.
 */
public record SystemPrompt(String template) {

    private static final Pattern SLOT = Pattern.compile("\\{([a-z_]+)}");
    private static final List<String> NAMES = List.of("bot_name", "bot_info", "user_name", "user_info");

    public SystemPrompt {
        List<String> unknown = unknownSlots(template);
        if (template.isBlank() || !unknown.isEmpty()) {
            throw new IllegalArgumentException("a system prompt that is blank or has unknown places: " + unknown);
        }
    }

    /** Returns the program's own text in a language, if it has one (zh, en). */
    public static Optional<SystemPrompt> ofLanguage(String language) {
        try (InputStream in = SystemPrompt.class.getResourceAsStream("system-prompt." + language + ".txt")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new SystemPrompt(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names in braces that are none of the four, in the order of the text. */
    public static List<String> unknownSlots(String template) {
        return SLOT.matcher(template)
                .results()
                .map(slot -> slot.group(1))
                .filter(name -> !NAMES.contains(name))
                .distinct()
                .toList();
    }

    /** Returns the SHA-256 of the text as 64 lower-case hexadecimal digits. */
    public String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(template.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Returns the text for two people. */
    public String render(Persona persona) {
        Map<String, String> values = Map.of(
                "bot_name", persona.botName(),
                "bot_info", persona.botInfo(),
                "user_name", persona.userName(),
                "user_info", persona.userInfo());
        return template.lines()
                .filter(line -> SLOT.matcher(line)
                        .results()
                        .noneMatch(slot -> value(values, slot.group(1)).isBlank()))
                .map(line ->
                        SLOT.matcher(line).replaceAll(slot -> Matcher.quoteReplacement(value(values, slot.group(1)))))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }
}
