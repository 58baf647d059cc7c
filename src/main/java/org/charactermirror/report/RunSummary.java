package org.charactermirror.report;

import java.util.List;

/**
 * What a study ran.
 *
 * @param study its id
 * @param facts names and values, such as a seed or a version, in the order of printing
 * @param failures the failed sessions and why
 * @param notes what every reader must know, such as that a model is only a demonstration
 */
public record RunSummary(
        String study,
        List<Model> models,
        int characters,
        int scenarios,
        List<Fact> facts,
        List<String> failures,
        List<String> notes) {

    public RunSummary {
        models = List.copyOf(models);
        facts = List.copyOf(facts);
        failures = List.copyOf(failures);
        notes = List.copyOf(notes);
    }

    /**
     * One model and how its sessions ended.
     *
     * @param description what it is and where it comes from
     * @param licence as its maker states it; empty where that is not known
     * @param missing sessions that were planned and neither finished nor failed
     * @param replies that were recorded
     */
    public record Model(
            String id,
            String description,
            String licence,
            int planned,
            int complete,
            int failed,
            int missing,
            int replies) {}

    /** A name and a value to print. */
    public record Fact(String name, String value) {}
}
