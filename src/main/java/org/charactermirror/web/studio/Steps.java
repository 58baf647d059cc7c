package org.charactermirror.web.studio;

import java.util.List;
import java.util.Locale;
import org.charactermirror.store.StudioAssignment;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.web.WebError;

/** What a participant comes to, one after the other. */
enum Steps {
    CONSENT,
    INSTRUCTIONS,
    QUALIFICATION,
    WORK,
    /** Nothing is left to do. */
    DONE,
    /** Whoever runs the study has stopped it for now, for all or for this person. */
    PAUSED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells where a participant is. */
    static Steps of(StudioParticipant person, StudioSettings settings, List<StudioAssignment> assignments) {
        if (settings.paused() || person.paused().isPresent()) {
            return PAUSED;
        }
        if (person.consented().isEmpty()) {
            return CONSENT;
        }
        if (person.instructed().isEmpty()) {
            return INSTRUCTIONS;
        }
        if (settings.qualifies() && person.qualified().isEmpty()) {
            return QUALIFICATION;
        }
        boolean open = assignments.stream().anyMatch(each -> each.state() != StudioAssignment.State.DONE);
        return open && person.dropped().isEmpty() ? WORK : DONE;
    }

    /**
     * Checks that a participant may see and change their items.
     *
     * @throws WebError if something comes first
     */
    static void requireWork(StudioParticipant person, StudioSettings settings) {
        switch (of(person, settings, List.of())) {
            case PAUSED -> throw new WebError(409, "paused", "The study is paused; all that you have done is kept.");
            case CONSENT, INSTRUCTIONS, QUALIFICATION ->
                throw new WebError(409, "not_yet", "Something comes first; load the page again.");
            case WORK, DONE -> {
                // Done or not: what was handed in can be changed.
            }
        }
    }
}
