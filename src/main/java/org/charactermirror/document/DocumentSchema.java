package org.charactermirror.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.problem.Severity;

/**
 * A published JSON Schema (2020-12) that finds what is wrong with a document, and where.
 *
 * <p>A schema's {@code description} is written so that it completes "expected ...": it is what messages say.
 */
public final class DocumentSchema {

    private final JsonNode definition;
    private final Schema schema;

    private DocumentSchema(JsonNode definition) {
        this.definition = definition;
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(definition);
    }

    /** Loads a schema that lies beside a class. */
    public static DocumentSchema load(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + resource);
            }
            return new DocumentSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds every violation with its place and value, in the order of the file; tells whether there was none. */
    public boolean check(YamlDocument document, Problems problems) {
        List<Error> errors = schema.validate(document.root());
        Set<String> told = new HashSet<>();
        Map<Place, List<Problem>> byPlace = new TreeMap<>();
        for (Error error : errors) {
            // One mistake can break two rules (an empty id is too short and has no letter): the first one is told.
            if (told.add(error.getInstanceLocation() + " " + error.getProperty())) {
                Place place = place(error, document);
                byPlace.computeIfAbsent(place, p -> new ArrayList<>())
                        .add(new Problem(
                                Severity.ERROR, document.source(), place.line(), place.column(), message(error)));
            }
        }
        byPlace.values().forEach(problems::addAll);
        return errors.isEmpty();
    }

    /** Returns every violation in a tree that has no places, such as an answer of a program, each once. */
    public List<String> violations(JsonNode root) {
        Set<String> told = new HashSet<>();
        List<String> violations = new ArrayList<>();
        for (Error error : schema.validate(root)) {
            if (told.add(error.getInstanceLocation() + " " + error.getProperty())) {
                violations.add(message(error));
            }
        }
        return violations;
    }

    private static Place place(Error error, YamlDocument document) {
        String pointer = error.getInstanceLocation().toString();
        return isUnknownKey(error) ? document.keyPlace(pointer + "/" + error.getProperty()) : document.place(pointer);
    }

    private String message(Error error) {
        String pointer = error.getInstanceLocation().toString();
        JsonNode rule = definition.at(
                JsonPointer.compile(error.getSchemaLocation().getFragment().toString()));
        JsonNode owner = definition.at(JsonPointer.compile(
                error.getSchemaLocation().getFragment().getParent().toString()));
        if ("required".equals(error.getKeyword())) {
            String missing = readable(pointer + "/" + error.getProperty());
            JsonNode property = resolve(owner.path("properties").path(error.getProperty()));
            return missing + " is missing" + expected(property);
        }
        if (isUnknownKey(error)) {
            List<String> known = keysOf(owner.path("properties"));
            return "unknown key \"" + error.getProperty() + "\"" + suggestion(error.getProperty(), known);
        }
        String value = value(error.getInstanceNode());
        String expectation = expected(owner);
        if (expectation.isEmpty()) {
            expectation = "; expected " + error.getKeyword() + " " + rule;
        }
        return (pointer.isEmpty() ? "the file" : readable(pointer)) + " is " + value + expectation;
    }

    private JsonNode resolve(JsonNode subschema) {
        String reference = subschema.path("$ref").asText();
        return reference.startsWith("#") ? definition.at(reference.substring(1)) : subschema;
    }

    private static boolean isUnknownKey(Error error) {
        return "additionalProperties".equals(error.getKeyword()) && error.getProperty() != null;
    }

    private static String expected(JsonNode subschema) {
        String description = subschema.path("description").asText();
        return description.isEmpty() ? "" : "; expected " + description;
    }

    private static List<String> keysOf(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return Collections.unmodifiableList(names);
    }

    private static String suggestion(String key, List<String> known) {
        return Similar.nearest(key, known)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("; known here: " + String.join(", ", known));
    }

    /** Names a value as a reader would: {@code attributes.identity}, {@code item 3 of turns}, {@code id of item 1 of models}. */
    private static String readable(String pointer) {
        String name = "";
        String rest = "";
        for (String token : pointer.substring(1).split("/", -1)) {
            String part = token.replace("~1", "/").replace("~0", "~");
            boolean item = !(name + rest).isEmpty() && part.chars().allMatch(Character::isDigit);
            if (item) {
                rest = "item " + (Integer.parseInt(part) + 1) + " of " + joined(name, rest);
                name = "";
            } else {
                name = name.isEmpty() ? part : name + "." + part;
            }
        }
        return joined(name, rest);
    }

    private static String joined(String name, String rest) {
        return name + (name.isEmpty() || rest.isEmpty() ? "" : " of ") + rest;
    }

    /** Writes an offending value so that it fits a line. */
    private static String value(JsonNode node) {
        if (node.isNull()) {
            return "empty";
        }
        if (node.isArray()) {
            return "a list of " + node.size();
        }
        if (node.isObject()) {
            return "a group of keys (" + String.join(", ", keysOf(node)) + ")";
        }
        String text = node.asText();
        int length = text.codePointCount(0, text.length());
        String shown = length > 60 ? text.substring(0, text.offsetByCodePoints(0, 60)) + "…" : text;
        return node.isTextual() ? "\"" + shown.replace("\n", "\\n") + "\"" : shown;
    }
}
