package org.charactermirror.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.document.DocumentSchema;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** Reads the key {@code judges}, from a study's file or from one of its own. */
public final class JudgesReader {

    /** The published schema of a file that has only this key; a study's schema has the same definitions. */
    public static final DocumentSchema SCHEMA = DocumentSchema.load(JudgesReader.class, "judges.schema.json");

    /** All that a judge is told stands where a character's profile stands otherwise. */
    private static final String SYSTEM_PROMPT = "{bot_info}";

    private static final Set<String> OWN_KEYS = Set.of(
            "family", "wording", "temperature", "samples", "order", "order_rule", "max_new_tokens", "reasks", "bar");

    private JudgesReader() {}

    /** Reads a file of its own; what is wrong with it goes to the problems, and then there are no judges. */
    public static List<JudgeSpec> read(Path file, Problems problems) {
        return YamlDocument.read(file, problems)
                .filter(document -> SCHEMA.check(document, problems))
                .map(document -> of(document, problems))
                .orElse(List.of());
    }

    /**
     * Judges and models of one file.
     *
     * @param judges none where the file has none
     */
    public record Declared(List<JudgeSpec> judges, List<ModelSpec> models) {

        /** Of a file that declares neither. */
        public static final Declared NONE = new Declared(List.of(), List.of());

        public Declared {
            judges = List.copyOf(judges);
            models = List.copyOf(models);
        }
    }

    /** Reads only judges and models of the file that a study was run from; what is wrong with it goes to the problems. */
    public static Declared readOfStudy(Path file, Problems problems) {
        return YamlDocument.read(file, problems)
                .filter(document -> StudyLoader.SCHEMA.check(document, problems))
                .map(document -> new Declared(of(document, problems), ModelReader.models(document, problems)))
                .orElse(Declared.NONE);
    }

    /** Makes judges of a document that keeps to its schema; none where it has none. */
    static List<JudgeSpec> of(YamlDocument document, Problems problems) {
        List<JudgeSpec> judges = new ArrayList<>();
        Map<String, String> pointers = new HashMap<>();
        JsonNode nodes = document.root().path("judges");
        for (int index = 0; index < nodes.size(); index++) {
            JsonNode node = nodes.get(index);
            String pointer = "/judges/" + index;
            String id = node.path("id").textValue();
            String earlier = pointers.putIfAbsent(id, pointer + "/id");
            if (earlier != null) {
                document.error(
                        problems,
                        pointer + "/id",
                        "duplicate judge id " + id + "; it already stands in line "
                                + document.place(earlier).line());
            }
            if (hasEqualSamples(node)) {
                document.error(
                        problems,
                        pointer + "/samples",
                        "samples is " + node.path("samples")
                                + ", but temperature is 0, so that all answers would be the"
                                + " same; set temperature above 0, or samples to 1");
                continue;
            }
            judges.add(judge(node));
        }
        ModelReader.checkStandardInput(
                document, judges.stream().map(JudgeSpec::model).toList(), "/judges/", problems);
        return judges;
    }

    /** Adds an error for every judge that is called like one of the models, whose accounts and rows would be mixed up. */
    public static void checkNames(String source, List<JudgeSpec> judges, List<ModelSpec> models, Problems problems) {
        for (JudgeSpec judge : judges) {
            if (models.stream().anyMatch(model -> model.id().equals(judge.id()))) {
                problems.error(
                        source, "the judge " + judge.id() + " has the id of a model of the study; give it another one");
            }
        }
    }

    private static boolean hasEqualSamples(JsonNode node) {
        return node.path("samples").asInt(1) > 1 && node.path("temperature").asDouble(0) == 0;
    }

    private static JudgeSpec judge(JsonNode node) {
        ObjectNode model = node.deepCopy();
        model.remove(OWN_KEYS);
        if (node.path("provider").asText().equals("openai")) {
            model.put("system_prompt", SYSTEM_PROMPT);
        }
        return new JudgeSpec(
                ModelReader.model(model),
                Optional.ofNullable(node.path("family").textValue()),
                node.path("wording").asInt(1),
                node.path("temperature").asDouble(0),
                node.path("samples").asInt(1),
                JudgeSpec.Order.valueOf(node.path("order").asText("both").toUpperCase(Locale.ROOT)),
                JudgeSpec.OrderRule.valueOf(
                        node.path("order_rule").asText("tie").toUpperCase(Locale.ROOT)),
                node.path("max_new_tokens").asInt(JudgeSpec.USUAL_MAX_NEW_TOKENS),
                node.path("reasks").asInt(JudgeSpec.USUAL_REASKS),
                node.has("bar") ? Optional.of(node.path("bar").decimalValue()) : Optional.empty());
    }
}
