package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.document.JsonRecord;

/**
 * Reads Argilla's records: {@code fields} and {@code metadata} say what was judged, {@code responses} who answered which
 * question how. Responses may stand by question (with a {@code user_id} each), by user (with {@code values}), or flat, as
 * {@code QUESTION.responses} and {@code QUESTION.responses.users}. Only submitted ones count; suggestions are left out.
 */
final class ArgillaRecords implements RecordReader {

    static final String FLAT_RESPONSES = ".responses";

    private static final String USERS = ".users";
    private static final String STATUS = ".status";
    private static final Set<String> NESTED = Set.of("fields", "metadata", "suggestions", "responses");
    private static final Set<String> TECHNICAL =
            Set.of("id", "_server_id", "status", "inserted_at", "updated_at", "vectors", "external_id", "dataset_id");

    private final Mapping mapping;

    ArgillaRecords(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public void read(JsonRecord record, ForeignRows rows) {
        JsonNode node = record.node();
        String label = node.hasNonNull("id") ? "record " + ForeignRow.text(node.path("id")) : "";
        ForeignRow item = new ForeignRow(mapping, record.line(), label);
        node.path("fields").properties().forEach(one -> item.putOfItem("fields", one.getKey(), one.getValue(), rows));
        node.path("metadata")
                .properties()
                .forEach(one -> item.putOfItem("metadata", one.getKey(), one.getValue(), rows));
        if (!node.path("suggestions").isEmpty()) {
            rows.count("records whose suggestions are left out");
        }
        Map<String, ForeignRow> byUser = new LinkedHashMap<>();
        Answers answers = (user, question, value) ->
                answer(byUser.computeIfAbsent(user, unused -> user(item, user, label)), question, value);
        JsonNode responses = node.path("responses");
        if (responses.isArray()) {
            responses.forEach(response -> byUser(response, answers, rows));
        } else if (responses.isObject()) {
            responses.properties().forEach(one -> byQuestion(one.getKey(), one.getValue(), answers, rows));
        } else {
            flat(node, item, answers, rows);
        }
        if (byUser.isEmpty()) {
            rows.count("records without submitted responses");
        }
        byUser.values().forEach(row -> {
            row.chooseNothingElse();
            rows.add(row);
        });
    }

    /** Takes what a user answered. */
    @FunctionalInterface
    private interface Answers {

        void add(String user, String question, JsonNode value);
    }

    private static ForeignRow user(ForeignRow item, String user, String label) {
        ForeignRow row = item.copy(label + (label.isEmpty() ? "" : ", ") + "user " + user);
        row.putColumn("annotator", "user_id", user);
        return row;
    }

    private static void byUser(JsonNode response, Answers answers, ForeignRows rows) {
        if (isSubmitted(response.path("status"), rows)) {
            String user = ForeignRow.text(response.path("user_id"));
            response.path("values")
                    .properties()
                    .forEach(one -> answers.add(
                            user,
                            one.getKey(),
                            one.getValue().has("value") ? one.getValue().path("value") : one.getValue()));
        }
    }

    private static void byQuestion(String question, JsonNode responses, Answers answers, ForeignRows rows) {
        for (JsonNode response : responses) {
            if (isSubmitted(response.path("status"), rows)) {
                answers.add(ForeignRow.text(response.path("user_id")), question, response.path("value"));
            }
        }
    }

    private static void flat(JsonNode node, ForeignRow item, Answers answers, ForeignRows rows) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (isOfItem(field.getKey())) {
                item.putOfItem("fields", field.getKey(), field.getValue(), rows);
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            if (name.endsWith(FLAT_RESPONSES)) {
                String question = name.substring(0, name.length() - FLAT_RESPONSES.length());
                for (int i = 0; i < field.getValue().size(); i++) {
                    if (isSubmitted(node.path(name + STATUS).path(i), rows)) {
                        String user = ForeignRow.text(node.path(name + USERS).path(i));
                        answers.add(user, question, field.getValue().path(i));
                    }
                }
            }
        }
    }

    private static boolean isOfItem(String name) {
        return !name.contains(FLAT_RESPONSES)
                && !name.contains(".suggestion")
                && !NESTED.contains(name)
                && !TECHNICAL.contains(name);
    }

    private static boolean isSubmitted(JsonNode status, ForeignRows rows) {
        String word = ForeignRow.text(status);
        boolean submitted = word.isEmpty() || word.equals("submitted");
        if (!submitted) {
            rows.count("responses left out: " + word);
        }
        return submitted;
    }

    private static void answer(ForeignRow row, String question, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (!value.isArray()) {
            row.put(question, ForeignRow.text(value));
            return;
        }
        if (value.path(0).has("rank")) {
            ranking(row, question, value);
            return;
        }
        List<String> chosen = new ArrayList<>();
        value.forEach(one -> chosen.add(ForeignRow.text(one)));
        row.choose(question, chosen);
    }

    /** A ranking of two replies is a comparison. */
    private static void ranking(ForeignRow row, String question, JsonNode value) {
        if (value.size() != 2) {
            row.problem(question + " ranks " + value.size() + " replies; a comparison is between two");
            return;
        }
        JsonNode firstRank = value.path(0).path("rank");
        JsonNode secondRank = value.path(1).path("rank");
        if (!firstRank.isInt() || !secondRank.isInt()) {
            row.problem(question + " ranks the replies " + JsonRecord.shown(firstRank) + " and "
                    + JsonRecord.shown(secondRank) + "; expected a whole number for each");
            return;
        }
        int first = firstRank.intValue();
        int second = secondRank.intValue();
        JsonNode better = value.path(first < second ? 0 : 1).path("value");
        row.put(question, first == second ? "tie" : ForeignRow.text(better));
    }
}
