package org.charactermirror.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.character.CharacterIds;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.document.Sha256;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.session.foreign.DialogueImport;
import org.charactermirror.session.foreign.ImportedDialogue;
import org.charactermirror.store.ImportedDialogues;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.table.TextDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Dialogues made elsewhere on their way into a study's folder.
 *
 * @param hashes SHA-256 by the names of the files
 * @param language of the dialogues
 * @param leftOut what is wrong with the records that were left out on request
 */
record StudyImport(DialogueImport read, Map<String, String> hashes, String language, List<Problem> leftOut) {

    StudyImport {
        hashes = new LinkedHashMap<>(hashes);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Refuses a folder that holds anything.
     *
     * @throws BadInputException naming the folder
     */
    static void checkFree(Path out) {
        StudyFolder.check(out);
        if (Files.exists(out.resolve(StudyDatabase.FILE_NAME))) {
            throw BadInputException.of(
                    out.toString(),
                    "is a study's folder already; dialogues are imported into a folder of their own,"
                            + " which --out names");
        }
    }

    /** Returns the id that a study in a folder gets by the folder's name. */
    static String studyId(Path out) {
        String id = CharacterIds.of(nameOf(out));
        return CharacterIds.isUsable(id) ? id : "imported";
    }

    /**
     * Reads files.
     *
     * @throws BadInputException with all problems of all files, unless those of records are to be skipped
     */
    static StudyImport read(
            List<Path> files,
            @Nullable Charset encoding,
            DialogueImport.Settings settings,
            String language,
            boolean skipBadRows) {
        Problems problems = new Problems();
        Problems rows = new Problems();
        Map<String, String> hashes = new LinkedHashMap<>();
        List<DialogueImport.Input> inputs = new ArrayList<>();
        for (Path file : files) {
            bytes(file, problems).ifPresent(bytes -> {
                String hash = Sha256.hex(bytes);
                hashes.entrySet().stream()
                        .filter(earlier -> earlier.getValue().equals(hash))
                        .findFirst()
                        .ifPresent(earlier -> problems.error(
                                file.toString(), "has the same content as " + earlier.getKey() + "; name it once"));
                hashes.put(file.toString(), hash);
                TextDecoder.decode(bytes, file.toString(), encoding, problems)
                        .ifPresent(
                                text -> inputs.add(new DialogueImport.Input(file.toString(), stem(file), text.text())));
            });
        }
        if (inputs.isEmpty()) {
            problems.throwIfErrors();
        }
        DialogueImport read = DialogueImport.read(inputs, settings, problems, rows);
        List<String> order = files.stream().map(Path::toString).toList();
        List<Problem> bad = rows.all().stream()
                .sorted(Comparator.<Problem>comparingInt(problem -> order.indexOf(problem.source()))
                        .thenComparingInt(Problem::line))
                .toList();
        if (!skipBadRows || (read.dialogues().isEmpty() && read.pairs().isEmpty())) {
            problems.addAll(bad);
        }
        problems.throwIfErrors();
        return new StudyImport(read, hashes, language, bad);
    }

    private static Optional<byte[]> bytes(Path file, Problems problems) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            problems.error(file.toString(), "no such file");
        } catch (IOException e) {
            problems.error(file.toString(), "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String stem(Path file) {
        return nameOf(file).replaceFirst("\\.[^.]*$", "");
    }

    /** Makes the folder: whole, or not at all. */
    void write(Path out) throws IOException {
        Path parent = Files.createDirectories(
                Optional.ofNullable(out.toAbsolutePath().getParent()).orElse(out));
        Path part = Files.createDirectory(
                parent.resolve("." + nameOf(out) + "." + ProcessHandle.current().pid() + ".part"));
        try {
            fill(part);
            Files.deleteIfExists(out);
            Files.move(part, out);
        } catch (IOException | RuntimeException e) {
            delete(part);
            throw e;
        }
    }

    private void fill(Path folder) {
        try (StudyFolder study = StudyFolder.open(folder)) {
            Map<String, String> ingredients = new TreeMap<>();
            ingredients.put("study", read.study());
            ingredients.put("kind", kind());
            ingredients.put("language", language);
            // Files of one name may come from several folders.
            hashes.forEach((file, hash) ->
                    ingredients.merge("imported " + nameOf(file), hash, (one, other) -> one + " " + other));
            ImportedDialogues.keep(study.database(), read.dialogues(), read.pairs(), ingredients, summary());
            SqliteRunStore store = new SqliteRunStore(study.database());
            TranscriptWriter.write(folder.resolve(TranscriptWriter.FILE_NAME), store::forEachTranscript);
            AtomicFile.write(folder.resolve(RunRecord.FILE_NAME), new ImportRecord(this, store.events()).toJson());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Returns what kind of study the dialogues make. */
    String kind() {
        return read.dialogues().isEmpty() ? "pairwise" : "rating";
    }

    static String nameOf(String file) {
        return nameOf(Path.of(file));
    }

    /** Returns the last name of a path, also of {@code .}, whether or not it is there. */
    private static String nameOf(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "imported" : name.toString();
    }

    /** Returns the files that are made. */
    static List<String> names(Path out) {
        return Stream.of(StudyDatabase.FILE_NAME, TranscriptWriter.FILE_NAME, RunRecord.FILE_NAME)
                .map(name -> out.resolve(name).toString())
                .toList();
    }

    /** Returns how many dialogues of how many models these are. */
    String summary() {
        return AnnotationInput.counted(sessions(), "dialogue") + " of "
                + AnnotationInput.counted(read.models().size(), "model") + " with "
                + AnnotationInput.counted(read.characters().size(), "character") + ", "
                + replies() + (replies() == 1 ? " reply" : " replies") + ", " + failed() + " failed";
    }

    int sessions() {
        return read.dialogues().size() + read.pairs().size();
    }

    int failed() {
        return (int)
                read.dialogues().stream().filter(dialogue -> !dialogue.isDone()).count();
    }

    /** Returns how many rounds there are; one of two models counts once. */
    int turns() {
        return read.dialogues().stream()
                        .map(ImportedDialogue::transcript)
                        .mapToInt(transcript -> transcript.turns().size())
                        .sum()
                + read.pairs().stream().mapToInt(pair -> pair.turns().size()).sum();
    }

    private int replies() {
        return turns()
                + read.pairs().stream().mapToInt(pair -> pair.turns().size()).sum();
    }

    /** Returns what was read from each file, and what was changed or left out, for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        read.files()
                .forEach(file -> lines.add(nameOf(file.source()) + " (" + file.format() + "): "
                        + AnnotationInput.counted(file.records(), "record") + ", "
                        + AnnotationInput.counted(file.dialogues(), "dialogue") + "."));
        read.tally().counts().forEach((what, count) -> lines.add("  " + count + " × " + what));
        return lines;
    }

    /** Returns the outcome under the names that machines read. */
    Map<String, Object> outcome(Path out, boolean dryRun) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("format", "charmirror.study-import/1");
        outcome.put("dry_run", dryRun);
        outcome.put("folder", out.toString());
        outcome.put("files", new ImportRecord(this, List.of()).files());
        outcome.put("models", read.models());
        outcome.put("characters", read.characters().size());
        outcome.put("dialogues", sessions());
        outcome.put("failed", failed());
        outcome.put("turns", turns());
        outcome.put("left_out", leftOut.size());
        outcome.put("counts", read.tally().counts());
        outcome.put("written", dryRun ? List.of() : names(out));
        return outcome;
    }
}
