package org.charactermirror.batch;

import java.util.ArrayList;
import java.util.List;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.Study;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;

/**
 * Every dialogue of a study, in the order of play: model by model, then character, scenario and repetition.
 *
 * @param study what is planned
 * @param template turns profiles into prompts
 * @param sessions in the order of play; a model's sessions stand together
 */
public record StudyPlan(Study study, ProfileTemplate template, List<SessionScript> sessions) {

    public StudyPlan {
        sessions = List.copyOf(sessions);
    }

    /** Plans a study; the same study gives the same plan. */
    public static StudyPlan of(Study study) {
        ProfileTemplate template = ProfileTemplate.ofLanguage(study.language())
                .orElseThrow(() -> new IllegalArgumentException("no prompt template for " + study.language()));
        List<SessionScript> sessions = new ArrayList<>();
        for (ModelSpec model : study.models()) {
            for (CharacterProfile character : study.characters()) {
                for (Scenario scenario : study.scenarios()) {
                    for (int repetition = 1; repetition <= study.repetitions(); repetition++) {
                        sessions.add(SessionScript.of(
                                new SessionId(model.id(), character.id(), scenario.id(), repetition),
                                character,
                                scenario,
                                template,
                                study.rounds(),
                                study.generation(),
                                study.seed()));
                    }
                }
            }
        }
        return new StudyPlan(study, template, sessions);
    }

    /** Returns a model's sessions in the order of play. */
    public List<SessionScript> sessionsOf(ModelSpec model) {
        return sessions.stream()
                .filter(session -> session.id().model().equals(model.id()))
                .toList();
    }

    /** Returns how many turns the plan has. */
    public int turns() {
        return sessions.stream().mapToInt(SessionScript::rounds).sum();
    }
}
