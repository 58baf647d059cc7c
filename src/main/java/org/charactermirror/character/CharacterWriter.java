package org.charactermirror.character;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a character's file; {@link CharacterLibrary} reads it back as the same character. */
final class CharacterWriter {

    private CharacterWriter() {}

    static String toYaml(CharacterProfile profile) {
        return toYaml(toMap(profile));
    }

    /** Writes the keys of a file, in their order. */
    static String toYaml(Map<String, Object> keys) {
        // Every text is quoted: what a plain one would be read as is nothing that a writer of texts should depend on.
        YAMLMapper mapper = new YAMLMapper(YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build());
        try {
            return mapper.writeValueAsString(keys);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }

    private static Map<String, Object> toMap(CharacterProfile profile) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", profile.id());
        map.put("name", profile.name());
        profile.jsonKey().ifPresent(key -> map.put("json_key", key));
        map.put("category", profile.category());
        map.put("language", profile.language());
        if (profile.description() instanceof Description.FreeForm free) {
            map.put("profile", free.text());
        } else {
            throw new IllegalArgumentException(profile.id() + " is described in parts; only texts are written");
        }
        Map<String, String> user = new LinkedHashMap<>();
        user.put("name", profile.user().name());
        profile.user().info().ifPresent(info -> user.put("info", info));
        map.put("user", user);
        map.put("greeting", profile.greeting());
        map.put("source", profile.source());
        map.put("license", profile.license());
        return map;
    }
}
