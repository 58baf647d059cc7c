package org.charactermirror.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.function.Consumer;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a JSON text one after the other, so that a text may be larger than the memory: one object a line, or a list
 * of objects, or one object.
 */
public final class JsonStream {

    private static final int NO_SIGN = -1;

    private final String source;
    private final Problems problems;
    private final Problems rows;
    private final Consumer<JsonRecord> each;

    JsonStream(String source, Problems problems, Problems rows, Consumer<JsonRecord> each) {
        this.source = source;
        this.problems = problems;
        this.rows = rows;
        this.each = each;
    }

    /**
     * Hands on the objects of a text, in their order.
     *
     * @param problems get what keeps the text from being read to its end; what was handed on before then is incomplete
     * @param rows get what is wrong with single lines or elements, which are left out
     * @throws IOException if the text cannot be read
     */
    public static void read(String source, Reader text, Problems problems, Problems rows, Consumer<JsonRecord> each)
            throws IOException {
        JsonStream stream = new JsonStream(source, problems, rows, each);
        BufferedReader reader = new BufferedReader(text, 1 << 16);
        int line = 1;
        for (int sign = reader.read(); ; sign = reader.read()) {
            if (sign == NO_SIGN) {
                problems.error(source, "the file is empty");
                return;
            }
            line += sign == '\n' ? 1 : 0;
            if (!Character.isWhitespace(sign)) {
                stream.from(sign, line, reader);
                return;
            }
        }
    }

    private void from(int sign, int line, BufferedReader rest) throws IOException {
        if (sign == '[') {
            list(line, new Prepended("[", rest));
            return;
        }
        String tail = rest.readLine();
        String first = Character.toString(sign) + (tail == null ? "" : tail);
        if (isLines(first)) {
            lines(first, line, rest);
        } else {
            one(line, new Prepended(first + "\n", rest));
        }
    }

    /** Broken lines of many are told one by one; a broken file of one object is told as a whole. */
    private static boolean isLines(String first) {
        try {
            return JsonRecords.JSON.readTree(first).isObject();
        } catch (JsonProcessingException e) {
            return first.stripTrailing().endsWith("}") && first.strip().length() > 1;
        }
    }

    /**
     * Hands on the object of each line.
     *
     * @param first line, or null where there is none
     */
    void lines(@Nullable String first, int firstNumber, BufferedReader rest) throws IOException {
        int number = firstNumber;
        for (@Nullable String line = first; line != null; line = rest.readLine()) {
            if (!line.isBlank()) {
                line(line, number);
            }
            number++;
        }
    }

    private void line(String line, int number) throws IOException {
        try (JsonParser parser = JsonRecords.JSON.createParser(line)) {
            parser.nextToken();
            JsonNode node = JsonRecords.JSON.readTree(parser);
            if (!node.isObject() || parser.nextToken() != null) {
                rows.error(source, number, 0, "the line is " + JsonRecord.quoted(line) + "; expected one object");
                return;
            }
            each.accept(new JsonRecord(source, number, node));
        } catch (JsonProcessingException e) {
            tell(rows, e, number);
        }
    }

    private void list(int firstLine, Reader text) throws IOException {
        try (JsonParser parser = JsonRecords.JSON.createParser(text)) {
            parser.nextToken();
            elements(parser, firstLine);
            if (parser.nextToken() != null) {
                int line = firstLine - 1 + parser.currentTokenLocation().getLineNr();
                problems.error(source, line, 0, "something follows the end of the list");
            }
        } catch (JsonProcessingException e) {
            tell(e, firstLine);
        }
    }

    private void one(int firstLine, Reader text) throws IOException {
        try (JsonParser parser = JsonRecords.JSON.createParser(text)) {
            parser.nextToken();
            JsonNode node = JsonRecords.JSON.readTree(parser);
            if (!node.isObject()) {
                problems.error(source, firstLine, 0, JsonRecord.shown(node) + " is no object; expected objects");
                return;
            }
            if (parser.nextToken() != null) {
                problems.error(
                        source,
                        firstLine - 1 + parser.currentTokenLocation().getLineNr(),
                        0,
                        "something follows the end of the object; expected one object, a list of them, or one a line");
                return;
            }
            each.accept(new JsonRecord(source, firstLine, node));
        } catch (JsonProcessingException e) {
            tell(e, firstLine);
        }
    }

    /**
     * Hands on the objects of the list in which a parser stands.
     *
     * @param firstLine on which the parser's text starts
     */
    void elements(JsonParser parser, int firstLine) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            int line = firstLine - 1 + parser.currentTokenLocation().getLineNr();
            JsonNode node = JsonRecords.JSON.readTree(parser);
            if (node.isObject()) {
                each.accept(new JsonRecord(source, line, node));
            } else {
                rows.error(source, line, 0, JsonRecord.shown(node) + " stands in the list; expected an object");
            }
        }
    }

    /** Tells what keeps a text that starts on a line from being read to its end. */
    void tell(JsonProcessingException e, int firstLine) {
        int line = e.getLocation() == null ? 1 : Math.max(e.getLocation().getLineNr(), 1);
        tell(problems, e, firstLine - 1 + line);
    }

    private void tell(Problems to, JsonProcessingException e, int line) {
        int column = e.getLocation() == null ? 0 : Math.max(e.getLocation().getColumnNr(), 0);
        to.error(
                source,
                line,
                column,
                "not valid JSON: "
                        + JsonRecords.WHERE.matcher(e.getOriginalMessage()).replaceAll(""));
    }

    /** A text with something before it that was already taken out of it. */
    private static final class Prepended extends Reader {

        private final Reader first;
        private final Reader rest;
        private boolean atRest;

        Prepended(String first, Reader rest) {
            this.first = new StringReader(first);
            this.rest = rest;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (!atRest) {
                int count = first.read(buffer, offset, length);
                if (count > 0) {
                    return count;
                }
                atRest = true;
            }
            return rest.read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            first.close();
            rest.close();
        }
    }
}
