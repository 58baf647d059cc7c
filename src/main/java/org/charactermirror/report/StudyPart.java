package org.charactermirror.report;

import java.util.List;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.session.RecordedDialogue;

/**
 * One study of a report: the study itself, or one in a folder inside it.
 *
 * @param name of the folder inside; empty for the study itself
 * @param study its id
 * @param language of its dialogues, as a BCP 47 tag
 * @param settings of the study, in the order of printing
 * @param models in the order of the plan
 * @param dialogues in the order of the plan; none if the study has not been run
 * @param annotations those that were given to this study
 */
public record StudyPart(
        String name,
        String study,
        String language,
        int characters,
        int scenarios,
        List<Setting> settings,
        List<Model> models,
        List<Event> events,
        List<RecordedDialogue> dialogues,
        Annotations annotations) {

    public StudyPart {
        settings = List.copyOf(settings);
        models = List.copyOf(models);
        events = List.copyOf(events);
        dialogues = List.copyOf(dialogues);
    }

    /**
     * A setting, or another fact about a run.
     *
     * @param name the key that files use
     */
    public record Setting(String name, String value) {}

    /**
     * A model that took part.
     *
     * @param licence as its maker states it; empty where that is not known
     * @param notes what every reader must know; may be empty
     * @param settings and facts, such as hashes
     */
    public record Model(String id, String licence, String notes, List<Setting> settings) {

        public Model {
            settings = List.copyOf(settings);
        }
    }

    /** What happened to the run as a whole. */
    public record Event(String time, String kind, String detail) {}
}
