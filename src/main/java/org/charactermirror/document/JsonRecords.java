package org.charactermirror.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.charactermirror.problem.Problems;

/** The objects of a JSON text with their lines: one object a line, or a list of objects, or one object. */
public final class JsonRecords {

    // What other programs write as JSON may hold NaN; a key twice in an object would hide one of its values.
    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .build();

    /** What the parser says of the source in its messages; the place is told beside them. */
    static final Pattern WHERE = Pattern.compile("\\s*\\((for|start marker)[^()]*\\[Source:.*$");

    private final String source;
    private final String text;
    private final Problems problems;
    private final Problems rows;

    private JsonRecords(String source, String text, Problems problems, Problems rows) {
        this.source = source;
        this.text = text;
        this.problems = problems;
        this.rows = rows;
    }

    /**
     * Reads a text of any of the three forms.
     *
     * @param problems get what keeps the text from being read to its end
     * @param rows get what is wrong with single lines or elements, which are left out
     */
    public static List<JsonRecord> of(String source, String text, Problems problems, Problems rows) {
        JsonRecords records = new JsonRecords(source, text, problems, rows);
        int first = records.firstSign();
        if (first < 0) {
            problems.error(source, "the file is empty");
            return List.of();
        }
        if (text.charAt(first) == '[') {
            return records.list();
        }
        return records.isLines()
                ? ofLines(source, text, rows)
                : records.one().map(List::of).orElse(List.of());
    }

    /** Reads a text of one object a line; empty lines are passed over. */
    public static List<JsonRecord> ofLines(String source, String text, Problems rows) {
        JsonRecords records = new JsonRecords(source, text, rows, rows);
        List<JsonRecord> found = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                records.line(line, number).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    /** Reads the objects in a list that is a value of the one object of a text, as the other method of two collections. */
    public static List<JsonRecord> within(String source, String text, String key, Problems problems, Problems rows) {
        JsonRecords records = new JsonRecords(source, text, problems, rows);
        List<JsonRecord> found = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(key);
                if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                    records.elements(parser, found);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            records.tell(e, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    private int firstSign() {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Tells whether the first line with anything in it is an object of its own. */
    private boolean isLines() {
        String line = text.lines().filter(one -> !one.isBlank()).findFirst().orElse("");
        try {
            return JSON.readTree(line).isObject();
        } catch (JsonProcessingException e) {
            // Broken lines of many are told one by one; a broken file of one object is told as a whole.
            return line.stripTrailing().endsWith("}") && line.strip().length() > 1;
        }
    }

    private List<JsonRecord> list() {
        List<JsonRecord> found = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            elements(parser, found);
            if (parser.nextToken() != null) {
                problems.error(
                        source, parser.currentTokenLocation().getLineNr(), 0, "something follows the end of the list");
            }
        } catch (JsonProcessingException e) {
            tell(e, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    private void elements(JsonParser parser, List<JsonRecord> found) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            int line = parser.currentTokenLocation().getLineNr();
            JsonNode node = JSON.readTree(parser);
            if (node.isObject()) {
                found.add(new JsonRecord(source, line, node));
            } else {
                rows.error(source, line, 0, JsonRecord.shown(node) + " stands in the list; expected an object");
            }
        }
    }

    private Optional<JsonRecord> one() {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            int line = parser.currentTokenLocation().getLineNr();
            JsonNode node = JSON.readTree(parser);
            if (!node.isObject()) {
                problems.error(source, line, 0, JsonRecord.shown(node) + " is no object; expected objects");
                return Optional.empty();
            }
            if (parser.nextToken() != null) {
                problems.error(
                        source,
                        parser.currentTokenLocation().getLineNr(),
                        0,
                        "something follows the end of the object; expected one object, a list of them, or one a line");
                return Optional.empty();
            }
            return Optional.of(new JsonRecord(source, line, node));
        } catch (JsonProcessingException e) {
            tell(e, 0);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<JsonRecord> line(String line, int number) {
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            JsonNode node = JSON.readTree(parser);
            if (!node.isObject() || parser.nextToken() != null) {
                problems.error(source, number, 0, "the line is " + JsonRecord.quoted(line) + "; expected one object");
                return Optional.empty();
            }
            return Optional.of(new JsonRecord(source, number, node));
        } catch (JsonProcessingException e) {
            tell(e, number);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an error at its place in the text, or in the numbered line. */
    private void tell(JsonProcessingException e, int number) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
        problems.error(
                source,
                number > 0 ? number : Math.max(line, 1),
                Math.max(column, 0),
                "not valid JSON: " + WHERE.matcher(e.getOriginalMessage()).replaceAll(""));
    }
}
