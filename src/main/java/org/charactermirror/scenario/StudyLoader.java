package org.charactermirror.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
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
            scenarioSelection(document, "").check(document, own);
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
        PairwiseReader pairwise = new PairwiseReader(document, problems);
        Optional<Pairing> pairing = pairwise.pairing();
        Optional<String> baseline = pairwise.baseline(models);
        Optional<Continuation> continuation = pairwise.continuation();
        List<CharacterProfile> chosenCharacters = characterSelection(language).choose(document, language, problems);
        List<Scenario> chosenScenarios = scenarioSelection(document, language).choose(document, language, problems);
        InterviewerReader interviewers = new InterviewerReader(document, problems);
        Optional<ModelSpec> interviewer = interviewers.model(models, ModelReader::model);
        List<ModelSpec> asked = new ArrayList<>(models);
        interviewer.filter(model -> !models.contains(model)).ifPresent(asked::add);
        Optional<BigDecimal> budget = ModelReader.budget(document, asked, problems);
        interviewers.check(chosenScenarios);
        int rounds = root.path("rounds").intValue();
        checkLengths(document, chosenScenarios, rounds, problems);
        checkBeams(document, problems);
        checkProbes(document, chosenScenarios, problems);
        AnnotatorRules rules = AnnotatorRulesReader.of(document, problems);
        List<JudgeSpec> judges = JudgesReader.of(document, problems);
        JudgesReader.checkNames(document.source(), judges, asked, problems);
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new Study(
                document.text("/id"),
                root.path("description").asText(""),
                StudyKind.ofWord(document.text("/kind")),
                language,
                models,
                interviewer,
                pairing,
                baseline,
                continuation,
                chosenCharacters,
                chosenScenarios,
                rounds,
                root.path("repetitions").asInt(1),
                root.path("seed").longValue(),
                root.has("annotators") ? OptionalInt.of(root.path("annotators").intValue()) : OptionalInt.empty(),
                generation(root.path("generation")),
                budget,
                rules,
                judges,
                root.has("probes")));
    }

    private Selection<CharacterProfile> characterSelection(String language) {
        return new Selection<>(
                "characters",
                "character",
                "category",
                characters.all(),
                characters.ids(),
                CharacterProfile::id,
                CharacterProfile::category,
                id -> characters.find(id, language));
    }

    /** All, or all of a topic, are scripts, unless the study has somebody who plays users without one. */
    private Selection<Scenario> scenarioSelection(YamlDocument document, String language) {
        return new Selection<>(
                "scenarios",
                "scenario",
                "topic",
                document.root().has("interviewer") ? scenarios.interviews() : scenarios.all(),
                scenarios.ids(),
                Scenario::id,
                Scenario::topic,
                id -> scenarios.find(id, language));
    }

    private static void checkLengths(YamlDocument document, List<Scenario> chosen, int rounds, Problems problems) {
        for (Scenario scenario : chosen) {
            if (!scenario.hasInterviewer() && scenario.turns().size() < rounds) {
                document.error(
                        problems,
                        "/rounds",
                        "rounds is " + rounds + ", but the scenario " + scenario.id() + " has "
                                + scenario.turns().size() + " messages; lower rounds or leave the scenario out");
            }
            scenario.user().fixed().forEach((turn, message) -> {
                if (message instanceof ScriptedTurn.Probe && turn > rounds) {
                    document.warning(
                            problems,
                            "/rounds",
                            "rounds is " + rounds + ", so that the probe of turn " + turn + " of the scenario "
                                    + scenario.id() + " is never asked");
                }
            });
        }
    }

    private static void checkProbes(YamlDocument document, List<Scenario> chosen, Problems problems) {
        if (!document.root().has("probes")) {
            return;
        }
        if (document.text("/kind").equals(StudyKind.PAIRWISE.word())) {
            document.error(
                    problems,
                    "/probes",
                    "probes are asked of one model at a time, but kind is pairwise; set kind to turn_errors or rating");
        }
        chosen.stream()
                .filter(Scenario::hasInterviewer)
                .forEach(scenario -> document.error(
                        problems,
                        "/probes",
                        "probes stand in for messages of a script, but a model plays the user in the scenario "
                                + scenario.id() + "; leave the scenario out"));
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
