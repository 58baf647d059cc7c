package org.charactermirror.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;

/**
 * How far a studio's work is.
 *
 * @param judgements dialogues that were given to people to judge and are not taken back; those that check people apart
 * @param dialogues different ones among them
 * @param byModel in the order of the plan; of two models as the dialogue's id has them
 * @param byCharacter in the order of the plan
 * @param byParticipant by participant; those without work are absent
 */
public record StudioProgress(
        Part judgements,
        int dialogues,
        Map<String, Part> byModel,
        Map<String, Part> byCharacter,
        Map<String, OfOne> byParticipant) {

    /** So many done of so many. */
    public record Part(int done, int all) {

        Part plus(boolean done) {
            return new Part(this.done + (done ? 1 : 0), all + 1);
        }
    }

    /**
     * How far one person is, dialogues that check the person included.
     *
     * @param begun of which something is answered
     * @param medianSeconds that a judgement took; nothing where none was handed in
     */
    public record OfOne(Part part, int begun, OptionalDouble medianSeconds) {}

    private record Row(
            String participant, String session, String purpose, String state, String model, String character) {}

    /** Reads it. */
    public static StudioProgress of(StudyDatabase database) {
        return database.read(StudioProgress::of);
    }

    private static StudioProgress of(Handle handle) {
        List<Row> rows = handle.createQuery("SELECT participant, session, purpose, assignment.state AS state, model,"
                        + " character FROM assignment JOIN session USING (session)"
                        + " WHERE assignment.state <> 'released' ORDER BY session.position")
                .map((row, context) -> new Row(
                        row.getString("participant"),
                        row.getString("session"),
                        row.getString("purpose"),
                        row.getString("state"),
                        row.getString("model"),
                        row.getString("character")))
                .list();
        Part all = new Part(0, 0);
        Map<String, Part> dialogues = new HashMap<>();
        Map<String, Part> models = new LinkedHashMap<>();
        Map<String, Part> characters = new LinkedHashMap<>();
        Map<String, Part> people = new HashMap<>();
        Map<String, Integer> begun = new HashMap<>();
        for (Row row : rows) {
            boolean done = row.state().equals("done");
            people.merge(row.participant(), new Part(done ? 1 : 0, 1), (sum, one) -> sum.plus(done));
            begun.merge(row.participant(), row.state().equals("begun") ? 1 : 0, Integer::sum);
            if (row.purpose().equals("judge")) {
                all = all.plus(done);
                for (Map.Entry<String, Map<String, Part>> key : List.of(
                        Map.entry(row.session(), dialogues),
                        Map.entry(row.model(), models),
                        Map.entry(row.character(), characters))) {
                    key.getValue().merge(key.getKey(), new Part(done ? 1 : 0, 1), (sum, one) -> sum.plus(done));
                }
            }
        }
        Map<String, OptionalDouble> seconds = seconds(handle);
        Map<String, OfOne> byParticipant = new HashMap<>();
        people.forEach((participant, part) -> byParticipant.put(
                participant,
                new OfOne(
                        part,
                        begun.getOrDefault(participant, 0),
                        seconds.getOrDefault(participant, OptionalDouble.empty()))));
        return new StudioProgress(all, dialogues.size(), models, characters, byParticipant);
    }

    private static Map<String, OptionalDouble> seconds(Handle handle) {
        Map<String, List<Double>> taken = new HashMap<>();
        handle.createQuery("SELECT participant, seconds FROM submission JOIN assignment USING (code) ORDER BY seconds")
                .map((row, context) -> Map.entry(row.getString(1), row.getDouble(2)))
                .forEach(entry -> taken.computeIfAbsent(entry.getKey(), unused -> new ArrayList<>())
                        .add(entry.getValue()));
        Map<String, OptionalDouble> medians = new HashMap<>();
        taken.forEach((participant, sorted) -> {
            int half = sorted.size() / 2;
            medians.put(
                    participant,
                    OptionalDouble.of(
                            sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2));
        });
        return medians;
    }
}
