package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.ColumnNames;
import org.charactermirror.annotation.Kind;

/** Writes judgements as Argilla's records: one for everything that was judged, with responses by question and user. */
final class ArgillaExport {

    static final String FILE = "argilla_records.json";

    private ArgillaExport() {}

    static Map<String, String> files(List<ForeignCells> rows) {
        Map<List<Object>, List<ForeignCells>> byItem = new LinkedHashMap<>();
        rows.forEach(row -> byItem.computeIfAbsent(List.of(row.kind(), row.item()), item -> new ArrayList<>())
                .add(row));
        ExportedRecords records = ExportedRecords.list();
        int number = 0;
        for (List<ForeignCells> ofItem : byItem.values()) {
            number++;
            ObjectNode record = ExportedRecords.object();
            record.put("id", "r" + number);
            record.put("status", "completed");
            // A record of Argilla has at least one field to show; the dialogue itself is not part of a judgement.
            record.putObject("fields").put("dialogue", ofItem.get(0).item().getOrDefault("session", "r" + number));
            ofItem.get(0).putItem(record.putObject("metadata"));
            record.putObject("suggestions");
            ObjectNode responses = record.putObject("responses");
            ofItem.forEach(row -> responses(row, responses));
            records.add(record);
        }
        return Map.of(FILE, records.text());
    }

    private static void responses(ForeignCells row, ObjectNode responses) {
        row.said().forEach((column, value) -> response(responses, column, row.annotator(), value));
        if (row.origin() != null) {
            response(responses, "origin", row.annotator(), row.origin());
        }
        row.extra().forEach((name, value) -> response(responses, ForeignRow.EXTRA + name, row.annotator(), value));
    }

    private static void response(ObjectNode responses, String question, String user, String value) {
        ObjectNode response = responses.withArrayProperty(question).addObject();
        if (ColumnNames.judged(Kind.RATINGS).contains(question) && value.matches("-?\\d{1,6}")) {
            response.put("value", Integer.parseInt(value));
        } else {
            response.put("value", value);
        }
        response.put("user_id", user);
    }
}
