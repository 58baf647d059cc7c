package org.charactermirror.character;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.charactermirror.document.Place;
import org.charactermirror.document.Similar;
import org.charactermirror.problem.Problems;

/** Reads a {@code character.json} value by value, so that every problem has a place and no key gets lost. */
final class CharacterJsonReader {

    private static final List<String> KEYS = List.of("user_info", "bot_info", "user_name", "bot_name", "greeting");
    private static final Pattern NAME = Pattern.compile("[^\\r\\n\\[\\]]*[^\\s\\[\\]][^\\r\\n\\[\\]]*");
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TEXT = 20_000;

    /** A value and where it stands; not text where the file says null. */
    private record Value(Optional<String> text, Place place) {}

    private final String source;
    private final String text;
    private final Problems problems;
    private final Problems own = new Problems();

    CharacterJsonReader(String source, String text, Problems problems) {
        this.source = source;
        this.text = text;
        this.problems = problems;
    }

    Optional<List<CharacterEntry>> read() {
        List<CharacterEntry> entries = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            readFile(parser, entries);
        } catch (JsonParseException e) {
            error(place(e.getLocation().getCharOffset()), "not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        problems.addAll(own.all());
        return own.hasErrors() ? Optional.empty() : Optional.of(entries);
    }

    private void readFile(JsonParser parser, List<CharacterEntry> entries) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            error(place(0), "expected a map from the names of characters to what is said of them: {\"name\": {...}}");
            return;
        }
        Map<String, Place> keys = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            Place place = here(parser);
            boolean first = isNew(keys, key, place, "character");
            if (key.isBlank()) {
                error(place, "the name of a character is blank; expected a name");
            }
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                error(here(parser), "the character \"" + key + "\" is not a map; expected the keys " + known());
                parser.skipChildren();
                continue;
            }
            Optional<CharacterEntry> entry = readEntry(key, place, parser);
            if (first) {
                entry.ifPresent(entries::add);
            }
        }
        if (parser.nextToken() != null) {
            error(here(parser), "something follows the end of the map; expected one map in a file");
        } else if (keys.isEmpty()) {
            error(place(0), "the file has no characters");
        }
    }

    private Optional<CharacterEntry> readEntry(String key, Place start, JsonParser parser) throws IOException {
        Map<String, Value> values = new LinkedHashMap<>();
        Map<String, Place> seen = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Place place = here(parser);
            boolean first = isNew(seen, name, place, "key");
            JsonToken token = parser.nextToken();
            if (!KEYS.contains(name)) {
                error(place, unknown(key, name));
            } else if (token == JsonToken.VALUE_STRING || (token == JsonToken.VALUE_NULL && name.equals("user_info"))) {
                String value = token == JsonToken.VALUE_NULL ? null : parser.getText();
                if (first) {
                    values.put(name, new Value(Optional.ofNullable(value), here(parser)));
                }
            } else {
                error(
                        here(parser),
                        name + " of \"" + key + "\" is " + shown(token, parser) + "; expected " + expected(name));
            }
            parser.skipChildren();
        }
        for (String name : KEYS) {
            if (!seen.containsKey(name)) {
                error(start, name + " of \"" + key + "\" is missing; expected " + expected(name));
            }
        }
        values.forEach((name, value) -> value.text().ifPresent(text -> check(key, name, text, value.place())));
        if (values.size() < KEYS.size()) {
            return Optional.empty();
        }
        return Optional.of(new CharacterEntry(
                key,
                text(values, "bot_name"),
                text(values, "bot_info"),
                text(values, "user_name"),
                require(values, "user_info").text(),
                text(values, "greeting")));
    }

    private void check(String key, String name, String value, Place place) {
        boolean isName = name.endsWith("_name");
        int length = value.codePointCount(0, value.length());
        int longest = isName ? LONGEST_NAME : LONGEST_TEXT;
        if (length > longest) {
            error(place, name + " of \"" + key + "\" has " + length + " characters; expected at most " + longest);
        } else if (isName ? !NAME.matcher(value).matches() : value.isBlank() && !name.equals("user_info")) {
            error(place, name + " of \"" + key + "\" is \"" + value + "\"; expected " + expected(name));
        } else if (value.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
            error(place, name + " of \"" + key + "\" has half of a character (a lone surrogate); write it anew");
        }
    }

    private boolean isNew(Map<String, Place> seen, String name, Place place, String noun) {
        Place earlier = seen.putIfAbsent(name, place);
        if (earlier != null) {
            error(place, "duplicate " + noun + " \"" + name + "\"; it already stands in line " + earlier.line());
        }
        return earlier == null;
    }

    private static String unknown(String key, String name) {
        String remedy = Similar.nearest(name, KEYS)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("known are " + known() + "; remove it, since nothing can be done with it");
        return "unknown key \"" + name + "\" of \"" + key + "\"; " + remedy;
    }

    private static String known() {
        return String.join(", ", KEYS);
    }

    private static String expected(String name) {
        return switch (name) {
            case "user_info" -> "text, or null where the character knows nothing of the user";
            case "bot_info" -> "text that says what the character is like";
            case "greeting" -> "the character's first words";
            default -> "a name on one line, without [ and ], which mark speakers in prompts";
        };
    }

    private static String shown(JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case START_OBJECT -> "a map";
            case START_ARRAY -> "a list";
            default -> parser.getText();
        };
    }

    private static String text(Map<String, Value> values, String name) {
        return require(values, name).text().orElseThrow();
    }

    private static Value require(Map<String, Value> values, String name) {
        return Optional.ofNullable(values.get(name)).orElseThrow();
    }

    private Place here(JsonParser parser) {
        return place(parser.currentTokenLocation().getCharOffset());
    }

    private Place place(long offset) {
        return Place.after(text.substring(0, (int) Math.max(0, Math.min(offset, text.length()))));
    }

    private void error(Place place, String message) {
        own.error(source, place.line(), place.column(), message);
    }
}
