package org.charactermirror.scenario;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.chat.GenerationSettings;

/**
 * A study with everything that its file only names looked up.
 *
 * @param description for readers; empty if there is none
 * @param language of the characters and scenarios
 * @param models in the order of play
 * @param baseline the model that a pairwise study compares with all others; none in other studies
 * @param continuation whose reply a pairwise study goes on with; none in other studies
 * @param characters in the order of play
 * @param scenarios in the order of play, each with at least {@code rounds} messages
 * @param rounds how many messages of the user are played, at least 1
 * @param repetitions how often every dialogue is played, at least 1
 * @param seed from which all others are derived, 0 to 2^53 - 1
 * @param annotators how many people are to judge, if the study says so
 * @param generation how replies are written
 * @param budget what remote models may cost in all, above 0, in the currency of their prices; none for no bound
 */
public record Study(
        String id,
        String description,
        StudyKind kind,
        String language,
        List<ModelSpec> models,
        Optional<String> baseline,
        Optional<Continuation> continuation,
        List<CharacterProfile> characters,
        List<Scenario> scenarios,
        int rounds,
        int repetitions,
        long seed,
        OptionalInt annotators,
        GenerationSettings generation,
        Optional<BigDecimal> budget) {

    public Study {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(generation, "generation");
        if (budget.isPresent() && budget.get().signum() <= 0) {
            throw new IllegalArgumentException("budget is " + budget.get() + "; it must be above 0");
        }
        if (continuation.isPresent() != (kind == StudyKind.PAIRWISE)) {
            throw new IllegalArgumentException(
                    "continuation " + continuation + " in a study of the kind " + kind.word());
        }
        models = List.copyOf(models);
        characters = List.copyOf(characters);
        scenarios = List.copyOf(scenarios);
        requireDistinct("models", models.stream().map(ModelSpec::id).toList());
        requireDistinct(
                "characters", characters.stream().map(CharacterProfile::id).toList());
        requireDistinct("scenarios", scenarios.stream().map(Scenario::id).toList());
        if (rounds < 1 || repetitions < 1 || seed < 0) {
            throw new IllegalArgumentException(
                    "rounds " + rounds + ", repetitions " + repetitions + ", seed " + seed + ": out of range");
        }
        for (Scenario scenario : scenarios) {
            if (scenario.turns().size() < rounds) {
                throw new IllegalArgumentException(scenario.id() + " has fewer than " + rounds + " messages");
            }
        }
    }

    private static void requireDistinct(String name, List<String> ids) {
        Set<String> distinct = new HashSet<>(ids);
        if (ids.isEmpty() || distinct.size() != ids.size()) {
            throw new IllegalArgumentException(name + " must be distinct and not empty: " + ids);
        }
    }

    /** Returns how many pairs of models a pairwise study compares: the baseline with every other. */
    public int pairs() {
        return models.size() - 1;
    }

    /** Returns how many replies the models have to write. */
    public long replies() {
        long writers = kind == StudyKind.PAIRWISE ? 2L * pairs() : models.size();
        return writers * characters.size() * scenarios.size() * repetitions * rounds;
    }
}
