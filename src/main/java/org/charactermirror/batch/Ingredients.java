package org.charactermirror.batch;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.document.Sha256;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.InterviewerBrief;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Pairing;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.ScriptedTurn;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyWriter;
import org.charactermirror.session.UserPart;
import org.jspecify.annotations.Nullable;

/** Everything that a transcript depends on, as names and values (settings, or SHA-256 of files). */
public final class Ingredients {

    private Ingredients() {}

    /**
     * Lists the ingredients of a plan, sorted by name.
     *
     * @param characterHash the SHA-256 of a character's file
     * @param scenarioHash the SHA-256 of a scenario's file
     * @param models by id, the description of every model of the study
     */
    public static Map<String, String> of(
            StudyPlan plan,
            Function<CharacterProfile, String> characterHash,
            Function<Scenario, String> scenarioHash,
            Map<String, ModelDescription> models) {
        Study study = plan.study();
        Map<String, String> ingredients = new TreeMap<>();
        ingredients.put("study", study.id());
        ingredients.put("kind", study.kind().word());
        ingredients.put("language", study.language());
        ingredients.put("rounds", Integer.toString(study.rounds()));
        ingredients.put("repetitions", Integer.toString(study.repetitions()));
        ingredients.put("seed", Long.toString(study.seed()));
        study.pairing()
                .filter(pairing -> pairing != Pairing.BASELINE)
                .ifPresent(pairing -> ingredients.put("pairs", pairing.word()));
        study.continuation().ifPresent(policy -> ingredients.put("continuation", policy.word()));
        StudyWriter.toMap(study.generation())
                .forEach((name, value) -> ingredients.put("generation." + name, value.toString()));
        ingredients.put("prompt template " + study.language(), plan.template().sha256());
        study.characters()
                .forEach(character -> ingredients.put("character " + character.id(), characterHash.apply(character)));
        study.scenarios()
                .forEach(scenario -> ingredients.put("scenario " + scenario.id(), scenarioHash.apply(scenario)));
        plan.interviewer().ifPresent(model -> {
            ingredients.put("interviewer", model.id());
            InterviewerBrief.ofLanguage(study.language())
                    .ifPresent(brief -> ingredients.put("interviewer brief " + study.language(), brief.sha256()));
        });
        if (study.probes()) {
            study.characters()
                    .forEach(character -> ingredients.put("probes " + character.id(), messages(plan, character)));
        }
        if (plan.isTyped()) {
            ingredients.put("played by", "a person");
        }
        for (ModelSpec model : plan.models()) {
            ingredients.put("model " + model.id(), words(model));
            ModelDescription description = models.get(model.id());
            if (description != null) {
                description.facts().entrySet().stream()
                        .filter(fact -> fact.getKey().contains("sha256"))
                        .forEach(fact -> ingredients.put("model " + model.id() + " " + fact.getKey(), fact.getValue()));
            }
        }
        ingredients.put(
                "order of play",
                Sha256.hex(plan.scripts().stream()
                        .map(session -> session.id().toString())
                        .collect(Collectors.joining("\n"))));
        return ingredients;
    }

    /** Hashes what is said to a character: its probes may change as long as no dialogue does. */
    private static String messages(StudyPlan plan, CharacterProfile character) {
        return Sha256.hex(plan.sessions().stream()
                .filter(session -> session.id().character().equals(character.id()))
                .flatMap(session -> Stream.concat(Stream.of(session.id().toString()), messages(session.user())))
                .collect(Collectors.joining("\n")));
    }

    private static Stream<String> messages(UserPart user) {
        return user instanceof UserPart.Scripted script
                ? script.turns().stream().flatMap(ScriptedTurn::messages)
                : Stream.of();
    }

    /** Adds an error for every ingredient that differs between the run in a folder and the one that is asked for. */
    public static void compare(String source, Map<String, String> kept, Map<String, String> asked, Problems problems) {
        TreeSet<String> names = new TreeSet<>(kept.keySet());
        names.addAll(asked.keySet());
        names.removeIf(name -> Objects.equals(kept.get(name), asked.get(name)));
        if (names.size() > 1) {
            // Whatever was added or removed changed the order as well: that alone would say nothing.
            names.remove("order of play");
        }
        for (String name : names) {
            problems.error(source, difference(name, kept.get(name), asked.get(name)));
        }
        if (!names.isEmpty()) {
            problems.error(
                    source,
                    "holds a run made of other ingredients; undo the changes above to go on with it, or choose another"
                            + " folder with --out");
        }
    }

    private static String difference(String name, @Nullable String kept, @Nullable String asked) {
        if (kept == null) {
            return name + " was not in the run that is kept here";
        }
        if (asked == null) {
            return name + " was in the run that is kept here, and is not now";
        }
        if (kept.length() == 64 && asked.length() == 64) {
            return name + " has changed (SHA-256 " + kept.substring(0, 12) + "…, now " + asked.substring(0, 12) + "…)";
        }
        return name + " was " + kept + ", now it is " + asked;
    }

    private static String words(ModelSpec model) {
        return model.ingredients().entrySet().stream()
                .map(key -> key.getKey() + " " + key.getValue())
                .collect(Collectors.joining(", "));
    }
}
