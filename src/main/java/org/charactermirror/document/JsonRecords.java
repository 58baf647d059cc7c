package org.charactermirror.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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

    private JsonRecords() {}

    /**
     * Reads a text of any of the three forms.
     *
     * @param problems get what keeps the text from being read to its end
     * @param rows get what is wrong with single lines or elements, which are left out
     */
    public static List<JsonRecord> of(String source, String text, Problems problems, Problems rows) {
        List<JsonRecord> found = new ArrayList<>();
        try {
            JsonStream.read(source, new StringReader(text), problems, rows, found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    /** Reads a text of one object a line; empty lines are passed over. */
    public static List<JsonRecord> ofLines(String source, String text, Problems rows) {
        List<JsonRecord> found = new ArrayList<>();
        try {
            BufferedReader lines = new BufferedReader(new StringReader(text));
            new JsonStream(source, rows, rows, found::add).lines(lines.readLine(), 1, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    /** Reads the objects in a list that is a value of the one object of a text, as the other method of two collections. */
    public static List<JsonRecord> within(String source, String text, String key, Problems problems, Problems rows) {
        List<JsonRecord> found = new ArrayList<>();
        JsonStream stream = new JsonStream(source, problems, rows, found::add);
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(key);
                if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                    stream.elements(parser, 1);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            stream.tell(e, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }
}
