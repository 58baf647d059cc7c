package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.session.RecordedDialogue;

/** What a study ran, for programs. */
final class JsonRun {

    private JsonRun() {}

    static Map<String, Object> of(StudyPart part) {
        Map<String, Object> run = new TreeMap<>();
        run.put("study", part.study());
        run.put("folder", part.name());
        run.put("characters", part.characters());
        run.put("scenarios", part.scenarios());
        run.put("facts", part.settings());
        run.put("models", models(part));
        run.put("pairs", pairs(part));
        run.put("events", part.events());
        run.put(
                "failures",
                part.dialogues().stream()
                        .filter(dialogue -> dialogue.state() == RecordedDialogue.State.FAILED)
                        .map(dialogue -> dialogue.session() + ": " + dialogue.reason())
                        .toList());
        run.put(
                "notes",
                part.models().stream()
                        .filter(model -> !model.notes().isBlank())
                        .map(model -> model.id() + ": " + model.notes())
                        .toList());
        return run;
    }

    private static List<Map<String, Object>> models(StudyPart part) {
        Map<String, DialogueCounts> counts = DialogueCounts.ofModels(part.dialogues());
        List<Map<String, Object>> models = new ArrayList<>();
        for (StudyPart.Model model : part.models()) {
            Map<String, Object> entry = new TreeMap<>();
            DialogueCounts count = counts.get(model.id());
            if (count != null) {
                entry.putAll(count.toMap());
            }
            entry.put("id", model.id());
            entry.put("licence", model.licence());
            entry.put("facts", model.settings());
            models.add(entry);
        }
        return models;
    }

    private static List<Map<String, Object>> pairs(StudyPart part) {
        List<Map<String, Object>> pairs = new ArrayList<>();
        DialogueCounts.ofPairs(part.dialogues(), "~").forEach((models, count) -> {
            Map<String, Object> entry = count.toMap();
            entry.put("models", models);
            pairs.add(entry);
        });
        return pairs;
    }
}
