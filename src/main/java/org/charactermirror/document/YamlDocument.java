package org.charactermirror.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.problem.Problems;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A YAML file as a tree in which every value knows its place.
 *
 * <p>Plain scalars follow YAML's JSON schema: numbers as JSON writes them, {@code true}, {@code false}, {@code null};
 * everything else is text, so that {@code no} or {@code 2024-01-01} stay what the writer wrote.
 */
public final class YamlDocument {

    private final String source;
    private final String sha256;
    private final JsonNode root;
    private final Map<String, Place> values;
    private final Map<String, Place> keys;

    YamlDocument(String source, String sha256, JsonNode root, Map<String, Place> values, Map<String, Place> keys) {
        this.source = source;
        this.sha256 = sha256;
        this.root = root;
        this.values = Map.copyOf(values);
        this.keys = Map.copyOf(keys);
    }

    /** Reads a file; whatever is wrong with it goes to the problems, and then there is no document. */
    public static Optional<YamlDocument> read(Path file, Problems problems) {
        try {
            return parse(file.toString(), Files.readAllBytes(file), problems);
        } catch (NoSuchFileException e) {
            problems.error(file.toString(), "no such file");
        } catch (IOException e) {
            problems.error(file.toString(), "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Reads bytes; the source is the name that messages give them. */
    public static Optional<YamlDocument> parse(String source, byte[] bytes, Problems problems) {
        return Utf8.decode(source, bytes, problems).flatMap(text -> parse(source, text, Sha256.hex(bytes), problems));
    }

    private static Optional<YamlDocument> parse(String source, String text, String sha256, Problems problems) {
        Node node;
        try {
            node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Place place = e.getProblemMark() == null ? Place.START : Place.of(e.getProblemMark());
            problems.error(source, place.line(), place.column(), "not valid YAML: " + describe(e));
            return Optional.empty();
        } catch (ReaderException e) {
            int at = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            Place place = Place.after(text.substring(0, at));
            problems.error(
                    source,
                    place.line(),
                    place.column(),
                    String.format("the control character U+%04X is not allowed in YAML; remove it", e.getCodePoint()));
            return Optional.empty();
        }
        if (node == null) {
            problems.error(source, "the file is empty");
            return Optional.empty();
        }
        return new NodeReader(source, problems).read(node, sha256);
    }

    private static String describe(MarkedYAMLException exception) {
        String problem =
                exception.getProblem() == null ? "" : exception.getProblem().strip();
        String context =
                exception.getContext() == null ? "" : exception.getContext().strip();
        return context.isEmpty() ? problem : context + ", " + problem;
    }

    /** Returns the file as messages name it. */
    public String source() {
        return source;
    }

    /** Returns the SHA-256 of the file's bytes. */
    public String sha256() {
        return sha256;
    }

    /** Returns the whole tree. */
    public JsonNode root() {
        return root;
    }

    /** Returns the text at a JSON pointer that the schema guarantees. */
    public String text(String pointer) {
        JsonNode node = root.at(pointer);
        if (!node.isTextual()) {
            throw new IllegalStateException(source + ": the schema should have made sure of text at " + pointer);
        }
        return node.textValue();
    }

    /** Returns the place of a value, or of the nearest enclosing one, by JSON pointer. */
    public Place place(String pointer) {
        return find(values, pointer);
    }

    /** Returns the place of a key, by the JSON pointer of its value. */
    public Place keyPlace(String pointer) {
        return keys.containsKey(pointer) ? keys.get(pointer) : place(pointer);
    }

    /** Adds an error at a value's place. */
    public void error(Problems problems, String pointer, String message) {
        Place place = place(pointer);
        problems.error(source, place.line(), place.column(), message);
    }

    /** Adds a warning at a value's place. */
    public void warning(Problems problems, String pointer, String message) {
        Place place = place(pointer);
        problems.warning(source, place.line(), place.column(), message);
    }

    private static Place find(Map<String, Place> places, String pointer) {
        String at = pointer;
        while (!places.containsKey(at)) {
            int slash = at.lastIndexOf('/');
            if (slash < 0) {
                return Place.START;
            }
            at = at.substring(0, slash);
        }
        return places.get(at);
    }
}
