package org.charactermirror.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.document.DocumentSchema;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;

/** Reads studies and looks up what they name. */
public final class StudyLoader {

    /** The published schema of a study's file. */
    public static final DocumentSchema SCHEMA = DocumentSchema.load(StudyLoader.class, "study.schema.json");

    private static final String DEFAULT_LANGUAGE = "zh";

    private final CharacterLibrary characters;
    private final ScenarioLibrary scenarios;

    public StudyLoader(CharacterLibrary characters, ScenarioLibrary scenarios) {
        this.characters = characters;
        this.scenarios = scenarios;
    }

    /** Loads a study; what is wrong with it goes to the problems, and then there is none. */
    public Optional<Study> load(Path file, Problems problems) {
        return YamlDocument.read(file, problems).flatMap(document -> load(document, problems));
    }

    /** Makes a study of its document. */
    public Optional<Study> load(YamlDocument document, Problems problems) {
        Problems own = new Problems();
        Optional<Study> study = Optional.empty();
        if (SCHEMA.check(document, own)) {
            study = resolve(document, own);
        } else if (document.root().isObject()) {
            // A mistake elsewhere does not keep unknown ids from being told.
            characterSelection("").check(document, own);
            scenarioSelection("").check(document, own);
        }
        own.all().stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .forEach(problems::add);
        return own.hasErrors() ? Optional.empty() : study;
    }

    private Optional<Study> resolve(YamlDocument document, Problems problems) {
        JsonNode root = document.root();
        String language = root.path("language").asText(DEFAULT_LANGUAGE);
        if (ProfileTemplate.ofLanguage(language).isEmpty()) {
            document.error(
                    problems,
                    "/language",
                    "language is \"" + language + "\", for which there is no prompt template; expected zh or en");
        }
        List<ModelSpec> models = ModelReader.models(document, problems);
        Optional<BigDecimal> budget = ModelReader.budget(document, models, problems);
        Optional<String> baseline = baseline(document, models, problems);
        Optional<Continuation> continuation = continuation(document, problems);
        List<CharacterProfile> chosenCharacters = characterSelection(language).choose(document, language, problems);
        List<Scenario> chosenScenarios = scenarioSelection(language).choose(document, language, problems);
        int rounds = root.path("rounds").intValue();
        checkLengths(document, chosenScenarios, rounds, problems);
        checkBeams(document, problems);
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new Study(
                document.text("/id"),
                root.path("description").asText(""),
                StudyKind.ofWord(document.text("/kind")),
                language,
                models,
                baseline,
                continuation,
                chosenCharacters,
                chosenScenarios,
                rounds,
                root.path("repetitions").asInt(1),
                root.path("seed").longValue(),
                root.has("annotators") ? OptionalInt.of(root.path("annotators").intValue()) : OptionalInt.empty(),
                generation(root.path("generation")),
                budget));
    }

    private Selection<CharacterProfile> characterSelection(String language) {
        return new Selection<>(
                "characters",
                "character",
                "category",
                characters.all(),
                CharacterProfile::id,
                CharacterProfile::category,
                id -> characters.find(id, language));
    }

    private Selection<Scenario> scenarioSelection(String language) {
        return new Selection<>(
                "scenarios",
                "scenario",
                "topic",
                scenarios.all(),
                Scenario::id,
                Scenario::topic,
                id -> scenarios.find(id, language));
    }

    private static void checkLengths(YamlDocument document, List<Scenario> chosen, int rounds, Problems problems) {
        for (Scenario scenario : chosen) {
            if (scenario.turns().size() < rounds) {
                document.error(
                        problems,
                        "/rounds",
                        "rounds is " + rounds + ", but the scenario " + scenario.id() + " has "
                                + scenario.turns().size() + " messages; lower rounds or leave the scenario out");
            }
        }
    }

    private static void checkBeams(YamlDocument document, Problems problems) {
        JsonNode generation = document.root().path("generation");
        double temperature = temperature(generation);
        if (beams(generation) > 1 && temperature != 0) {
            document.error(
                    problems,
                    "/generation/num_beams",
                    "num_beams is " + beams(generation) + ", but temperature is " + temperature
                            + "; beam search draws nothing: set temperature to 0, or num_beams to 1");
        }
    }

    private static double temperature(JsonNode generation) {
        return generation
                .path("temperature")
                .asDouble(GenerationSettings.ofDefaults().temperature());
    }

    private static int beams(JsonNode generation) {
        return generation
                .path("num_beams")
                .asInt(GenerationSettings.ofDefaults().numBeams());
    }

    private static Optional<String> baseline(YamlDocument document, List<ModelSpec> models, Problems problems) {
        boolean pairwise = document.text("/kind").equals("pairwise");
        JsonNode node = document.root().path("baseline");
        if (node.isMissingNode()) {
            if (pairwise) {
                document.error(
                        problems, "", "baseline is missing; expected the model that is compared with the others");
            }
            return Optional.empty();
        }
        if (!pairwise) {
            document.error(problems, "/baseline", "baseline belongs to pairwise studies; remove it");
        }
        if (models.stream().noneMatch(model -> model.id().equals(node.textValue()))) {
            document.error(
                    problems,
                    "/baseline",
                    "baseline is \"" + node.textValue() + "\"; expected the id of a model above");
        } else if (pairwise && models.size() < 2) {
            document.error(
                    problems, "/models", "models has only the baseline; expected another one to compare it with");
        }
        return Optional.of(node.textValue());
    }

    private static Optional<Continuation> continuation(YamlDocument document, Problems problems) {
        String word = document.root().path("continuation").asText("");
        if (!document.text("/kind").equals("pairwise")) {
            if (!word.isEmpty()) {
                document.error(problems, "/continuation", "continuation belongs to pairwise studies; remove it");
            }
            return Optional.empty();
        }
        return Optional.of(word.isEmpty() ? Continuation.RANDOM : Continuation.ofWord(word));
    }

    private static GenerationSettings generation(JsonNode node) {
        GenerationSettings defaults = GenerationSettings.ofDefaults();
        return new GenerationSettings(
                temperature(node),
                node.path("top_p").asDouble(defaults.topP()),
                node.path("top_k").asInt(defaults.topK()),
                node.path("repetition_penalty").asDouble(defaults.repetitionPenalty()),
                node.path("max_new_tokens").asInt(defaults.maxNewTokens()),
                node.path("max_length").asInt(defaults.maxLength()),
                beams(node));
    }
}
