package org.charactermirror.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Study;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.UserPart;

/**
 * Dialogues that the same models play, so that these are opened once.
 *
 * @param models one, or the two of a pair
 * @param interviewer plays the user in some of the dialogues
 * @param sessions of one model, in the order of play
 * @param pairs of two models, in the order of play
 */
public record Group(
        List<ModelSpec> models, Optional<ModelSpec> interviewer, List<SessionScript> sessions, List<PairScript> pairs) {

    public Group {
        models = List.copyOf(models);
        sessions = List.copyOf(sessions);
        pairs = List.copyOf(pairs);
    }

    /** Returns the dialogues of a plan that are to be played, in the order of play. */
    public static List<Group> of(StudyPlan plan, Predicate<SessionId> wanted) {
        Map<String, ModelSpec> specs = new LinkedHashMap<>();
        plan.study().models().forEach(model -> specs.put(model.id(), model));
        Map<List<ModelSpec>, List<SessionScript>> sessions = new LinkedHashMap<>();
        for (SessionScript session : plan.sessions()) {
            if (wanted.test(session.id())) {
                sessions.computeIfAbsent(named(specs, session.id().model()), models -> new ArrayList<>())
                        .add(session);
            }
        }
        Map<List<ModelSpec>, List<PairScript>> pairs = new LinkedHashMap<>();
        for (PairScript pair : plan.pairs()) {
            if (wanted.test(pair.script().id())) {
                pairs.computeIfAbsent(named(specs, pair.modelA(), pair.modelB()), models -> new ArrayList<>())
                        .add(pair);
            }
        }
        List<Group> groups = new ArrayList<>();
        sessions.forEach((models, scripts) ->
                groups.add(new Group(models, interviewer(plan.study(), scripts.stream()), scripts, List.of())));
        pairs.forEach((models, scripts) -> groups.add(new Group(
                models, interviewer(plan.study(), scripts.stream().map(PairScript::script)), List.of(), scripts)));
        return List.copyOf(groups);
    }

    private static Optional<ModelSpec> interviewer(Study study, Stream<SessionScript> scripts) {
        return scripts.anyMatch(script -> script.user() instanceof UserPart.Interviewed)
                ? study.interviewer()
                : Optional.empty();
    }

    /** Returns all models that the dialogues need: those that answer, then the interviewer. */
    public List<ModelSpec> needed() {
        return Stream.concat(models.stream(), interviewer.stream()).toList();
    }

    private static List<ModelSpec> named(Map<String, ModelSpec> specs, String... ids) {
        List<ModelSpec> named = new ArrayList<>();
        for (String id : ids) {
            ModelSpec spec = specs.get(id);
            if (spec == null) {
                throw new IllegalStateException(id + " is not a model of the study");
            }
            named.add(spec);
        }
        return named;
    }

    /** Tells whether all models say how much may be asked of them at once, so that they need not wait for others. */
    boolean hasOwnConcurrency() {
        return needed().stream().allMatch(model -> model.concurrency().isPresent());
    }

    /** Returns how many dialogues may be played at once where a model that does not say takes {@code batch}. */
    public int most(int batch) {
        return needed().stream()
                .mapToInt(model -> model.concurrency().orElse(batch))
                .min()
                .orElse(batch);
    }
}
