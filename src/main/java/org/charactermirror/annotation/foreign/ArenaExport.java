package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.annotation.ColumnNames;

/** Writes preferences as battles of Chatbot Arena; what a battle has no key for stands under our own names. */
final class ArenaExport {

    static final String FILE = "arena_battles.json";

    /** Keys that mean something in a battle, so that an unknown column cannot stand under them. */
    private static final Set<String> TAKEN = Set.of(
            "question_id",
            "battle_id",
            "conversation_id",
            "id",
            "tstamp",
            "winner",
            "judge",
            "winner_model_a",
            "winner_model_b",
            "winner_tie",
            "winner_tie_bothbad",
            "conversation_a",
            "conversation_b",
            "full_conversation",
            "prompt",
            "response_a",
            "response_b");

    private ArenaExport() {}

    static Map<String, String> files(List<ForeignCells> rows) {
        ExportedRecords records = ExportedRecords.list();
        for (ForeignCells row : rows) {
            ObjectNode battle = ExportedRecords.object();
            if (row.item().containsKey("session")) {
                battle.put("question_id", row.item().get("session"));
            }
            battle.put("model_a", row.item().get("model_a"));
            battle.put("model_b", row.item().get("model_b"));
            battle.put("winner", winner(row.said().getOrDefault("outcome", "")));
            battle.put("judge", row.annotator());
            row.putItem(battle);
            battle.remove("session");
            row.said().forEach((column, value) -> {
                if (!column.equals("outcome")) {
                    battle.put(column, value);
                }
            });
            if (row.origin() != null) {
                battle.put("origin", row.origin());
            }
            row.extra().forEach((name, value) -> battle.put(extra(name, value, TAKEN), value));
            records.add(battle);
        }
        return Map.of(FILE, records.text());
    }

    /** Returns the key under which a column that is not known comes back as it is. */
    static String extra(String name, String value, Set<String> taken) {
        boolean plain = name.matches("[a-z][a-z0-9_]*")
                && !taken.contains(name)
                && ColumnNames.english(name).isEmpty()
                && value.length() < 100
                && value.indexOf('\n') < 0;
        return plain ? name : ForeignRow.EXTRA + name;
    }

    private static String winner(String outcome) {
        return switch (outcome) {
            case "win" -> "model_a";
            case "lose" -> "model_b";
            case "both_bad" -> "tie (bothbad)";
            default -> "tie";
        };
    }
}
