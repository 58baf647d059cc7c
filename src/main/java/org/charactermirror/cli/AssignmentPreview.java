package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.charactermirror.annotation.assignment.AssignmentDesign;
import org.charactermirror.annotation.assignment.AssignmentItem;
import org.charactermirror.annotation.assignment.DesignCheck;
import org.charactermirror.annotation.assignment.Work;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.Study;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.SessionId;

/**
 * How the studio would divide a study's dialogues up among its annotators, one for each dialogue.
 *
 * @param played where the dialogues are played before
 * @param talking where the annotators talk themselves
 */
record AssignmentPreview(Study study, int annotators, DesignCheck played, DesignCheck talking) {

    static AssignmentPreview of(Study study, int annotators) {
        return new AssignmentPreview(
                study, annotators, check(study, annotators, false), check(study, annotators, true));
    }

    private static DesignCheck check(Study study, int annotators, boolean talking) {
        List<Work> people = new ArrayList<>();
        for (int number = 1; number <= annotators; number++) {
            people.add(Work.none("annotator " + number));
        }
        return AssignmentDesign.of(items(study, talking), people, 1, OptionalInt.empty(), study.seed())
                .check();
    }

    private static List<AssignmentItem> items(Study study, boolean talking) {
        Map<String, List<String>> speakers = new LinkedHashMap<>();
        if (study.opponents().isEmpty()) {
            study.models().forEach(model -> speakers.put(model.id(), List.of(model.id())));
        } else {
            study.opponents()
                    .forEach(pair -> speakers.put(
                            PairScript.name(pair.modelA(), pair.modelB()), List.of(pair.modelA(), pair.modelB())));
        }
        List<AssignmentItem> items = new ArrayList<>();
        speakers.forEach((name, models) -> study.characters()
                .forEach(character -> study.scenarios().forEach(scenario -> {
                    for (int repetition = 1; repetition <= study.repetitions(); repetition++) {
                        items.add(item(
                                new SessionId(name, character.id(), scenario.id(), repetition),
                                models,
                                scenario,
                                talking));
                    }
                })));
        return items;
    }

    private static AssignmentItem item(SessionId id, List<String> models, Scenario scenario, boolean talking) {
        String block = talking ? id.character() + "." + id.scenario() + "." + id.repetition() : id.toString();
        return new AssignmentItem(id.toString(), models, id.character(), scenario.topic(), block);
    }

    /** Returns lines for people, indented under their heads. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("assignment of played dialogues, seed " + study.seed() + ":");
        played.lines().forEach(line -> lines.add("  " + line));
        lines.add("assignment where annotators talk themselves:");
        talking.lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    /** Returns the same for JSON. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("annotators", annotators);
        map.put("seed", study.seed());
        map.put("played", played.toMap());
        map.put("talking", talking.toMap());
        return map;
    }
}
