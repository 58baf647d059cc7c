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
import java.util.stream.Stream;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.document.Sha256;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;

/** A folder that an export goes to; a record of what was written there keeps later exports from what others made of it. */
record ExportFolder(Path studyFolder, Path out, String study) {

    static final String FORMAT = "charmirror.annotation-export/1";

    private static final String RECORD = "export.json";
    private static final String REMEDY = "; name another folder with --out";

    /**
     * Refuses a folder that is the study's, holds anything but an export of it, or holds a file that somebody has changed
     * since it was exported.
     *
     * @param files what is to be written, by name
     * @throws BadInputException with all reasons
     */
    void check(Map<String, String> files) throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw BadInputException.of(out.toString(), "is a file, and the export needs a folder" + REMEDY);
        }
        if (real(out).startsWith(real(studyFolder))) {
            throw BadInputException.of(out.toString(), "lies in the study's own folder" + REMEDY);
        }
        if (!Files.exists(out) || isEmpty()) {
            return;
        }
        if (ReportSource.isStudy(out)) {
            throw BadInputException.of(out.toString(), "is a study's folder" + REMEDY);
        }
        JsonNode earlier = earlier();
        if (!earlier.path("format").asText().equals(FORMAT)) {
            throw BadInputException.of(out.toString(), "is not empty and has no earlier export" + REMEDY);
        }
        if (!earlier.path("study").asText().equals(study)) {
            throw BadInputException.of(
                    out.toString(),
                    "has an export of the study " + earlier.path("study").asText() + REMEDY);
        }
        Problems problems = new Problems();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = out.resolve(file.getKey());
            if (Files.exists(path)) {
                String present = Sha256.hex(Files.readAllBytes(path));
                boolean ours =
                        present.equals(earlier.path("files").path(file.getKey()).asText())
                                || present.equals(Sha256.hex(file.getValue()));
                if (!ours) {
                    problems.error(
                            path.toString(),
                            "was changed since it was exported; import it, then move it away or name another folder with"
                                    + " --out");
                }
            }
        }
        problems.throwIfErrors();
    }

    /**
     * Checks the folder and writes the files, and the record of them first.
     *
     * @return the files without the record
     */
    List<Path> write(Map<String, String> files) throws IOException {
        check(files);
        Files.createDirectories(out);
        Map<String, String> hashes = new LinkedHashMap<>();
        earlier()
                .path("files")
                .properties()
                .forEach(file -> hashes.put(file.getKey(), file.getValue().asText()));
        files.forEach((name, text) -> hashes.put(name, Sha256.hex(text)));
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("format", FORMAT);
        record.put("study", study);
        record.put("files", hashes);
        AtomicFile.write(out.resolve(RECORD), Json.write(record));
        List<Path> written = new ArrayList<>();
        files.forEach((name, text) -> {
            AtomicFile.write(out.resolve(name), text);
            written.add(out.resolve(name));
        });
        return written;
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> entries = Files.list(out)) {
            return entries.findAny().isEmpty();
        }
    }

    private JsonNode earlier() throws IOException {
        Path record = out.resolve(RECORD);
        if (Files.isRegularFile(record)) {
            try {
                return new ObjectMapper().readTree(Files.readString(record));
            } catch (JsonProcessingException e) {
                throw BadInputException.of(record.toString(), "is not JSON (" + e.getOriginalMessage() + ")" + REMEDY);
            }
        }
        return new ObjectMapper().createObjectNode();
    }

    /** Returns a path without links as far as it exists. */
    static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path start = absolute; start != null; start = start.getParent()) {
            if (Files.exists(start)) {
                return start.toRealPath().resolve(start.relativize(absolute));
            }
        }
        return absolute;
    }
}
