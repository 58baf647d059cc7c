package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes preferences of model judges as MT-Bench's judgements of pairs, which hold the verdicts of both orders in one record:
 * those of the annotators {@code JUDGE/order-1} and {@code JUDGE/order-2} with all else alike.
 */
final class MtBenchExport {

    static final String FILE = "mt_bench_pair.jsonl";

    private static final Set<String> TAKEN = Set.of(
            "question_id",
            "model_1",
            "model_2",
            "g1_winner",
            "g2_winner",
            "judge",
            "score",
            "m1_score",
            "m2_score",
            "user_prompt",
            "judgment",
            "g1_user_prompt",
            "g1_judgment",
            "g2_user_prompt",
            "g2_judgment");

    private MtBenchExport() {}

    /** The two verdicts of a judge, each seen from the first model of the first one. */
    private static final class Game {

        private @Nullable ForeignCells first;
        private @Nullable ForeignCells second;
    }

    static Map<String, String> files(List<ForeignCells> rows, SortedMap<String, Integer> notHeld) {
        Map<String, Game> games = new LinkedHashMap<>();
        for (ForeignCells row : rows) {
            @Nullable String reason = reason(row);
            if (reason != null) {
                notHeld.merge(reason, 1, Integer::sum);
                continue;
            }
            boolean isFirst = row.annotator().endsWith(MtBenchRecords.FIRST_ORDER);
            Game game = games.computeIfAbsent(key(row), unused -> new Game());
            if (isFirst) {
                game.first = row;
            } else {
                game.second = row;
            }
        }
        ExportedRecords records = ExportedRecords.lines();
        for (Game game : games.values()) {
            if (game.first == null || game.second == null || !areOpposite(game.first, game.second)) {
                int count = (game.first == null ? 0 : 1) + (game.second == null ? 0 : 1);
                notHeld.merge("verdicts without one of the other order", count, Integer::sum);
            } else {
                records.add(record(game.first, game.second));
            }
        }
        return Map.of(FILE, records.text());
    }

    private static @Nullable String reason(ForeignCells row) {
        if (!"judge".equals(row.origin())) {
            return "verdicts of others than model judges";
        }
        if (!row.annotator().endsWith(MtBenchRecords.FIRST_ORDER)
                && !row.annotator().endsWith(MtBenchRecords.SECOND_ORDER)) {
            return "verdicts without one of the other order";
        }
        if (row.said().containsKey("reason")) {
            return "verdicts with a reason";
        }
        return "both_bad".equals(row.said().get("outcome")) ? "verdicts that both are bad" : null;
    }

    private static String judge(ForeignCells row) {
        return row.annotator().substring(0, row.annotator().length() - MtBenchRecords.FIRST_ORDER.length());
    }

    private static String key(ForeignCells row) {
        Map<String, String> item = new HashMap<>(row.item());
        List<String> models = models(row).stream().sorted().toList();
        item.put("model_a", models.get(0));
        item.put("model_b", models.get(1));
        return judge(row) + "\n" + new TreeMap<>(item) + "\n" + new TreeMap<>(row.extra());
    }

    private static List<String> models(ForeignCells row) {
        return List.of(row.item().getOrDefault("model_a", ""), row.item().getOrDefault("model_b", ""));
    }

    /** Tells whether the first model was shown first in the first game, and second in the second. */
    private static boolean areOpposite(ForeignCells first, ForeignCells second) {
        String model = models(first).get(0);
        return model.equals(shownFirst(first)) && models(first).get(1).equals(shownFirst(second));
    }

    private static @Nullable String shownFirst(ForeignCells row) {
        @Nullable String side = row.said().get("shown_first");
        return side == null ? null : models(row).get(side.equals("a") ? 0 : 1);
    }

    private static ObjectNode record(ForeignCells first, ForeignCells second) {
        List<String> models = models(first);
        ObjectNode record = ExportedRecords.object();
        if (first.item().containsKey("session")) {
            record.put("question_id", first.item().get("session"));
        }
        record.put("model_1", models.get(0));
        record.put("model_2", models.get(1));
        record.put("g1_winner", winner(first, models.get(0)));
        record.put("g2_winner", winner(second, models.get(0)));
        ArrayNode judge = record.putArray("judge");
        for (String word : judge(first).split("/", -1)) {
            judge.add(word);
        }
        first.putItem(record);
        record.remove(List.of("session", "model_a", "model_b"));
        first.extra().forEach((name, value) -> record.put(ArenaExport.extra(name, value, TAKEN), value));
        return record;
    }

    private static String winner(ForeignCells row, String model1) {
        String outcome = row.said().getOrDefault("outcome", "");
        if (outcome.equals("tie")) {
            return "tie";
        }
        String winner = models(row).get(outcome.equals("win") ? 0 : 1);
        return winner.equals(model1) ? "model_1" : "model_2";
    }
}
