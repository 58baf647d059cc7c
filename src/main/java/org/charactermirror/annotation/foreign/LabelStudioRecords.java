package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.document.JsonRecord;

/**
 * Reads Label Studio's exports: tasks with their {@code data} and {@code annotations}, or the flat records of JSON-MIN and
 * CSV. A control's name is the name of our column. What a control says of one message, by a region in a paragraph or by its
 * place in a repeater, is said of one reply.
 */
final class LabelStudioRecords implements RecordReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TECHNICAL = Set.of(
            "id",
            "annotator",
            "annotation_id",
            "created_at",
            "updated_at",
            "agreement",
            "was_cancelled",
            "history",
            "drafts",
            "predictions",
            "meta",
            "inner_id",
            "project",
            "unresolved_comment_count",
            "comment_count",
            "total_annotations",
            "total_predictions");
    private static final Pattern REPEATED = Pattern.compile("(.+)_(\\d{1,4})");

    private final Mapping mapping;

    LabelStudioRecords(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public void read(JsonRecord record, ForeignRows rows) {
        JsonNode node = record.node();
        JsonNode annotations = node.path("annotations").isArray() ? node.path("annotations") : node.path("completions");
        if (annotations.isArray()) {
            task(record, annotations, rows);
        } else {
            flat(record, rows);
        }
    }

    private void task(JsonRecord record, JsonNode annotations, ForeignRows rows) {
        JsonNode node = record.node();
        String label = "task " + ForeignRow.text(node.path("id"));
        ForeignRow item = new ForeignRow(mapping, record.line(), label);
        node.path("data").properties().forEach(one -> item.putOfItem("data", one.getKey(), one.getValue(), rows));
        count(node.path("predictions"), "predictions left out", rows);
        count(node.path("drafts"), "drafts left out", rows);
        if (annotations.isEmpty()) {
            rows.count("tasks without annotations");
        }
        for (JsonNode annotation : annotations) {
            if (isSkipped(annotation.path("was_cancelled"))) {
                rows.count("annotations skipped by their annotators");
                continue;
            }
            ForeignRow row = item.copy(label + ", annotation " + ForeignRow.text(annotation.path("id")));
            row.putColumn("annotator", "completed_by", annotator(annotation.path("completed_by")));
            row.put("lead_time", ForeignRow.text(annotation.path("lead_time")));
            if (annotation.path("ground_truth").asBoolean()) {
                row.put("ground_truth", "1");
            }
            new Results(node.path("data"), row).read(annotation.path("result"), rows);
        }
    }

    private static void count(JsonNode list, String what, ForeignRows rows) {
        list.forEach(one -> rows.count(what));
    }

    private static boolean isSkipped(JsonNode cancelled) {
        return ForeignRow.text(cancelled).matches("(?i)true|1");
    }

    /** Returns a person's mail address, else their name, else their number. */
    private static String annotator(JsonNode by) {
        if (!by.isObject()) {
            return ForeignRow.text(by);
        }
        for (String key : List.of("email", "username", "first_name", "id")) {
            String text = ForeignRow.text(by.path(key));
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    /** Reads a record of JSON-MIN or CSV, in which data and answers lie side by side. */
    private void flat(JsonRecord record, ForeignRows rows) {
        JsonNode node = record.node();
        if (isSkipped(node.path("was_cancelled"))) {
            rows.count("annotations skipped by their annotators");
            return;
        }
        String label = "annotation " + ForeignRow.text(node.path("annotation_id"));
        ForeignRow row = new ForeignRow(mapping, record.line(), label);
        row.putColumn("annotator", "annotator", annotator(parsed(node.path("annotator"))));
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (TECHNICAL.contains(field.getKey())) {
                continue;
            }
            JsonNode value = parsed(field.getValue());
            Optional<List<String>> answer = answer(value);
            if (answer.isPresent()) {
                row.choose(field.getKey(), answer.get());
            } else {
                row.putOfItem("data", field.getKey(), value, rows);
            }
        }
        row.chooseNothingElse();
        rows.add(row);
    }

    /** A cell of the CSV that is no plain text holds JSON. */
    private static JsonNode parsed(JsonNode value) {
        if (value.isTextual() && value.textValue().matches("(?s)[\\[{].*[\\]}]")) {
            try {
                return JSON.readTree(value.textValue());
            } catch (JsonProcessingException e) {
                return value;
            }
        }
        return value;
    }

    /** Returns what a control's values in a flat record say, or nothing where it is no control's. */
    private static Optional<List<String>> answer(JsonNode value) {
        if (value.isObject()) {
            return said(value);
        }
        if (!value.isArray() || value.isEmpty()) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        for (JsonNode one : value) {
            if (!one.isObject() || one.has("start")) {
                return Optional.empty();
            }
            Optional<List<String>> said = said(one);
            if (said.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(said.get());
        }
        return Optional.of(all);
    }

    /** Returns what the value of a result says: one word or figure, or several that were chosen. */
    private static Optional<List<String>> said(JsonNode value) {
        for (String key : List.of("rating", "number", "selected")) {
            if (value.hasNonNull(key)) {
                return Optional.of(List.of(ForeignRow.text(value.path(key))));
            }
        }
        for (String key : List.of("choices", "text", "paragraphlabels", "labels", "hypertextlabels")) {
            JsonNode words = value.path(key);
            if (words.isTextual() && !key.equals("text")) {
                return Optional.of(List.of(words.textValue()));
            }
            if (words.isTextual() && !value.has("start")) {
                return Optional.of(List.of(words.textValue()));
            }
            if (words.isArray() && key.equals("text")) {
                List<String> lines = new ArrayList<>();
                words.forEach(word -> lines.add(ForeignRow.text(word)));
                return Optional.of(List.of(String.join("\n", lines)));
            }
            if (words.isArray()) {
                List<String> chosen = new ArrayList<>();
                words.forEach(word -> chosen.add(ForeignRow.text(word)));
                return Optional.of(chosen);
            }
        }
        return Optional.empty();
    }

    /** The results of one annotation: some are said of the whole, others of one message. */
    private static final class Results {

        private final JsonNode data;
        private final ForeignRow whole;
        private final ForeignRow item;
        private final Map<Integer, ForeignRow> byTurn = new TreeMap<>();

        Results(JsonNode data, ForeignRow whole) {
            this.data = data;
            this.whole = whole;
            this.item = whole.copy(whole.label());
        }

        void read(JsonNode results, ForeignRows rows) {
            for (JsonNode result : results) {
                Optional<List<String>> said = said(result.path("value"));
                if (said.isEmpty()) {
                    rows.count("results of the type " + ForeignRow.text(result.path("type")) + " left out");
                    continue;
                }
                answer(result, said.get());
            }
            whole.chooseNothingElse();
            boolean onlyTurns = !byTurn.isEmpty() && whole.cells().equals(item.cells());
            if (!onlyTurns || !whole.problems().isEmpty()) {
                rows.add(whole);
            }
            byTurn.values().forEach(row -> {
                row.chooseNothingElse();
                rows.add(row);
            });
        }

        private void answer(JsonNode result, List<String> said) {
            String name = ForeignRow.text(result.path("from_name"));
            JsonNode value = result.path("value");
            if (result.hasNonNull("item_index")) {
                ofMessage(
                        name,
                        name.replaceFirst("_\\d+$", ""),
                        result.path("item_index").asInt(),
                        said);
            } else if (value.hasNonNull("start") && (value.has("paragraphlabels") || value.has("startOffset"))) {
                ofMessage(name, name, value.path("start").asInt(), said);
            } else if (repeated(name)) {
                Matcher matcher = REPEATED.matcher(name);
                if (matcher.matches()) {
                    ofMessage(name, matcher.group(1), Integer.parseInt(matcher.group(2)), said);
                }
            } else {
                whole.choose(name, said);
            }
        }

        /** Tells whether only the name before a number is known. */
        private boolean repeated(String name) {
            Matcher matcher = REPEATED.matcher(name);
            return matcher.matches() && whole.isKnown(matcher.group(1)) && !whole.isKnown(name);
        }

        private void ofMessage(String control, String name, int index, List<String> said) {
            Optional<Integer> turn =
                    MessageTurns.messages(data).flatMap(messages -> MessageTurns.turn(messages, index));
            if (turn.isEmpty()) {
                whole.problem(control + " judges the message with the index " + index
                        + ", which is no reply that can be counted; the task's data need the list of messages, each with"
                        + " its role");
                return;
            }
            ofTurn(turn.get()).choose(name, said);
            if (item.isChoiceOfFlags(name)) {
                // Nothing stands where no flag was chosen: the other replies were judged as well, and have none.
                MessageTurns.messages(data)
                        .ifPresent(messages ->
                                MessageTurns.turnsLike(messages, index).forEach(this::ofTurn));
            }
        }

        private ForeignRow ofTurn(int turn) {
            return byTurn.computeIfAbsent(turn, number -> {
                ForeignRow own = item.copy(item.label() + ", turn " + number);
                own.putColumn("turn", "turn", Integer.toString(number));
                return own;
            });
        }
    }
}
