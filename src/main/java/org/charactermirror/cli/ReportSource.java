package org.charactermirror.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.report.RunSummary;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SessionCounts;
import org.charactermirror.store.StudyDatabase;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made from: a study's folder, or a folder of annotation files.
 *
 * @param defaultOut where the report goes unless the user says otherwise
 * @param run what was run, null where there is no plan
 */
record ReportSource(
        String title,
        Path defaultOut,
        AnnotationInput input,
        AnalysisSettings settings,
        @Nullable RunSummary run) {

    /** Tells whether a folder is a study's. */
    static boolean isStudy(Path folder) {
        return Files.exists(folder.resolve(StudyDatabase.FILE_NAME)) || Files.exists(folder.resolve("study.yaml"));
    }

    /** Returns where the report on a folder goes unless the user says otherwise. */
    static Path defaultOut(Path folder) throws IOException {
        return isStudy(folder) ? folder.resolve("report") : Path.of("reports", ReportTarget.nameOf(folder));
    }

    /**
     * Reads a folder of either kind.
     *
     * @throws BadInputException with everything that is wrong with it
     */
    static ReportSource of(Path folder, boolean skipBadRows) throws IOException {
        if (!isStudy(folder)) {
            return new ReportSource(
                    ReportTarget.nameOf(folder),
                    defaultOut(folder),
                    AnnotationInput.ofFolder(folder, skipBadRows),
                    AnalysisSettings.ofDefaults(),
                    null);
        }
        if (!Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            AnnotationInput nothing = new AnnotationInput(
                    Annotations.none(), List.of(), List.of("The study has not been run."), List.of(), 0, List.of());
            return new ReportSource(
                    ReportTarget.nameOf(folder), defaultOut(folder), nothing, AnalysisSettings.ofDefaults(), null);
        }
        return ofStudy(folder);
    }

    private static ReportSource ofStudy(Path folder) throws IOException {
        try (StudyDatabase database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME))) {
            Annotations rows = new AnnotationStore(database).annotations();
            AnnotationInput input = new AnnotationInput(
                    rows,
                    List.of(),
                    List.of("From the study’s record: " + rows.ratings().size() + " ratings, "
                            + rows.turnErrors().size() + " judged replies, "
                            + rows.preferences().size() + " comparisons."),
                    List.of(),
                    0,
                    List.of());
            List<SessionCounts> sessions = SessionCounts.of(database);
            List<String> models = sessions.stream().map(SessionCounts::model).toList();
            if (sessions.isEmpty()) {
                return new ReportSource(
                        ReportTarget.nameOf(folder), defaultOut(folder), input, AnalysisSettings.ofDefaults(), null);
            }
            JsonNode record = record(folder.resolve(RunRecord.FILE_NAME));
            JsonNode study = record.path("study");
            @Nullable
            String baseline =
                    study.path("baseline").isTextual() ? study.path("baseline").asText() : null;
            String title = study.path("id").asText(ReportTarget.nameOf(folder));
            RunSummary run = run(title, record, sessions, SessionCounts.failures(database));
            return new ReportSource(title, defaultOut(folder), input, new AnalysisSettings(models, baseline), run);
        }
    }

    private static JsonNode record(Path file) throws IOException {
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

    private static RunSummary run(String study, JsonNode record, List<SessionCounts> sessions, List<String> failures) {
        List<RunSummary.Model> models = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (SessionCounts counts : sessions) {
            JsonNode model = model(record, counts.model());
            String note = model.path("notes").asText("");
            if (!note.isBlank()) {
                notes.add(counts.model() + ": " + note);
            }
            models.add(new RunSummary.Model(
                    counts.model(),
                    description(model),
                    model.path("licence").asText(""),
                    counts.planned(),
                    counts.done(),
                    counts.failed(),
                    counts.missing(),
                    counts.replies()));
        }
        return new RunSummary(
                study,
                models,
                record.path("characters").size(),
                record.path("scenarios").size(),
                facts(record),
                failures,
                notes);
    }

    private static JsonNode model(JsonNode record, String id) {
        for (JsonNode model : record.path("models")) {
            if (model.path("id").asText().equals(id)) {
                return model;
            }
        }
        return record.path("models").path(id);
    }

    private static String description(JsonNode model) {
        List<String> parts = new ArrayList<>();
        for (String name : List.of("name", "provider", "path", "precision", "model", "base_url")) {
            if (model.path(name).isTextual()) {
                parts.add((name.equals("name") ? "" : name.replace('_', ' ') + " ")
                        + model.path(name).asText());
            }
        }
        return parts.isEmpty() ? "no description" : String.join(", ", parts);
    }

    private static List<RunSummary.Fact> facts(JsonNode record) {
        List<RunSummary.Fact> facts = new ArrayList<>();
        JsonNode study = record.path("study");
        for (String name : List.of("description", "kind", "language", "rounds", "repetitions", "seed")) {
            if (study.has(name)) {
                String text = study.path(name).asText();
                facts.add(new RunSummary.Fact(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), text));
            }
        }
        List<String> settings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> setting : study.path("generation").properties()) {
            settings.add(setting.getKey().replace('_', ' ') + " "
                    + setting.getValue().asText());
        }
        if (!settings.isEmpty()) {
            facts.add(new RunSummary.Fact("Generation", String.join(", ", settings)));
        }
        if (record.has("charmirror")) {
            facts.add(new RunSummary.Fact(
                    "Run with", "charmirror " + record.path("charmirror").asText()));
        }
        return facts;
    }
}
