package org.charactermirror.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;

/**
 * What a sealed study says of itself.
 *
 * @param name of the study's folder when it was sealed
 * @param version of this program
 * @param tables the version of the database's tables
 * @param annotatorsNamed whether annotators have their names, not pseudonyms
 * @param studies the folders of the studies inside, sorted; the study itself is not among them
 * @param leftOut files that the run was made from and that are not in the archive, with the reason
 * @param files the SHA-256 of every file but the manifest, by name
 */
record SealedManifest(
        String name,
        String version,
        int tables,
        boolean annotatorsNamed,
        List<String> studies,
        List<String> leftOut,
        SortedMap<String, String> files) {

    static final String FILE_NAME = "manifest.json";
    private static final String FORMAT = "charmirror.study/1";

    private static final String REMARKS =
            "Comments, evidence and reasons that annotators wrote are as they wrote them and"
                    + " may hold names. The hashes tell damage, not forgery: publish the archive's own SHA-256 elsewhere.";

    SealedManifest {
        studies = List.copyOf(studies);
        leftOut = List.copyOf(leftOut);
        files = new TreeMap<>(files);
    }

    String toJson() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("name", name);
        map.put("charmirror", version);
        map.put("tables", tables);
        map.put("annotators", annotatorsNamed ? "named" : "pseudonyms");
        map.put("remarks", REMARKS);
        map.put("studies", studies);
        map.put("exclusions", List.of());
        map.put("left_out", leftOut);
        map.put("files", files);
        try {
            return new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(map)
                            .replace("\r\n", "\n")
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }

    /**
     * Reads the manifest of an unpacked archive.
     *
     * @throws BadInputException if it is none that this version can read
     */
    static SealedManifest read(Path archive, Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            throw BadInputException.of(archive.toString(), "has no " + FILE_NAME + "; it is no sealed study");
        }
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw BadInputException.of(archive.toString(), FILE_NAME + " is damaged: it is not JSON");
        }
        if (!json.path("format").asText().equals(FORMAT)) {
            throw BadInputException.of(
                    archive.toString(),
                    FILE_NAME + " has the format \"" + json.path("format").asText() + "\", this program reads "
                            + FORMAT);
        }
        if (json.path("tables").asInt() > Migration.all().size()) {
            throw BadInputException.of(
                    archive.toString(), "was sealed by a newer version of charmirror; update charmirror");
        }
        SortedMap<String, String> files = new TreeMap<>();
        json.path("files")
                .properties()
                .forEach(entry -> files.put(entry.getKey(), entry.getValue().asText()));
        return new SealedManifest(
                json.path("name").asText(),
                json.path("charmirror").asText(),
                json.path("tables").asInt(),
                json.path("annotators").asText().equals("named"),
                texts(json.path("studies")),
                texts(json.path("left_out")),
                files);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Adds an error for every file that is missing, that is too much, or that is not what was sealed. */
    void check(Path archive, SortedMap<String, SealedArchive.Sum> present, Problems problems) {
        String source = archive.toString();
        if (!SealedArchive.isPlain(name) || name.contains("/")) {
            problems.error(source, FILE_NAME + ": the name \"" + name + "\" is none of a folder");
        }
        studies.stream()
                .filter(study -> !SealedArchive.isPlain(study))
                .forEach(study -> problems.error(source, FILE_NAME + ": \"" + study + "\" is no folder's name"));
        files.forEach((file, hash) -> {
            SealedArchive.Sum sum = present.get(file);
            if (sum == null) {
                problems.error(source, file + " is missing");
            } else if (!sum.sha256().equals(hash)) {
                problems.error(
                        source,
                        file + " is not what was sealed (SHA-256 " + shortened(sum.sha256()) + ", sealed was "
                                + shortened(hash) + ")");
            }
        });
        present.keySet().stream()
                .filter(file -> !file.equals(FILE_NAME) && !files.containsKey(file))
                .forEach(file -> problems.error(source, file + " was not sealed with the others"));
    }

    private static String shortened(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) + "…" : hash;
    }
}
