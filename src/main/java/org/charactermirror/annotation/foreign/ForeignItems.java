package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvReader;
import org.charactermirror.table.CsvRow;
import org.charactermirror.table.CsvSettings;

/** What a project shows to its annotators, by id: tools whose files of judgements have only ids need it. */
public final class ForeignItems {

    private static final String ID = "id";

    private final Map<String, JsonNode> byId;

    private ForeignItems(Map<String, JsonNode> byId) {
        this.byId = byId;
    }

    /** Returns no items. */
    public static ForeignItems none() {
        return new ForeignItems(Map.of());
    }

    /** Reads files of items, JSON or CSV, each item with an {@code id}. */
    public static ForeignItems read(List<Path> files, CsvSettings csv, Problems problems) {
        Map<String, JsonNode> byId = new HashMap<>();
        for (Path file : files) {
            String source = file.toString();
            try {
                if (ForeignText.isJson(file)) {
                    ForeignText.records(
                            file, source, csv.encoding(), problems, problems, record -> add(record, byId, problems));
                } else {
                    CsvReader.read(file, source, csv, problems).ifPresent(table -> {
                        for (CsvRow row : table.rows()) {
                            add(new JsonRecord(source, row.line(), object(table.header(), row)), byId, problems);
                        }
                    });
                }
            } catch (IOException e) {
                problems.error(source, "cannot be read: " + e.getMessage());
            }
        }
        return new ForeignItems(byId);
    }

    /** Returns a row of a table as an object of texts; empty cells are not there. */
    static ObjectNode object(List<String> header, CsvRow row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            if (!row.cells().get(i).isEmpty()) {
                object.put(header.get(i), row.cells().get(i));
            }
        }
        return object;
    }

    private static void add(JsonRecord record, Map<String, JsonNode> byId, Problems problems) {
        String id = ForeignRow.text(record.node().path(ID));
        if (id.isEmpty()) {
            record.error(problems, "the item has no id; each needs one in the key id");
        } else if (byId.putIfAbsent(id, record.node()) != null) {
            record.error(problems, "the id \"" + id + "\" stands twice; each item needs one of its own");
        }
    }

    String idKey() {
        return ID;
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    Optional<JsonNode> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
