package org.charactermirror.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ScenarioLibrary;

/**
 * The files that runs were made from, found again by the hashes that their records have.
 *
 * @param found text by name in an archive: characters, scenarios, prompts
 * @param missing those that are not there any more as they were, each with the reason
 */
record RunSources(Map<String, String> found, List<String> missing) {

    /** Looks for the files of a study and of the studies inside; a study that was never run has none. */
    static RunSources of(Installation installation, Path folder, List<String> studies) throws IOException {
        Map<String, Path> byHash = byHash(installation);
        Map<String, String> found = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        List<String> parts = new ArrayList<>(List.of(""));
        studies.forEach(study -> parts.add(study + "/"));
        for (String part : parts) {
            Path record = folder.resolve(part + RunRecord.FILE_NAME);
            if (!Files.exists(record)) {
                continue;
            }
            JsonNode run = new ObjectMapper().readTree(Files.readString(record));
            for (String kind : List.of("characters", "scenarios")) {
                for (JsonNode entry : run.path(kind)) {
                    String hash = entry.path("sha256").asText();
                    Path file = byHash.get(hash);
                    if (file == null) {
                        missing.add(part + kind + "/" + entry.path("id").asText()
                                + ": no file has the SHA-256 that the run was made from any more (" + hash + ")");
                    } else {
                        found.put(part + kind + "/" + file.getFileName(), Files.readString(file));
                    }
                }
            }
            addTemplate(run, part, found, missing);
        }
        return new RunSources(found, missing);
    }

    private static void addTemplate(JsonNode run, String part, Map<String, String> found, List<String> missing) {
        String hash = run.path("prompt_template").asText();
        String language = run.path("study").path("language").asText();
        ProfileTemplate.ofLanguage(language)
                .filter(template -> template.sha256().equals(hash))
                .ifPresentOrElse(
                        template -> found.put(part + "prompts/profile-template." + language + ".txt", template.text()),
                        () -> missing.add(part + "prompts/profile-template." + language
                                + ".txt: this version of charmirror has another template than the run was made with ("
                                + hash + ")"));
    }

    private static Map<String, Path> byHash(Installation installation) {
        Problems problems = new Problems();
        List<YamlDocument> documents = new ArrayList<>();
        // Only those files matter that the run was made from; what is wrong with others is not asked here.
        for (Path folder : installation.folders("characters", problems)) {
            documents.addAll(CharacterLibrary.load(folder, problems).documents());
        }
        for (Path folder : installation.folders("scenarios", problems)) {
            documents.addAll(ScenarioLibrary.load(folder, problems).documents());
        }
        Map<String, Path> byHash = new HashMap<>();
        documents.forEach(document -> byHash.put(document.sha256(), Path.of(document.source())));
        return byHash;
    }
}
