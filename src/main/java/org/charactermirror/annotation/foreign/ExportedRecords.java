package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes records of JSON, one a line: as a list, or as lines. */
final class ExportedRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean list;
    private final StringBuilder text = new StringBuilder();
    private int count;

    private ExportedRecords(boolean list) {
        this.list = list;
    }

    static ExportedRecords list() {
        return new ExportedRecords(true);
    }

    static ExportedRecords lines() {
        return new ExportedRecords(false);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns a value as JSON. */
    static String json(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    void add(JsonNode record) {
        if (list) {
            text.append(count == 0 ? "[\n" : ",\n");
        }
        text.append(json(record)).append(list ? "" : "\n");
        count++;
    }

    String text() {
        return list ? text + (count == 0 ? "[]\n" : "\n]\n") : text.toString();
    }
}
