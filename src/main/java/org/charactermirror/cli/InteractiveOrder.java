package org.charactermirror.cli;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.document.Sha256;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;

/**
 * The order in which a person plays dialogues.
 *
 * <p>Whoever has begun a character in a scenario talks there with all models, so that no model's scores hang on who
 * happened to talk with it; within that, and among such groups, the study's seed and the person's name draw the order.
 */
final class InteractiveOrder {

    private InteractiveOrder() {}

    /**
     * Returns the dialogues that wait for a person, those first that the person has begun.
     *
     * @param owners by dialogue, who has begun it
     * @param finished tells of a dialogue whether nothing is left to do in it
     */
    static List<SessionScript> of(
            StudyPlan plan, String annotator, Map<String, String> owners, Predicate<SessionScript> finished) {
        Map<String, String> groups = new HashMap<>();
        for (SessionScript script : plan.scripts()) {
            String owner = owners.get(script.id().toString());
            if (owner != null) {
                groups.put(group(script.id()), owner);
            }
        }
        String draw = plan.study().seed() + "\n" + annotator + "\n";
        return plan.scripts().stream()
                .filter(script ->
                        groups.getOrDefault(group(script.id()), annotator).equals(annotator))
                .filter(finished.negate())
                .sorted(Comparator.<SessionScript, Boolean>comparing(
                                script -> !owners.containsKey(script.id().toString()))
                        .thenComparing(script -> !groups.containsKey(group(script.id())))
                        .thenComparing(script -> Sha256.hex(draw + group(script.id())))
                        .thenComparing(script -> Sha256.hex(draw + script.id())))
                .toList();
    }

    private static String group(SessionId id) {
        return id.character() + "." + id.scenario() + "." + id.repetition();
    }
}
