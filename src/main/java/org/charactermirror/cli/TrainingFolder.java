package org.charactermirror.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.dataset.DatasetExport;
import org.charactermirror.dataset.RecordFiles.RecordFile;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.document.Sha256;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.report.Language;

/** The folder of training data: it comes whole or not at all, and takes the place of nothing but an earlier one of its kind. */
final class TrainingFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORD = "export.json";
    private static final String REMEDY = "; name another folder with --out";
    private static final String ANOTHER = "; name another folder";

    private TrainingFolder() {}

    /**
     * Refuses a folder that is the study's or holds anything but training data as they were written.
     *
     * @throws BadInputException with the reason
     */
    static void check(Path study, Path out) throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw BadInputException.of(out.toString(), "is a file, and training data need a folder" + REMEDY);
        }
        if (Files.isDirectory(study) && ExportFolder.real(out).startsWith(ExportFolder.real(study))) {
            throw BadInputException.of(out.toString(), "lies in the study's own folder" + REMEDY);
        }
        List<String> present = names(out);
        if (present.isEmpty()) {
            return;
        }
        JsonNode earlier = read(out);
        if (!isTrainingData(earlier)) {
            throw BadInputException.of(
                    out.toString(),
                    "is not empty and holds no earlier training data (it has " + present.get(0) + ")" + REMEDY);
        }
        Map<String, String> known = new LinkedHashMap<>();
        for (JsonNode file : earlier.path("files")) {
            known.put(file.path("name").asText(), file.path("sha256").asText());
        }
        earlier.path("others")
                .properties()
                .forEach(file -> known.put(file.getKey(), file.getValue().asText()));
        for (String name : present) {
            Path file = out.resolve(name);
            boolean ours = name.equals(RECORD)
                    || (Files.isRegularFile(file)
                            && InputFiles.of(file).sha256().equals(known.get(name)));
            if (!ours) {
                throw BadInputException.of(
                        file.toString(),
                        "is not as training data were written there; move it away, or name another folder with --out");
            }
        }
    }

    /**
     * Makes the folder in which the training data's own is to lie.
     *
     * @throws BadInputException if that is not possible
     */
    static Path parent(Path out, Path place) {
        Path parent = Optional.ofNullable(place.getParent()).orElse(place);
        try {
            Files.createDirectories(parent);
        } catch (IOException e) {
            throw BadInputException.of(out.toString(), "cannot be made: " + e + REMEDY);
        }
        if (!Files.isWritable(parent)) {
            throw BadInputException.of(out.toString(), "cannot be made: nothing can be written to " + parent + REMEDY);
        }
        return parent;
    }

    /**
     * Refuses a folder with training data of other studies, after {@link #check}.
     *
     * @throws BadInputException with their names
     */
    static void checkStudies(Path out, List<String> studies) throws IOException {
        List<String> earlier = new ArrayList<>();
        read(out).path("studies").forEach(study -> earlier.add(study.asText()));
        if (!earlier.isEmpty() && !earlier.equals(studies)) {
            throw BadInputException.of(
                    out.toString(), "has training data of other studies (" + String.join(", ", earlier) + ")" + REMEDY);
        }
    }

    /** Returns the record of training data in a folder; it need not be there. */
    static Path record(Path folder) {
        return folder.resolve(RECORD);
    }

    /**
     * Reads the record of training data; an empty object where there is none.
     *
     * @throws BadInputException if it is not JSON
     */
    static JsonNode read(Path folder) throws IOException {
        Path record = record(folder);
        if (!Files.isRegularFile(record)) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(Files.readString(record));
        } catch (JsonProcessingException e) {
            throw BadInputException.of(
                    record.toString(),
                    "is not JSON (" + e.getOriginalMessage() + "), and so no record of training data" + ANOTHER);
        }
    }

    static boolean isTrainingData(JsonNode record) {
        return record.path("format").asText().equals(DatasetExport.FORMAT);
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    /**
     * Writes what stands beside the records.
     *
     * @param languages of the card
     * @return the names of all files
     */
    static List<String> complete(Path folder, DatasetExport export, List<String> languages) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String language : languages) {
            texts.put(card(language), export.card(language));
        }
        texts.put("dataset_info.json", Json.write(export.datasetInfo()));
        Map<String, Object> record = new LinkedHashMap<>(export.toMap());
        Map<String, String> others = new LinkedHashMap<>();
        texts.forEach((name, text) -> others.put(name, Sha256.hex(text)));
        record.put("others", others);
        texts.put(RECORD, Json.write(record));
        texts.forEach((name, text) -> AtomicFile.write(folder.resolve(name), text));
        List<String> names =
                new ArrayList<>(export.files().stream().map(RecordFile::name).toList());
        names.addAll(texts.keySet());
        return names;
    }

    /** Returns the name of the card in a language. */
    static String card(String language) {
        return language.equals(Language.EN.word()) ? "README.md" : "README." + language + ".md";
    }

    /** Moves a finished folder to its place. */
    static void publish(Path made, Path out, Path scratch) throws IOException {
        Path earlier = scratch.resolve("earlier");
        boolean replaced = Files.exists(out);
        if (replaced) {
            Files.move(out, earlier);
        }
        try {
            Files.move(made, out);
        } catch (IOException e) {
            if (replaced) {
                Files.move(earlier, out);
            }
            throw e;
        }
    }
}
