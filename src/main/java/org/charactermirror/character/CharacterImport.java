package org.charactermirror.character;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.problem.Problems;

/** Brings the characters of a {@code character.json} into a folder, all of them or none. */
public final class CharacterImport {

    /**
     * What a {@code character.json} does not say of its characters.
     *
     * @param category as in a character's file
     */
    public record Particulars(String category, String language, String source, String license) {

        public Particulars {
            if (!category.matches("[a-z][a-z0-9_]{0,63}")) {
                throw new IllegalArgumentException("category is \"" + category
                        + "\"; it must be lower-case letters, digits and underscores, as in daily_life");
            }
            if (!language.matches("[a-z]{2,3}")) {
                throw new IllegalArgumentException(
                        "language is \"" + language + "\"; it must be a language code such as zh or en");
            }
            OneLine.require("source", source);
            OneLine.require("license", license);
        }
    }

    private final Path folder;
    private final Map<Path, CharacterProfile> files;

    private CharacterImport(Path folder, Map<Path, CharacterProfile> files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Plans an import without changing anything.
     *
     * @param source of the entries, for messages
     * @param ids chosen by hand, by key
     * @param problems get every key without a usable id of its own, and every file that is there already
     */
    public static CharacterImport plan(
            String source,
            List<CharacterEntry> entries,
            Map<String, String> ids,
            Particulars particulars,
            Path folder,
            Problems problems) {
        Map<String, String> keys = new LinkedHashMap<>();
        Map<Path, CharacterProfile> files = new LinkedHashMap<>();
        for (CharacterEntry entry : entries) {
            String key = entry.key();
            String id = ids.getOrDefault(key, CharacterIds.of(key));
            String remedy = "; choose an id with --id \"" + key + "=ID\"";
            Path file = folder.resolve(id + ".yaml");
            if (!CharacterIds.isUsable(id)) {
                problems.error(
                        source,
                        "\"" + key + "\" would get the id \"" + id
                                + "\"; an id is at most 64 lower-case letters, digits and hyphens between them"
                                + remedy);
                continue;
            }
            String other = keys.putIfAbsent(id, key);
            if (other != null) {
                problems.error(source, "\"" + key + "\" and \"" + other + "\" would both get the id " + id + remedy);
            } else if (Files.exists(file)) {
                problems.error(
                        file.toString(),
                        "is there already, and would be \"" + key + "\"" + remedy + ", or import into another folder");
            } else {
                files.put(
                        file,
                        entry.toProfile(
                                id,
                                particulars.category(),
                                particulars.language(),
                                particulars.source(),
                                particulars.license()));
            }
        }
        TreeSet<String> unknown = new TreeSet<>(ids.keySet());
        entries.forEach(entry -> unknown.remove(entry.key()));
        unknown.forEach(name -> problems.error(source, "--id names \"" + name + "\", which the file does not have"));
        return new CharacterImport(folder, files);
    }

    /** Returns the files that are to be made, and the character of each, in the order of the source. */
    public Map<Path, CharacterProfile> files() {
        return Collections.unmodifiableMap(files);
    }

    /** Makes the files; if one of them cannot be made, the others are taken away again. */
    public void write() {
        List<Path> written = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (Map.Entry<Path, CharacterProfile> file : files.entrySet()) {
                if (Files.exists(file.getKey())) {
                    throw new IOException(file.getKey() + " has appeared meanwhile");
                }
                written.add(file.getKey());
                AtomicFile.write(file.getKey(), CharacterWriter.toYaml(file.getValue()));
            }
        } catch (IOException e) {
            takeAway(written);
            throw new UncheckedIOException("cannot write into " + folder + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            takeAway(written);
            throw e;
        }
    }

    private static void takeAway(List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot take away " + file + " again: " + e.getMessage(), e);
            }
        }
    }
}
