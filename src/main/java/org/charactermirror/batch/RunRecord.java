package org.charactermirror.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.StudyWriter;

/**
 * What {@code run.json} says: all that is needed to know what was run, and to run it again.
 *
 * @param version of this program
 * @param ingredients as {@link Ingredients} lists them
 * @param models by id, the description of every model
 * @param accounts by id, what was asked of every remote model
 * @param events of the run, in order
 */
public record RunRecord(
        String version,
        StudyPlan plan,
        Map<String, String> ingredients,
        Map<String, ModelDescription> models,
        RunSummary summary,
        Map<String, ModelAccount> accounts,
        List<Map<String, String>> events) {

    /** The name of the record in a study's folder. */
    public static final String FILE_NAME = "run.json";

    private static final String SEEDS = "a turn's seed is the first 8 bytes of SHA-256 of \"SEED SESSION TURN\","
            + " big-endian, modulo 2^53; transcripts.jsonl has each of them";

    public RunRecord {
        ingredients = Map.copyOf(ingredients);
        models = Map.copyOf(models);
        accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
        events = List.copyOf(events);
    }

    /** Returns the record as indented JSON with keys in a fixed order. */
    public String toJson() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("format", "charmirror.run/1");
        record.put("charmirror", version);
        record.put("java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        record.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        record.put("study", StudyWriter.toMap(plan.study()));
        if (plan.isTyped()) {
            record.put("played_by", "a person");
        }
        record.put("seeds", SEEDS);
        record.put("prompt_template", hash("prompt template " + plan.study().language()));
        record.put("characters", characters());
        record.put("scenarios", scenarios());
        record.put("models", plan.study().models().stream().map(this::model).toList());
        plan.interviewer().ifPresent(spec -> record.put("interviewer", model(spec)));
        record.put("sessions", sessions());
        record.put("turns", summary.turns());
        if (!accounts.isEmpty()) {
            record.put("usage", ModelAccount.toMap(accounts));
        }
        record.put("events", events);
        try {
            return new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(record)
                            .replace("\r\n", "\n")
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }

    private Map<String, Object> sessions() {
        Map<String, Object> sessions = new LinkedHashMap<>();
        sessions.put("planned", summary.sessions());
        sessions.put("done", summary.done());
        sessions.put("failed", summary.failed());
        sessions.put("failed_by_kind", summary.failuresByWord());
        return sessions;
    }

    private List<Map<String, Object>> characters() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (CharacterProfile character : plan.study().characters()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", character.id());
            entry.put("category", character.category());
            entry.put("language", character.language());
            entry.put("license", character.license());
            entry.put("sha256", hash("character " + character.id()));
            list.add(entry);
        }
        return list;
    }

    private List<Map<String, Object>> scenarios() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Scenario scenario : plan.study().scenarios()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", scenario.id());
            entry.put("topic", scenario.topic());
            entry.put("license", scenario.license());
            entry.put("sha256", hash("scenario " + scenario.id()));
            list.add(entry);
        }
        return list;
    }

    private Map<String, Object> model(ModelSpec spec) {
        Map<String, Object> entry = new LinkedHashMap<>(spec.keys());
        ModelDescription description = models.get(spec.id());
        if (description != null) {
            entry.put("name", description.name());
            entry.put("licence", description.licence());
            entry.put("notes", description.notes());
            entry.put("context_length", description.contextLength());
            entry.put("facts", description.facts());
        }
        return entry;
    }

    private String hash(String name) {
        return ingredients.getOrDefault(name, "");
    }
}
