package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.chat.StopReason;
import org.charactermirror.document.Sha256;
import org.charactermirror.session.foreign.DialogueImport;
import org.charactermirror.session.foreign.ImportedCharacter;
import org.charactermirror.session.foreign.ImportedDialogue;

/**
 * What {@code run.json} says of dialogues that were not run here.
 *
 * @param events of the study, in order
 */
record ImportRecord(StudyImport imported, List<Map<String, String>> events) {

    private static final String RECORDED = "Its dialogues were recorded in another run and imported.";
    private static final String FOREIGN = "Its dialogues were made elsewhere and imported: with which settings, and why"
            + " replies ended, is not recorded.";

    ImportRecord {
        events = List.copyOf(events);
    }

    /** Returns the record as indented JSON with keys in a fixed order. */
    String toJson() {
        DialogueImport read = imported.read();
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("format", "charmirror.run/1");
        record.put("charmirror", Version.current());
        record.put("study", study());
        Map<String, Object> how = new LinkedHashMap<>();
        how.put("files", files());
        how.put("left_out", imported.leftOut().size());
        how.put("counts", read.tally().counts());
        record.put("imported", how);
        record.put(
                "characters",
                read.characters().stream().map(ImportRecord::character).toList());
        record.put("models", models());
        Map<String, Object> sessions = new LinkedHashMap<>();
        sessions.put("planned", imported.sessions());
        sessions.put("done", imported.sessions() - imported.failed());
        sessions.put("failed", imported.failed());
        record.put("sessions", sessions);
        record.put("turns", imported.turns());
        record.put("events", events);
        return Json.write(record);
    }

    private Map<String, Object> study() {
        Map<String, Object> study = new LinkedHashMap<>();
        study.put("id", imported.read().study());
        study.put("description", "imported from " + String.join(", ", names()));
        study.put("kind", imported.kind());
        study.put("language", imported.language());
        if (imported.kind().equals("pairwise")) {
            study.put("baseline", imported.read().pairs().get(0).modelA());
        }
        return study;
    }

    private List<String> names() {
        return imported.read().files().stream()
                .map(file -> StudyImport.nameOf(file.source()) + " (" + file.format() + ")")
                .toList();
    }

    /** Returns what each file was and gave; without folders, which are nobody's business. */
    List<Map<String, Object>> files() {
        List<Map<String, Object>> files = new ArrayList<>();
        for (DialogueImport.FileCount file : imported.read().files()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", StudyImport.nameOf(file.source()));
            entry.put("format", file.format());
            entry.put("sha256", imported.hashes().getOrDefault(file.source(), ""));
            entry.put("records", file.records());
            entry.put("dialogues", file.dialogues());
            files.add(entry);
        }
        return files;
    }

    private static Map<String, Object> character(ImportedCharacter character) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", character.id());
        entry.put("name", character.name());
        entry.put("category", character.category());
        entry.put(
                "profiles",
                character.profiles().stream()
                        .map(text -> Map.of("sha256", Sha256.hex(text), "text", text))
                        .map(profile -> new TreeMap<>(profile))
                        .toList());
        return entry;
    }

    private List<Map<String, Object>> models() {
        List<Map<String, Object>> models = new ArrayList<>();
        imported.read().models().forEach((id, name) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", id);
            entry.put("provider", "imported");
            entry.put("name", name);
            entry.put("licence", "");
            entry.put("notes", isForeign(id) ? FOREIGN : RECORDED);
            models.add(entry);
        });
        return models;
    }

    private boolean isForeign(String model) {
        return imported.read().dialogues().stream()
                .map(ImportedDialogue::transcript)
                .filter(transcript -> transcript.session().model().equals(model))
                .flatMap(transcript -> transcript.turns().stream())
                .anyMatch(turn -> turn.stopReason() == StopReason.NOT_RECORDED);
    }
}
