package org.charactermirror.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.UserPart;

/**
 * Every dialogue of a study, in the order of play: model by model, or pair by pair in a pairwise study; then character,
 * scenario and repetition.
 *
 * @param study what is planned
 * @param template turns profiles into prompts
 * @param sessions of single models; a model's sessions stand together
 * @param pairs of two models on one context, in pairwise studies only; those of the same two models stand together
 */
public record StudyPlan(Study study, ProfileTemplate template, List<SessionScript> sessions, List<PairScript> pairs) {

    public StudyPlan {
        sessions = List.copyOf(sessions);
        pairs = List.copyOf(pairs);
    }

    /** Plans a study; the same study gives the same plan. */
    public static StudyPlan of(Study study) {
        ProfileTemplate template = ProfileTemplate.ofLanguage(study.language())
                .orElseThrow(() -> new IllegalArgumentException("no prompt template for " + study.language()));
        if (study.kind() == StudyKind.PAIRWISE) {
            return new StudyPlan(study, template, List.of(), pairs(study, template));
        }
        List<SessionScript> sessions = new ArrayList<>();
        for (ModelSpec model : study.models()) {
            sessions.addAll(sessions(study, template, model.id()));
        }
        return new StudyPlan(study, template, sessions, List.of());
    }

    private static List<PairScript> pairs(Study study, ProfileTemplate template) {
        Continuation policy = study.continuation()
                .orElseThrow(() -> new IllegalArgumentException("a pairwise study has a continuation"));
        return study.opponents().stream()
                .flatMap(pair -> sessions(study, template, PairScript.name(pair.modelA(), pair.modelB())).stream()
                        .map(script -> new PairScript(script, pair.modelA(), pair.modelB(), policy)))
                .toList();
    }

    private static List<SessionScript> sessions(Study study, ProfileTemplate template, String model) {
        List<SessionScript> sessions = new ArrayList<>();
        for (CharacterProfile character : study.characters()) {
            for (Scenario scenario : study.scenarios()) {
                for (int repetition = 1; repetition <= study.repetitions(); repetition++) {
                    sessions.add(SessionScript.of(
                            new SessionId(model, character.id(), scenario.id(), repetition),
                            character,
                            scenario,
                            template,
                            study.rounds(),
                            study.generation(),
                            study.seed()));
                }
            }
        }
        return sessions;
    }

    /** Returns the same plan with a person in the user's place everywhere. */
    public StudyPlan typed() {
        return new StudyPlan(
                study,
                template,
                sessions.stream().map(SessionScript::typed).toList(),
                pairs.stream()
                        .map(pair -> new PairScript(pair.script().typed(), pair.modelA(), pair.modelB(), pair.policy()))
                        .toList());
    }

    /** Tells whether a person plays the user. */
    public boolean isTyped() {
        return scripts().stream().allMatch(script -> script.user() instanceof UserPart.Typed);
    }

    /** Returns the model that plays the user; none where a person does. */
    public Optional<ModelSpec> interviewer() {
        return isTyped() ? Optional.empty() : study.interviewer();
    }

    /** Returns every model that is asked for anything. */
    public List<ModelSpec> models() {
        return isTyped() ? study.models() : study.allModels();
    }

    /** Returns every dialogue's script in the order of play. */
    public List<SessionScript> scripts() {
        return Stream.concat(sessions.stream(), pairs.stream().map(PairScript::script))
                .toList();
    }

    /** Returns a model's sessions in the order of play. */
    public List<SessionScript> sessionsOf(ModelSpec model) {
        return sessions.stream()
                .filter(session -> session.id().model().equals(model.id()))
                .toList();
    }

    /** Returns how many turns the plan has. */
    public int turns() {
        return scripts().stream().mapToInt(SessionScript::rounds).sum();
    }
}
