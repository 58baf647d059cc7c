package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.annotation.ColumnNames;
import org.charactermirror.annotation.Kind;

/**
 * Writes judgements as Potato's: a file of annotations, and the file of items that says what the instances are. What was said
 * of replies stands under their numbers in the values of schemes that are bound to turns.
 */
final class PotatoExport {

    static final String FILE = "potato_annotations.jsonl";
    static final String ITEMS = "potato_items.jsonl";

    private static final Set<String> TEXTS = Set.of("comment", "evidence", "reason");

    private PotatoExport() {}

    static Map<String, String> files(List<ForeignCells> rows) {
        Map<List<Object>, String> ids = new LinkedHashMap<>();
        Map<List<Object>, ObjectNode> annotations = new LinkedHashMap<>();
        ExportedRecords items = ExportedRecords.lines();
        for (ForeignCells row : rows) {
            ObjectNode item = ExportedRecords.object();
            row.putItem(item);
            boolean ofTurns = row.kind() == Kind.TURN_ERRORS;
            if (ofTurns) {
                item.remove("turn");
            }
            String id = ids.computeIfAbsent(List.of(row.kind(), item), unused -> {
                String next = "item-" + (ids.size() + 1);
                ObjectNode shown = ExportedRecords.object();
                shown.put("id", next);
                // What a project shows is not part of a judgement; a text is asked for.
                shown.put("text", row.item().getOrDefault("session", next));
                shown.setAll(item);
                items.add(shown);
                return next;
            });
            ObjectNode annotation = annotations.computeIfAbsent(List.of(id, row.annotator()), unused -> {
                ObjectNode empty = ExportedRecords.object();
                empty.put("instance_id", id);
                empty.put("user_id", row.annotator());
                empty.putObject("labels");
                empty.putObject("spans");
                empty.putObject("links");
                return empty;
            });
            ObjectNode labels = annotation.withObjectProperty("labels");
            if (ofTurns) {
                ofTurn(row, labels);
            } else {
                values(row).forEach((scheme, value) -> label(labels, scheme, value));
            }
        }
        ExportedRecords records = ExportedRecords.lines();
        annotations.values().forEach(annotation -> records.add(withTexts(annotation)));
        Map<String, String> files = new LinkedHashMap<>();
        files.put(FILE, records.text());
        files.put(ITEMS, items.text());
        return files;
    }

    private static Map<String, String> values(ForeignCells row) {
        Map<String, String> values = new LinkedHashMap<>(row.said());
        if (row.origin() != null) {
            values.put("origin", row.origin());
        }
        row.extra().forEach((name, value) -> values.put(ForeignRow.EXTRA + name, value));
        return values;
    }

    private static void label(ObjectNode labels, String scheme, String value) {
        ObjectNode label = labels.putObject(scheme);
        if (scheme.equals("outcome")) {
            label.put(
                    "selection",
                    switch (value) {
                        case "win" -> "A";
                        case "lose" -> "B";
                        default -> value;
                    });
        } else if (ColumnNames.judged(Kind.RATINGS).contains(scheme)) {
            label.put(value, value);
        } else {
            label.put("text_box", value);
        }
    }

    private static void ofTurn(ForeignCells row, ObjectNode labels) {
        String turn = row.item().getOrDefault("turn", "");
        values(row).forEach((scheme, value) -> {
            ObjectNode data = labels.withObjectProperty(scheme);
            if (data.isEmpty()) {
                data.put("v", 1);
                boolean text = TEXTS.contains(scheme) || scheme.startsWith(ForeignRow.EXTRA);
                data.put("schema_type", text ? "text" : "radio");
                data.putObject("turns");
            }
            data.withObjectProperty("turns").putObject(turn).put("value", value);
        });
    }

    /** Potato keeps the values of turns as a text that is JSON. */
    private static ObjectNode withTexts(ObjectNode annotation) {
        ObjectNode labels = annotation.withObjectProperty("labels");
        for (String scheme : labels.properties().stream().map(Map.Entry::getKey).toList()) {
            if (labels.path(scheme).path("turns").isObject()) {
                String text = ExportedRecords.json(labels.path(scheme));
                labels.putObject(scheme).put("_data", text);
            }
        }
        return annotation;
    }
}
