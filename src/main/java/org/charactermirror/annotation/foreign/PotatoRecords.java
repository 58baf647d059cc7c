package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.charactermirror.document.JsonRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads Potato's annotations: {@code label_annotations} or {@code labels} by scheme and label, the same as columns
 * ({@code scheme:::label} or {@code scheme.label}), or the state of a user. What an instance is about stands in the files of
 * items that the project shows. A scheme that is bound to turns holds {@code {"v":1,"turns":{...}}} as JSON.
 */
final class PotatoRecords implements RecordReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "_data";
    /** What an item shows. */
    private static final String TEXT = "text";
    /** Labels that name a field of the form, and not an answer. */
    private static final Set<String> FIELDS = Set.of(
            "",
            "text_box",
            "textbox",
            "selection",
            "slider",
            "scale_value",
            "number",
            "number_box",
            "value",
            "select",
            DATA);

    private static final Set<String> PLAIN =
            Set.of("user", "user_id", "instance_id", "id", "displayed_text", "span_annotations", "spans", "links");

    private final Mapping mapping;
    private final ForeignItems items;
    private final @Nullable String folderName;

    /**
     * Makes a reader.
     *
     * @param folderName of the folder of a file that holds what one user did, which is the user's name; null for others
     */
    PotatoRecords(Mapping mapping, ForeignItems items, @Nullable String folderName) {
        this.mapping = mapping;
        this.items = items;
        this.folderName = folderName;
    }

    @Override
    public void read(JsonRecord record, ForeignRows rows) {
        JsonNode node = record.node();
        if (node.has("instance_id_to_label_to_value")) {
            String user = ForeignRow.text(node.path("user_id"));
            node.path("instance_id_to_label_to_value")
                    .properties()
                    .forEach(one -> instance(record.line(), user, one.getKey(), one.getValue(), rows));
            return;
        }
        String user = ForeignRow.text(node.path(node.has("user_id") ? "user_id" : "user"));
        String id = ForeignRow.text(node.path(node.has("instance_id") ? "instance_id" : "id"));
        JsonNode labels = node.has("labels") ? node.path("labels") : node.path("label_annotations");
        if (!node.path("spans").isEmpty() || !node.path("span_annotations").isEmpty()) {
            rows.count("instances whose spans are left out");
        }
        instance(record.line(), user, id, labels.isObject() ? labels : columns(node), rows);
    }

    /** Puts columns of a table together to schemes with labels. */
    private static JsonNode columns(JsonNode node) {
        ObjectNode labels = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            if (PLAIN.contains(name)
                    || name.endsWith("._spans")
                    || ForeignRow.text(field.getValue()).isEmpty()) {
                continue;
            }
            int split = name.indexOf(":::");
            int after = split + 3;
            if (split < 0) {
                split = name.indexOf('.');
                after = split + 1;
            }
            String scheme = split < 0 ? name : name.substring(0, split);
            String label = split < 0 ? "" : name.substring(after);
            labels.withObjectProperty(scheme).set(label, field.getValue());
        }
        return labels;
    }

    private void instance(int line, String user, String id, JsonNode labels, ForeignRows rows) {
        String label = "instance " + id + (user.isEmpty() ? "" : ", user " + user);
        ForeignRow row = new ForeignRow(mapping, line, label);
        row.putColumn("annotator", "user_id", user.isEmpty() && folderName != null ? folderName : user);
        JsonNode item = items.find(id).orElse(null);
        if (item != null) {
            item.properties().forEach(one -> {
                if (one.getKey().equals(TEXT)) {
                    rows.count("texts of items left out");
                } else if (!one.getKey().equals(items.idKey())) {
                    row.putOfItem("item", one.getKey(), one.getValue(), rows);
                }
            });
        } else if (items.isEmpty()) {
            // Our own codes of sheets may serve as ids.
            row.put("item", id);
        } else {
            row.problem("the files of --items have no item with the id \"" + id + "\"");
        }
        ForeignRow base = row.copy(label);
        Map<Integer, ForeignRow> byTurn = new TreeMap<>();
        for (Map.Entry<String, JsonNode> scheme : byScheme(labels).properties()) {
            Optional<JsonNode> turns = turns(scheme.getValue());
            if (turns.isPresent()) {
                ofTurns(scheme.getKey(), turns.get(), item, base, row, byTurn);
            } else {
                row.choose(scheme.getKey(), chosen(scheme.getValue()));
            }
        }
        if (byTurn.isEmpty()
                || !row.cells().equals(base.cells())
                || !row.problems().isEmpty()) {
            rows.add(row);
        }
        byTurn.values().forEach(one -> {
            one.chooseNothingElse();
            rows.add(one);
        });
    }

    /** The state of a user is a list of pairs of a label and its value. */
    private static JsonNode byScheme(JsonNode labels) {
        if (!labels.isArray()) {
            return labels;
        }
        ObjectNode schemes = JSON.createObjectNode();
        for (JsonNode pair : labels) {
            JsonNode label = pair.path(0);
            schemes.withObjectProperty(ForeignRow.text(label.path("schema")))
                    .set(ForeignRow.text(label.path("name")), pair.path(1));
        }
        return schemes;
    }

    /** Returns the answers of a scheme by turn, if it is one that is bound to turns. */
    private static Optional<JsonNode> turns(JsonNode scheme) {
        JsonNode data = scheme.isObject() ? scheme.path(scheme.has(DATA) ? DATA : "") : scheme;
        JsonNode parsed = data;
        if (data.isTextual() && data.textValue().strip().startsWith("{")) {
            try {
                parsed = JSON.readTree(data.textValue());
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
        return parsed.path("turns").isObject() ? Optional.of(parsed.path("turns")) : Optional.empty();
    }

    private static void ofTurns(
            String scheme,
            JsonNode turns,
            @Nullable JsonNode item,
            ForeignRow base,
            ForeignRow whole,
            Map<Integer, ForeignRow> byTurn) {
        for (Map.Entry<String, JsonNode> entry : turns.properties()) {
            Optional<Integer> turn = turn(entry.getKey(), item);
            if (turn.isEmpty()) {
                whole.problem(scheme + " judges the turn \"" + entry.getKey()
                        + "\", which is no reply that can be counted; name the file of items, with the list of messages"
                        + " and who speaks each, with --items");
                continue;
            }
            List<String> chosen = new ArrayList<>();
            if (entry.getValue().path("values").isArray()) {
                entry.getValue().path("values").forEach(one -> chosen.add(ForeignRow.text(one)));
            } else {
                JsonNode value = entry.getValue().isObject() ? entry.getValue().path("value") : entry.getValue();
                chosen.add(ForeignRow.text(value));
            }
            ofTurn(turn.get(), base, byTurn).choose(scheme, chosen);
            if (base.isChoiceOfFlags(scheme)) {
                // No entry stands where no flag was chosen: the other replies were judged as well, and have none.
                turnsLike(entry.getKey(), item).forEach(other -> ofTurn(other, base, byTurn));
            }
        }
    }

    private static ForeignRow ofTurn(int turn, ForeignRow base, Map<Integer, ForeignRow> byTurn) {
        return byTurn.computeIfAbsent(turn, number -> {
            ForeignRow own = base.copy(base.label() + ", turn " + number);
            own.putColumn("turn", "turn", Integer.toString(number));
            return own;
        });
    }

    /** The items' own ids of turns are numbers of replies; {@code t3} is the message with the index 3. */
    private static Optional<Integer> turn(String id, @Nullable JsonNode item) {
        if (id.matches("[1-9]\\d{0,5}")) {
            return Optional.of(Integer.parseInt(id));
        }
        if (item == null || !id.matches("t\\d{1,6}")) {
            return Optional.empty();
        }
        return MessageTurns.messages(item)
                .flatMap(messages -> MessageTurns.turn(messages, Integer.parseInt(id.substring(1))));
    }

    /** Returns the replies of who speaks at a turn, where the item has the messages. */
    private static List<Integer> turnsLike(String id, @Nullable JsonNode item) {
        return item == null || !id.startsWith("t")
                ? List.of()
                : MessageTurns.messages(item)
                        .map(messages -> MessageTurns.turnsLike(messages, Integer.parseInt(id.substring(1))))
                        .orElse(List.of());
    }

    /** Returns what a scheme's labels say: the value of a field of the form, or the names of the labels that are set. */
    private static List<String> chosen(JsonNode labels) {
        if (!labels.isObject()) {
            return List.of(ForeignRow.text(labels));
        }
        List<String> chosen = new ArrayList<>();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            String name = label.getKey();
            String value = ForeignRow.text(label.getValue());
            if (FIELDS.contains(name)) {
                chosen.add(value);
            } else if (value.equals(name) || value.equalsIgnoreCase("true")) {
                chosen.add(name);
            } else if (!value.isEmpty() && !value.equalsIgnoreCase("false") && !value.equals("0")) {
                // A scale names its labels scale_1, scale_2 and so on; other values repeat the name or number of a
                // label.
                chosen.add(name.startsWith("scale_") ? value : name);
            }
        }
        return chosen;
    }
}
