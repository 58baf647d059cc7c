package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnError;

/** When dialogues were seen with their first error, or last without one, and the errors of each turn. */
final class OnsetCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<Followed, Integer> dialogues = new HashMap<>();
    /** By model and turn: replies with an error, and those that were judged. */
    private final HashMap<Turn, int[]> turns = new HashMap<>();

    /**
     * One annotator's judgement of a dialogue.
     *
     * @param end the turn of the first error, or the last judged turn where there is none
     * @param gaps whether turns before the end were not judged
     */
    record Followed(Origin origin, String model, int end, boolean error, boolean gaps, int lastTurn)
            implements Serializable {}

    private record Turn(Origin origin, String model, int turn) implements Serializable {}

    /** Adds all rows of one model in one dialogue, which share an origin; a row that judges no error counts for none. */
    void add(List<TurnError> rows) {
        Map<String, TreeMap<Integer, Boolean>> byAnnotator = new HashMap<>();
        for (TurnError row : rows) {
            boolean judged = false;
            boolean error = false;
            for (var flag : row.flags().entrySet()) {
                judged |= flag.getKey().isError();
                error |= flag.getKey().isError() && flag.getValue();
            }
            if (judged) {
                byAnnotator
                        .computeIfAbsent(row.subject().annotator(), unused -> new TreeMap<>())
                        .merge(row.turn(), error, Boolean::logicalOr);
                int[] count =
                        turns.computeIfAbsent(new Turn(row.origin(), row.model(), row.turn()), unused -> new int[2]);
                count[0] += error ? 1 : 0;
                count[1]++;
            }
        }
        byAnnotator.values().forEach(judged -> {
            TurnError any = rows.get(0);
            dialogues.merge(followed(any.origin(), any.model(), judged), 1, Math::addExact);
        });
    }

    private static Followed followed(Origin origin, String model, NavigableMap<Integer, Boolean> judged) {
        int end = judged.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(judged::lastKey);
        return new Followed(
                origin,
                model,
                end,
                judged.containsValue(true),
                judged.headMap(end, true).size() < end,
                judged.lastKey());
    }

    void merge(OnsetCounts other) {
        other.dialogues.forEach((followed, count) -> dialogues.merge(followed, count, Math::addExact));
        other.turns.forEach((turn, theirs) -> {
            int[] count = turns.computeIfAbsent(turn, unused -> new int[2]);
            count[0] = Math.addExact(count[0], theirs[0]);
            count[1] = Math.addExact(count[1], theirs[1]);
        });
    }

    /** Returns how many dialogues of a model were followed alike. */
    Map<Followed, Integer> dialogues(Origin origin, String model) {
        Map<Followed, Integer> found = new HashMap<>();
        dialogues.forEach((followed, count) -> {
            if (followed.origin() == origin && followed.model().equals(model)) {
                found.put(followed, count);
            }
        });
        return found;
    }

    /** Counts the replies of each turn, of models in the order of the rows to be. */
    ErrorsByTurn byTurn(Origin origin, List<String> models) {
        Map<String, TreeMap<Integer, Share>> found = new HashMap<>();
        turns.forEach((turn, count) -> {
            if (turn.origin() == origin) {
                found.computeIfAbsent(turn.model(), unused -> new TreeMap<>())
                        .put(turn.turn(), new Share(count[0], count[1]));
            }
        });
        List<ErrorsByTurn.Row> rows = new ArrayList<>();
        models.forEach(model -> rows.add(new ErrorsByTurn.Row(model, found.getOrDefault(model, new TreeMap<>()))));
        return new ErrorsByTurn(rows);
    }
}
