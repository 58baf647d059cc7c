package org.charactermirror.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.report.StudyPart;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.RecordedDialogues;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;

/** Reads what a report shows of a study from its folder: the database, and {@code run.json} for what was run. */
final class StudyPartReader {

    private static final List<String> STUDY_SETTINGS = List.of(
            "description",
            "kind",
            "language",
            "rounds",
            "repetitions",
            "seed",
            "pairs",
            "baseline",
            "continuation",
            "probes",
            "annotators");
    private static final List<String> RUN_SETTINGS =
            List.of("charmirror", "java", "system", "seeds", "prompt_template");

    /** What stands in a model's entry of the record apart from its settings. */
    private static final List<String> NO_SETTINGS = List.of("id", "licence", "notes", "facts");

    private final Path folder;
    private final String name;
    private final JsonNode record;

    private StudyPartReader(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        this.record = record(folder.resolve(RunRecord.FILE_NAME));
    }

    /**
     * Reads a folder.
     *
     * @param name of the part; empty for the study itself
     * @throws BadInputException if the database or the record cannot be read
     */
    static StudyPart read(Path folder, String name) throws IOException {
        return new StudyPartReader(folder, name).part();
    }

    private StudyPart part() throws IOException {
        Path file = folder.resolve(StudyDatabase.FILE_NAME);
        if (!Files.exists(file)) {
            return part(List.of(), List.of(), Annotations.none());
        }
        try (StudyDatabase database = StudyDatabase.open(file)) {
            List<StudyPart.Event> events = new SqliteRunStore(database)
                    .events().stream()
                            .map(event -> new StudyPart.Event(
                                    event.getOrDefault("time", ""),
                                    event.getOrDefault("kind", ""),
                                    event.getOrDefault("detail", "")))
                            .toList();
            return part(RecordedDialogues.of(database), events, new AnnotationStore(database).annotations());
        }
    }

    private StudyPart part(List<RecordedDialogue> dialogues, List<StudyPart.Event> events, Annotations annotations)
            throws IOException {
        JsonNode study = record.path("study");
        return new StudyPart(
                name,
                study.path("id").asText(ReportTarget.nameOf(folder)),
                study.path("language").asText("zh"),
                (int) distinct(dialogues.stream().map(RecordedDialogue::character)),
                (int) distinct(dialogues.stream().map(RecordedDialogue::scenario)),
                settings(study),
                models(dialogues),
                events,
                dialogues,
                annotations);
    }

    private static long distinct(Stream<String> words) {
        return words.distinct().count();
    }

    /** Reads the record of a run; an empty object where there is none. */
    static JsonNode record(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new ObjectMapper().createObjectNode();
        }
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw BadInputException.of(
                    file.toString(),
                    "is not JSON (" + e.getOriginalMessage() + "); run the study again to write it anew");
        }
    }

    private List<StudyPart.Setting> settings(JsonNode study) {
        List<StudyPart.Setting> settings = new ArrayList<>();
        STUDY_SETTINGS.forEach(key -> add(settings, key, study.path(key)));
        add(settings, "interviewer", record.path("interviewer").path("id"));
        study.path("generation")
                .properties()
                .forEach(entry -> add(settings, "generation." + entry.getKey(), entry.getValue()));
        RUN_SETTINGS.forEach(key -> add(settings, key, record.path(key)));
        return settings;
    }

    private static void add(List<StudyPart.Setting> settings, String key, JsonNode value) {
        if (value.isValueNode() && !value.asText().isEmpty()) {
            settings.add(new StudyPart.Setting(key, value.asText()));
        }
    }

    private List<StudyPart.Model> models(List<RecordedDialogue> dialogues) {
        return dialogues.stream()
                .flatMap(dialogue -> dialogue.models().stream())
                .distinct()
                .map(this::model)
                .toList();
    }

    private StudyPart.Model model(String id) {
        JsonNode entry = new ObjectMapper().createObjectNode();
        for (JsonNode model : record.path("models")) {
            if (model.path("id").asText().equals(id)) {
                entry = model;
            }
        }
        List<StudyPart.Setting> settings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : entry.properties()) {
            if (!NO_SETTINGS.contains(field.getKey())) {
                add(settings, field.getKey(), field.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> fact : entry.path("facts").properties()) {
            if (!entry.has(fact.getKey())) {
                add(settings, fact.getKey(), fact.getValue());
            }
        }
        return new StudyPart.Model(
                id, entry.path("licence").asText(""), entry.path("notes").asText(""), settings);
    }
}
