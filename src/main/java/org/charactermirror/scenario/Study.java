package org.charactermirror.scenario;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.chat.GenerationSettings;

/**
 * A study with everything that its file only names looked up.
 *
 * @param description for readers; empty if there is none
 * @param language of the characters and scenarios
 * @param models in the order of play
 * @param interviewer the model that plays users where a scenario has no script; may be one of the models
 * @param pairing which models a pairwise study compares; none in other studies
 * @param baseline the model that a pairwise study compares with all others; none in other studies, and none needed where
 *     all models are compared with each other
 * @param continuation whose reply a pairwise study goes on with; none in other studies
 * @param characters in the order of play
 * @param scenarios in the order of play, scripts with at least {@code rounds} messages
 * @param rounds how many messages of the user are played, at least 1
 * @param repetitions how often every dialogue is played, at least 1
 * @param seed from which all others are derived, 0 to 2^53 - 1
 * @param annotators how many people are to judge, if the study says so
 * @param generation how replies are written
 * @param budget what remote models may cost in all, above 0, in the currency of their prices; none for no bound
 * @param rules which annotators its reports leave out
 * @param judges models that may judge it; no part of what is played, so that they may change after it was
 * @param probes whether every dialogue asks its character's probes in place of some of the scenario's messages
 */
public record Study(
        String id,
        String description,
        StudyKind kind,
        String language,
        List<ModelSpec> models,
        Optional<ModelSpec> interviewer,
        Optional<Pairing> pairing,
        Optional<String> baseline,
        Optional<Continuation> continuation,
        List<CharacterProfile> characters,
        List<Scenario> scenarios,
        int rounds,
        int repetitions,
        long seed,
        OptionalInt annotators,
        GenerationSettings generation,
        Optional<BigDecimal> budget,
        AnnotatorRules rules,
        List<JudgeSpec> judges,
        boolean probes) {

    public Study {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(generation, "generation");
        if (budget.isPresent() && budget.get().signum() <= 0) {
            throw new IllegalArgumentException("budget is " + budget.get() + "; it must be above 0");
        }
        boolean pairwise = kind == StudyKind.PAIRWISE;
        if (continuation.isPresent() != pairwise || pairing.isPresent() != pairwise) {
            throw new IllegalArgumentException("continuation " + continuation + " and pairs " + pairing
                    + " in a study of the kind " + kind.word());
        }
        if (pairing.equals(Optional.of(Pairing.BASELINE)) && baseline.isEmpty()) {
            throw new IllegalArgumentException("a comparison with a baseline that there is not");
        }
        models = List.copyOf(models);
        judges = List.copyOf(judges);
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
        if (probes && (pairwise || scenarios.stream().anyMatch(Scenario::hasInterviewer))) {
            throw new IllegalArgumentException("probes in dialogues of pairs, or without a script");
        }
        for (Scenario scenario : scenarios) {
            if (scenario.hasInterviewer()) {
                requireInterviewer(scenario, interviewer);
            } else if (scenario.turns().size() < rounds) {
                throw new IllegalArgumentException(scenario.id() + " has fewer than " + rounds + " messages");
            }
        }
    }

    private static void requireInterviewer(Scenario scenario, Optional<ModelSpec> interviewer) {
        if (interviewer.isEmpty()) {
            throw new IllegalArgumentException(scenario.id() + " has nobody who plays the user");
        }
    }

    private static void requireDistinct(String name, List<String> ids) {
        Set<String> distinct = new HashSet<>(ids);
        if (ids.isEmpty() || distinct.size() != ids.size()) {
            throw new IllegalArgumentException(name + " must be distinct and not empty: " + ids);
        }
    }

    /** Returns the pairs of models that a pairwise study compares, in the order of play; none in other studies. */
    public List<Opponents> opponents() {
        return pairing.map(
                        which -> Opponents.of(models.stream().map(ModelSpec::id).toList(), which, baseline))
                .orElse(List.of());
    }

    /** Returns every model that is asked for anything: those that play characters, then the interviewer if it is another. */
    public List<ModelSpec> allModels() {
        return Stream.concat(models.stream(), interviewer.stream()).distinct().toList();
    }

    /** Returns how many replies the models have to write. */
    public long replies() {
        long writers = kind == StudyKind.PAIRWISE ? 2L * opponents().size() : models.size();
        return writers * characters.size() * scenarios.size() * repetitions * rounds;
    }

    /** Returns how many messages of the user the interviewer has to write, those that are asked again not counted. */
    public long interviewerMessages() {
        long dialogues = kind == StudyKind.PAIRWISE ? opponents().size() : models.size();
        long written = scenarios.stream()
                .filter(Scenario::hasInterviewer)
                .mapToLong(scenario -> rounds
                        - scenario.user().fixed().keySet().stream()
                                .filter(turn -> turn <= rounds)
                                .count())
                .sum();
        return dialogues * characters.size() * repetitions * written;
    }
}
