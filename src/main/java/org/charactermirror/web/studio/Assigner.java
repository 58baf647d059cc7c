package org.charactermirror.web.studio;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.charactermirror.store.StudioAssignments;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioPlanner;

/** Gives work to people who come to find some. */
final class Assigner {

    private final StudioPlanner planner;
    private final StudioAssignments assignments;

    /** For whom there was nothing when work was given last. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    Assigner(StudioPlanner planner, StudioAssignments assignments) {
        this.planner = planner;
        this.assignments = assignments;
    }

    /** Gives work anew after somebody has left. */
    void arrange() {
        planner.plan();
        waiting.clear();
    }

    /** Gives work to somebody who has none yet. */
    void arrangeFor(StudioParticipant person) {
        if (person.takesPart()
                && !waiting.contains(person.id())
                && assignments.of(person.id()).isEmpty()) {
            arrange();
            if (assignments.of(person.id()).isEmpty()) {
                waiting.add(person.id());
            }
        }
    }
}
