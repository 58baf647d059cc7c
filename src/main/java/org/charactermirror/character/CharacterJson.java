package org.charactermirror.character;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.document.Utf8;
import org.charactermirror.problem.Problems;

/** CharacterGLM's {@code character.json}: a map from name to user_info, bot_info, user_name, bot_name and greeting. */
public final class CharacterJson {

    private CharacterJson() {}

    /** Reads all characters of a file; whatever is wrong with it goes to the problems, and then there are none. */
    public static Optional<List<CharacterEntry>> read(Path file, Problems problems) {
        String source = file.toString();
        try {
            return Utf8.decode(source, Files.readAllBytes(file), problems)
                    .flatMap(text -> new CharacterJsonReader(source, text, problems).read());
        } catch (NoSuchFileException e) {
            problems.error(source, "no such file");
        } catch (IOException e) {
            problems.error(source, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Returns the file of some characters, in their order; their keys must be distinct. */
    public static String write(List<CharacterEntry> entries) {
        Map<String, Map<String, Object>> file = new LinkedHashMap<>();
        for (CharacterEntry entry : entries) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("user_info", entry.userInfo().orElse(null));
            fields.put("bot_info", entry.botInfo());
            fields.put("user_name", entry.userName());
            fields.put("bot_name", entry.botName());
            fields.put("greeting", entry.greeting());
            if (file.put(entry.key(), fields) != null) {
                throw new IllegalArgumentException("two characters have the key " + entry.key());
            }
        }
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("    ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }
}
