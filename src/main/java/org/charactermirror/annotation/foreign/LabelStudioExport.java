package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.annotation.ColumnNames;
import org.charactermirror.annotation.Kind;

/** Writes judgements as Label Studio's export: a task for everything that was judged, with one annotation a person. */
final class LabelStudioExport {

    static final String FILE = "label_studio.json";

    private static final Set<String> TEXTS = Set.of("comment", "evidence", "reason");

    private LabelStudioExport() {}

    static Map<String, String> files(List<ForeignCells> rows) {
        Map<List<Object>, List<ForeignCells>> byItem = new LinkedHashMap<>();
        rows.forEach(row -> byItem.computeIfAbsent(List.of(row.kind(), row.item()), item -> new ArrayList<>())
                .add(row));
        ExportedRecords records = ExportedRecords.list();
        int task = 0;
        int annotation = 0;
        for (List<ForeignCells> ofItem : byItem.values()) {
            task++;
            ObjectNode record = ExportedRecords.object();
            record.put("id", task);
            ofItem.get(0).putItem(record.putObject("data"));
            ArrayNode annotations = record.putArray("annotations");
            for (ForeignCells row : ofItem) {
                annotation++;
                annotations.add(annotation(row, annotation));
            }
            record.putArray("predictions");
            records.add(record);
        }
        return Map.of(FILE, records.text());
    }

    private static ObjectNode annotation(ForeignCells row, int number) {
        ObjectNode annotation = ExportedRecords.object();
        annotation.put("id", number);
        annotation.putObject("completed_by").put("email", row.annotator());
        annotation.put("was_cancelled", false);
        ArrayNode results = annotation.putArray("result");
        row.said().forEach((column, value) -> result(results, column, value));
        if (row.origin() != null) {
            result(results, "origin", row.origin());
        }
        row.extra().forEach((name, value) -> {
            if (name.equals("lead_time") && value.matches("(0|[1-9]\\d{0,8})(\\.\\d{0,8}[1-9])?")) {
                annotation.put("lead_time", new BigDecimal(value));
            } else {
                result(results, ForeignRow.EXTRA + name, value);
            }
        });
        return annotation;
    }

    private static void result(ArrayNode results, String column, String value) {
        ObjectNode result = results.addObject();
        result.put("id", column);
        result.put("from_name", column);
        result.put("to_name", "dialogue");
        if (ColumnNames.judged(Kind.RATINGS).contains(column)) {
            result.put("type", "number");
            result.putObject("value").put("number", new BigDecimal(value));
        } else if (TEXTS.contains(column) || column.startsWith(ForeignRow.EXTRA)) {
            result.put("type", "textarea");
            result.putObject("value").putArray("text").add(value);
        } else {
            result.put("type", "choices");
            result.putObject("value").putArray("choices").add(value);
        }
    }
}
