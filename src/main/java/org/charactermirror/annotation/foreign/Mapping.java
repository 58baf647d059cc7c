package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.ColumnNames;
import org.charactermirror.annotation.Kind;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.document.Similar;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/**
 * What a user says about the names in a tool's project where they are not ours.
 *
 * @param columns our column by the tool's name for it in lower case; {@link #LEFT_OUT} for what is to be left out
 * @param values by our column, our value by the tool's
 * @param choices by the tool's name of a choice of several, our column by the name of an option
 * @param fixed our value by our column, for what no record says
 */
public record Mapping(
        Map<String, String> columns,
        Map<String, Map<String, String>> values,
        Map<String, Map<String, String>> choices,
        Map<String, String> fixed) {

    /** Stands for a column that is to be left out. */
    static final String LEFT_OUT = "-";

    private static final List<String> PARTS = List.of("columns", "values", "choices", "fixed");

    public Mapping {
        columns = Map.copyOf(columns);
        values = Map.copyOf(values);
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
    }

    /** Returns a mapping that says nothing. */
    public static Mapping none() {
        return new Mapping(Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** Reads a YAML file with the keys {@code columns}, {@code values}, {@code choices} and {@code fixed}. */
    public static Optional<Mapping> read(Path file, Problems problems) {
        Problems own = new Problems();
        Optional<Mapping> mapping = YamlDocument.read(file, own).map(document -> new Reading(document, own).mapping());
        problems.addAll(own.all());
        return own.hasErrors() ? Optional.empty() : mapping;
    }

    /** Returns the column that a tool's name stands for, the tool's own name if no column of ours has it. */
    String column(String name) {
        String mapped = columns.get(name.toLowerCase(Locale.ROOT));
        return mapped != null ? mapped : ColumnNames.english(name).orElse(name);
    }

    /** Returns our value for a tool's. */
    String value(String column, String value) {
        return values.getOrDefault(column, Map.of()).getOrDefault(value, value);
    }

    /** One file while it is read. */
    private static final class Reading {

        private final YamlDocument document;
        private final Problems problems;

        Reading(YamlDocument document, Problems problems) {
            this.document = document;
            this.problems = problems;
        }

        Mapping mapping() {
            if (!document.root().isObject()) {
                document.error(problems, "", "expected the keys " + String.join(", ", PARTS));
                return none();
            }
            for (Map.Entry<String, JsonNode> part : document.root().properties()) {
                if (!PARTS.contains(part.getKey())) {
                    document.error(
                            problems,
                            "/" + part.getKey(),
                            "unknown key \"" + part.getKey() + "\"; expected " + String.join(", ", PARTS));
                }
            }
            Map<String, String> columns = new LinkedHashMap<>();
            texts("/columns").forEach((name, column) -> columns.put(name.toLowerCase(Locale.ROOT), column));
            columns.values().removeIf(column -> !column.equals(LEFT_OUT) && !isOurs("/columns", column));
            Map<String, Map<String, String>> values = new LinkedHashMap<>();
            for (String column : keys("/values")) {
                if (isOurs("/values/" + pointer(column), column)) {
                    values.put(column, texts("/values/" + pointer(column)));
                }
            }
            Map<String, Map<String, String>> choices = new LinkedHashMap<>();
            for (String name : keys("/choices")) {
                Map<String, String> options = options("/choices/" + pointer(name));
                options.values().removeIf(column -> !isFlag("/choices/" + pointer(name), column));
                choices.put(name, options);
            }
            Map<String, String> fixed = texts("/fixed");
            fixed.keySet().removeIf(column -> !isOurs("/fixed/" + pointer(column), column));
            return new Mapping(columns, values, choices, fixed);
        }

        private List<String> keys(String pointer) {
            JsonNode node = document.root().at(pointer);
            if (!node.isMissingNode() && !node.isObject()) {
                document.error(problems, pointer, JsonRecord.shown(node) + " stands here; expected names and values");
            }
            return node.properties().stream().map(Map.Entry::getKey).toList();
        }

        private Map<String, String> texts(String pointer) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (String key : keys(pointer)) {
                JsonNode value = document.root().at(pointer).path(key);
                if (value.isValueNode() && !value.isNull()) {
                    texts.put(key, value.asText());
                } else {
                    document.error(
                            problems,
                            pointer + "/" + pointer(key),
                            key + " is " + JsonRecord.shown(value) + "; expected one value");
                }
            }
            return texts;
        }

        /** Options may be a list of our own names, or be mapped to them. */
        private Map<String, String> options(String pointer) {
            JsonNode node = document.root().at(pointer);
            if (!node.isArray()) {
                return texts(pointer);
            }
            Map<String, String> options = new LinkedHashMap<>();
            node.forEach(option -> options.put(
                    option.asText(), ColumnNames.english(option.asText()).orElse(option.asText())));
            return options;
        }

        private boolean isOurs(String pointer, String column) {
            List<String> known = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                ColumnNames.of(kind).stream()
                        .filter(one -> !known.contains(one))
                        .forEach(known::add);
            }
            known.addAll(List.of("item", "better"));
            return check(pointer, column, known, "a column of ours, or \"-\" to leave it out");
        }

        private boolean isFlag(String pointer, String column) {
            return check(pointer, column, ColumnNames.judged(Kind.TURN_ERRORS), "a flag");
        }

        private boolean check(String pointer, String column, List<String> known, String expected) {
            if (known.contains(column)) {
                return true;
            }
            String hint = Similar.nearest(column, known)
                    .map(near -> "did you mean \"" + near + "\"?")
                    .orElseGet(() -> "there are " + String.join(", ", known));
            document.error(problems, pointer, "\"" + column + "\" is not " + expected + "; " + hint);
            return false;
        }

        private static String pointer(String key) {
            return key.replace("~", "~0").replace("/", "~1");
        }
    }
}
