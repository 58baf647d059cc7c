package org.charactermirror.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.SystemPrompt;
import org.charactermirror.dataset.StudySource.CharacterSource;
import org.charactermirror.dataset.StudySource.Source;
import org.charactermirror.document.Sha256;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.foreign.ForeignFormat;

/**
 * What models were told of the characters of dialogues that were made elsewhere, where that is known: their records hold the whole
 * text of the system's message, and all records of a character have the same.
 *
 * @param characters by id; their hash is that of the text
 * @param prompt the text itself; nothing where none is known
 */
record ImportedProfiles(Map<String, CharacterSource> characters, Optional<SystemPrompt> prompt) {

    /**
     * Reads the record of an import; there is nothing in that of a run.
     *
     * @throws BadInputException if a text is not as it was imported
     */
    static ImportedProfiles of(Path folder, JsonNode run) {
        JsonNode files = run.path("imported").path("files");
        boolean whole = !files.isEmpty();
        for (JsonNode file : files) {
            // Benchmarks have profiles without the words around them, and what was said first by whoever said it.
            whole &= file.path("format").asText().equals(ForeignFormat.OPENAI.word());
        }
        Map<String, CharacterSource> characters = new HashMap<>();
        if (!whole) {
            return new ImportedProfiles(characters, Optional.empty());
        }
        for (JsonNode character : run.path("characters")) {
            JsonNode profiles = character.path("profiles");
            String text = profiles.path(0).path("text").asText("");
            if (profiles.size() == 1 && !text.isBlank()) {
                String hash = Sha256.hex(text);
                if (!hash.equals(profiles.path(0).path("sha256").asText())) {
                    throw BadInputException.of(
                            folder.resolve(RunRecord.FILE_NAME).toString(),
                            "the profile of " + character.path("id").asText()
                                    + " is not the one that was imported, whose SHA-256 stands beside it; bring the old"
                                    + " file back, or import the dialogues again");
                }
                // The dialogue has the names of both; here any will do.
                Persona persona = new Persona(character.path("name").asText(), text, "-", "");
                characters.put(character.path("id").asText(), new CharacterSource(persona, new Source(hash, "")));
            }
        }
        return new ImportedProfiles(
                characters, characters.isEmpty() ? Optional.empty() : Optional.of(new SystemPrompt("{bot_info}")));
    }
}
