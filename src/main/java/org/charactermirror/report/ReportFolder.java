package org.charactermirror.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a report into its folder. */
public final class ReportFolder {

    private ReportFolder() {}

    /**
     * Writes all files, each in one step, and removes the tables and transcripts of an earlier report that this one does not have.
     *
     * @throws IOException if the folder cannot be written
     */
    public static void write(Path folder, Report report) throws IOException {
        List<String> earlier = earlierFiles(folder);
        for (Map.Entry<String, String> file : report.files().entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.toAbsolutePath().getParent());
            Path partial = target.resolveSibling(target.getFileName() + ".partial");
            Files.writeString(partial, file.getValue(), StandardCharsets.UTF_8);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        }
        for (String name : earlier) {
            if (!report.files().containsKey(name)) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    /** Returns the tables, charts and transcripts that a report here says it wrote; nothing else is ever removed. */
    private static List<String> earlierFiles(Path folder) throws IOException {
        Path json = folder.resolve("report.json");
        List<String> names = new ArrayList<>();
        if (Files.isRegularFile(json)) {
            for (JsonNode name : files(json)) {
                if (name.asText()
                        .matches("tables/[A-Za-z_.]+\\.csv|transcripts/[0-9a-z]+\\.js|charts/[A-Za-z0-9._-]+\\.svg")) {
                    names.add(name.asText());
                }
            }
        }
        return names;
    }

    private static JsonNode files(Path json) throws IOException {
        try {
            return new ObjectMapper().readTree(json.toFile()).path("files");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            // Not a report of ours: then there is nothing of ours to remove.
            return new ObjectMapper().createArrayNode();
        }
    }
}
