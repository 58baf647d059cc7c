package org.charactermirror.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudioHealth;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyHealth;
import org.charactermirror.web.studio.Studio;
import org.jspecify.annotations.Nullable;

/** Holds the files of a study's folder against its database, and finds what differs. */
final class FolderVerification {

    private final Path folder;
    private final Problems problems;

    private FolderVerification(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * Adds an error for everything that differs.
     *
     * @param scratch an empty folder
     * @throws org.charactermirror.problem.BadInputException if there is no database that can be looked at
     */
    static void check(Path folder, Path scratch, Problems problems) throws IOException {
        FolderVerification verification = new FolderVerification(folder, problems);
        StudyHealth health = StudyHealth.of(folder);
        verification.checkHealth(health);
        verification.checkExports(health);
        if (health.damage().isEmpty() && health.version() == health.newestVersion()) {
            verification.checkStudio();
            try (StudyDatabase database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME))) {
                SqliteRunStore store = new SqliteRunStore(database);
                if (store.hasPlan()) {
                    if (health.changedTurns().isEmpty()) {
                        verification.checkTranscripts(store, scratch);
                    }
                    verification.checkRecord(store, health);
                }
            }
        }
    }

    private void checkHealth(StudyHealth health) {
        String file = folder.resolve(StudyDatabase.FILE_NAME).toString();
        health.damage().forEach(damage -> problems.error(file, damage));
        if (health.danglingRows() > 0) {
            problems.error(file, health.danglingRows() + " rows refer to others that are not there");
        }
        if (health.damage().isEmpty() && health.version() != health.newestVersion()) {
            problems.error(
                    file,
                    "has tables of version " + health.version() + ", and this program checks those of version "
                            + health.newestVersion() + "; any command that writes brings older ones up to date");
        }
        health.tooShort().forEach(session -> problems.error(file, session + " is done, but lacks turns"));
        health.changedTurns().forEach(turn -> problems.error(file, turn + " has changed since it was kept"));
    }

    /** A server brings them up to date some time after each judgement. */
    private void checkExports(StudyHealth health) {
        List<String> stale = health.staleExports().stream()
                .filter(name -> !name.equals(TranscriptWriter.FILE_NAME))
                .toList();
        boolean sound = health.damage().isEmpty() && health.version() == health.newestVersion();
        String served = !stale.isEmpty() && sound && StudioHealth.of(folder).isPresent()
                ? "; if charmirror serve runs on this folder, it follows within " + Studio.LAG_SECONDS
                        + " seconds: look again then, or end the server, which writes it"
                : "";
        stale.forEach(name -> problems.error(
                folder.resolve(name).toString(), "is missing, or does not say what the database says" + served));
    }

    private void checkStudio() {
        StudioHealth.of(folder)
                .filter(studio -> studio.notHandedIn() > 0)
                .ifPresent(studio -> problems.error(
                        folder.resolve(StudyDatabase.FILE_NAME).toString(),
                        "of " + AnnotationInput.counted(studio.notHandedIn(), "dialogue")
                                + " that annotators are said to have judged nothing was handed in"));
    }

    private void checkTranscripts(SqliteRunStore store, Path scratch) throws IOException {
        Path kept = folder.resolve(TranscriptWriter.FILE_NAME);
        Path again = Files.createTempDirectory(scratch, "again").resolve(TranscriptWriter.FILE_NAME);
        TranscriptWriter.write(again, store::forEachTranscript);
        if (!Files.exists(kept)) {
            problems.error(kept.toString(), "is missing; run the study's command again to write it");
        } else if (Files.mismatch(kept, again) >= 0) {
            problems.error(kept.toString(), lineThatDiffers(kept, again));
        }
    }

    /** Byte by byte: what changed may be no text any more. */
    private static String lineThatDiffers(Path kept, Path again) throws IOException {
        try (BufferedReader one = Files.newBufferedReader(kept, StandardCharsets.ISO_8859_1);
                BufferedReader other = Files.newBufferedReader(again, StandardCharsets.ISO_8859_1)) {
            int line = 1;
            String here = one.readLine();
            String there = other.readLine();
            while (here != null && here.equals(there)) {
                here = one.readLine();
                there = other.readLine();
                line++;
            }
            return "does not say what the database says, from line " + line + " on";
        }
    }

    private void checkRecord(SqliteRunStore store, StudyHealth health) throws IOException {
        Path file = folder.resolve(RunRecord.FILE_NAME);
        if (!Files.exists(file)) {
            problems.error(file.toString(), "is missing; run the study's command again to write it");
            return;
        }
        JsonNode record;
        try {
            record = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            problems.error(file.toString(), "is not JSON (" + e.getOriginalMessage() + ")");
            return;
        }
        Map<String, String> ingredients = store.ingredients();
        compare(file, "study", record.path("study").path("id"), ingredients.get("study"));
        compare(file, "seed", record.path("study").path("seed"), ingredients.get("seed"));
        compare(
                file,
                "prompt_template",
                record.path("prompt_template"),
                ingredients.get("prompt template "
                        + record.path("study").path("language").asText()));
        for (String kind : List.of("character", "scenario")) {
            for (JsonNode entry : record.path(kind + "s")) {
                String name = kind + " " + entry.path("id").asText();
                compare(file, name, entry.path("sha256"), ingredients.get(name));
            }
        }
        compare(file, "sessions planned", record.at("/sessions/planned"), Integer.toString(health.planned()));
        compare(file, "sessions done", record.at("/sessions/done"), Integer.toString(health.done()));
        checkStudy(file, record.path("study"));
    }

    private void compare(Path file, String name, JsonNode said, @Nullable String kept) {
        if (kept == null || !said.asText().equals(kept)) {
            problems.error(
                    file.toString(),
                    name + " is " + (said.isMissingNode() ? "missing" : said.asText()) + ", in the database it is "
                            + (kept == null ? "missing" : kept));
        }
    }

    private void checkStudy(Path record, JsonNode study) throws IOException {
        Path file = folder.resolve("study.yaml");
        if (!Files.exists(file)) {
            problems.error(file.toString(), "is missing; run the study's command again to write it");
            return;
        }
        try {
            JsonNode written = new YAMLMapper().readTree(Files.readAllBytes(file));
            if (!written.toString().equals(study.toString())) {
                problems.error(file.toString(), "is not the study that " + record + " has");
            }
        } catch (JsonProcessingException e) {
            problems.error(file.toString(), "is not YAML (" + e.getOriginalMessage() + ")");
        }
    }
}
