package org.charactermirror.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.Persona;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Personas;

/**
 * The personas with which a study was played. Its folder holds only the hashes of the characters' files: a character is
 * looked up where all are, and is taken if its file is the very same.
 */
final class PlayedPersonas {

    private final Map<String, Persona> found = new HashMap<>();
    private final TreeSet<String> missing = new TreeSet<>();

    private PlayedPersonas() {}

    /** Looks up all characters that the record of a run names. */
    static PlayedPersonas of(Path study, Installation installation) throws IOException {
        PlayedPersonas personas = new PlayedPersonas();
        Path file = study.resolve(RunRecord.FILE_NAME);
        if (!Files.exists(file)) {
            return personas;
        }
        JsonNode record = new ObjectMapper().readTree(Files.readString(file));
        Problems problems = new Problems();
        List<Path> folders = installation.folders("characters", problems);
        CharacterLibrary library = CharacterLibrary.load(folders, problems);
        for (JsonNode entry : record.path("characters")) {
            String language = entry.path("language").asText();
            Optional<ProfileTemplate> template = ProfileTemplate.ofLanguage(language)
                    .filter(one ->
                            one.sha256().equals(record.path("prompt_template").asText()));
            Optional<CharacterProfile> profile = library.find(entry.path("id").asText(), language)
                    .filter(one ->
                            library.sha256(one).equals(entry.path("sha256").asText()));
            if (template.isPresent() && profile.isPresent()) {
                personas.found.put(entry.path("id").asText(), Personas.of(profile.get(), template.get()));
            }
        }
        return personas;
    }

    /** Returns a character's persona; nothing where its file is not at hand, or is another than that which was played. */
    Optional<Persona> of(String character) {
        Optional<Persona> persona = Optional.ofNullable(found.get(character));
        if (persona.isEmpty()) {
            missing.add(character);
        }
        return persona;
    }

    /** Returns the characters that were asked for in vain, sorted. */
    List<String> missing() {
        return List.copyOf(missing);
    }
}
