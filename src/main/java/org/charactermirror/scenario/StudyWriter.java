package org.charactermirror.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.chat.GenerationSettings;

/** Writes a study with nothing left to look up or to default; {@link StudyLoader} reads it back. */
public final class StudyWriter {

    private StudyWriter() {}

    /** Returns the study as YAML. */
    public static String toYaml(Study study) {
        YAMLMapper mapper = new YAMLMapper(YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build());
        try {
            return mapper.writeValueAsString(toMap(study));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }

    /** Returns the study's file as ordered keys and plain values. */
    public static Map<String, Object> toMap(Study study) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", study.id());
        if (!study.description().isEmpty()) {
            map.put("description", study.description());
        }
        map.put("kind", study.kind().word());
        map.put("language", study.language());
        map.put("models", study.models().stream().map(ModelSpec::keys).toList());
        study.interviewer()
                .ifPresent(model ->
                        map.put("interviewer", study.models().contains(model) ? (Object) model.id() : model.keys()));
        // The usual one is not written, so that runs made before there was another can go on.
        study.pairing()
                .filter(pairing -> pairing != Pairing.BASELINE)
                .ifPresent(pairing -> map.put("pairs", pairing.word()));
        study.baseline().ifPresent(baseline -> map.put("baseline", baseline));
        study.continuation().ifPresent(continuation -> map.put("continuation", continuation.word()));
        map.put(
                "characters",
                study.characters().stream().map(CharacterProfile::id).toList());
        map.put("scenarios", study.scenarios().stream().map(Scenario::id).toList());
        map.put("rounds", study.rounds());
        map.put("repetitions", study.repetitions());
        map.put("seed", study.seed());
        if (study.probes()) {
            map.put("probes", "all");
        }
        study.annotators().ifPresent(annotators -> map.put("annotators", annotators));
        map.put("generation", toMap(study.generation()));
        study.budget().ifPresent(budget -> map.put("budget", budget));
        putRules(map, study.rules());
        if (!study.judges().isEmpty()) {
            map.put("judges", study.judges().stream().map(JudgeSpec::keys).toList());
        }
        return map;
    }

    private static void putRules(Map<String, Object> map, AnnotatorRules rules) {
        Map<String, Object> exclusions = new LinkedHashMap<>();
        rules.bounds().forEach((bound, value) -> exclusions.put(bound.word(), value));
        if (!rules.named().isEmpty()) {
            exclusions.put(
                    "annotators",
                    rules.named().stream()
                            .map(one -> ordered("name", one.name(), "reason", one.reason()))
                            .toList());
        }
        if (!exclusions.isEmpty()) {
            map.put("exclusions", exclusions);
        }
        if (!rules.gold().isEmpty()) {
            map.put("gold", rules.gold().stream().map(StudyWriter::toMap).toList());
        }
    }

    private static Map<String, Object> toMap(AnnotatorRules.GoldItem item) {
        Map<String, Object> map = ordered("session", item.session());
        item.model().ifPresent(model -> map.put("model", model));
        item.turn().ifPresent(turn -> map.put("turn", turn));
        Map<String, Object> expect = new LinkedHashMap<>();
        // Flags must be numbers in the file, scores may be, and a model's name may look like one.
        item.expect().forEach((column, value) -> {
            boolean number = !column.equals("better") && value.matches("\\d{1,9}");
            expect.put(column, number ? (Object) Integer.valueOf(value) : value);
        });
        map.put("expect", expect);
        return map;
    }

    private static Map<String, Object> ordered(String... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** Returns the settings as a study's file names them. */
    public static Map<String, Object> toMap(GenerationSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("temperature", settings.temperature());
        map.put("top_p", settings.topP());
        map.put("top_k", settings.topK());
        map.put("repetition_penalty", settings.repetitionPenalty());
        map.put("max_new_tokens", settings.maxNewTokens());
        map.put("max_length", settings.maxLength());
        if (settings.numBeams() > 1) {
            // Where there is no beam search nothing is said of it, so that runs made before there was any can go on.
            map.put("num_beams", settings.numBeams());
        }
        return map;
    }
}
