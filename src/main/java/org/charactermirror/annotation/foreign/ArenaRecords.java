package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.document.JsonRecord;

/**
 * Reads battles of Chatbot Arena: {@code model_a}, {@code model_b}, {@code winner} ({@code model_a}, {@code model_b},
 * {@code tie}, {@code tie (bothbad)}), {@code judge} and {@code turn}; MT-Bench's human judgements have the same keys.
 *
 * <p>A battle is a dialogue of its own: its id, else its time, becomes the session. The judge is a person where it is one
 * name, and a model where it is a list of a model and its prompt.
 */
final class ArenaRecords implements RecordReader {

    private static final List<String> IDS = List.of("session", "question_id", "battle_id", "conversation_id", "id");
    private static final Map<String, String> WINNER_COLUMNS = Map.of(
            "winner_model_a", "win", "winner_model_b", "lose", "winner_tie", "tie", "winner_tie_bothbad", "both_bad");
    private static final Set<String> TEXTS =
            Set.of("conversation_a", "conversation_b", "prompt", "response_a", "response_b", "full_conversation");

    private final Mapping mapping;

    ArenaRecords(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public void read(JsonRecord record, ForeignRows rows) {
        ForeignRow row = new ForeignRow(mapping, record.line(), "");
        JsonNode node = record.node();
        String id = IDS.stream()
                .filter(key -> !ForeignRow.text(node.path(key)).isEmpty())
                .findFirst()
                .orElse(node.has("tstamp") ? "tstamp" : "");
        if (!id.isEmpty()) {
            row.putColumn("session", id, ForeignRow.text(node.path(id)));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            if (TEXTS.contains(name)) {
                rows.count("texts of battles left out");
            } else if (name.equals("judge")) {
                judge(field.getValue(), row);
            } else if (name.equals("winner")) {
                row.putColumn("outcome", name, ForeignRow.text(field.getValue()));
            } else if (!name.equals(id) && !WINNER_COLUMNS.containsKey(name)) {
                row.putOfItem("battle", name, field.getValue(), rows);
            }
        }
        if (!node.has("winner")) {
            winners(node, row);
        }
        rows.add(row);
    }

    private static void judge(JsonNode judge, ForeignRow row) {
        if (judge.isArray()) {
            row.putColumn("annotator", "judge", MtBenchRecords.judge(judge));
            row.putColumn("origin", "judge", "judge");
        } else {
            row.putColumn("annotator", "judge", ForeignRow.text(judge));
        }
    }

    /** Some files have a column of 0 and 1 for each outcome. */
    private static void winners(JsonNode node, ForeignRow row) {
        List<String> set = WINNER_COLUMNS.keySet().stream()
                .filter(column -> ForeignRow.text(node.path(column)).matches("1|true|True"))
                .sorted()
                .toList();
        if (set.size() == 1) {
            row.putColumn("outcome", set.get(0), WINNER_COLUMNS.getOrDefault(set.get(0), ""));
        } else {
            row.problem(
                    set.isEmpty()
                            ? "none of winner, winner_model_a, winner_model_b and winner_tie says how the battle ended"
                            : "the battle has several winners (" + String.join(", ", set) + "); keep one");
        }
    }
}
