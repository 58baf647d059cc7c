package org.charactermirror.character;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.charactermirror.document.DocumentLibrary;
import org.charactermirror.document.DocumentSchema;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** The characters of one or several folders. */
public final class CharacterLibrary {

    /** The published schema of a character's file. */
    public static final DocumentSchema SCHEMA = DocumentSchema.load(CharacterLibrary.class, "character.schema.json");

    private final DocumentLibrary<CharacterProfile> library;

    private CharacterLibrary(DocumentLibrary<CharacterProfile> library) {
        this.library = library;
    }

    /** Loads all characters of a folder; what is wrong goes to the problems, and its character is left out. */
    public static CharacterLibrary load(Path folder, Problems problems) {
        return load(List.of(folder), problems);
    }

    /** Loads the characters of several folders; an id of an earlier folder hides that of a later one. */
    public static CharacterLibrary load(List<Path> folders, Problems problems) {
        CharacterLibrary loaded = new CharacterLibrary(
                DocumentLibrary.load(folders, SCHEMA, document -> Optional.of(read(document)), problems));
        loaded.checkVersions(problems);
        return loaded;
    }

    /** Returns all characters in their own language, sorted by id. */
    public List<CharacterProfile> all() {
        return library.all();
    }

    /** Returns all ids, sorted. */
    public Collection<String> ids() {
        return library.ids();
    }

    /** Finds a character in its own language. */
    public Optional<CharacterProfile> find(String id) {
        return library.find(id).map(DocumentLibrary.Item::value);
    }

    /** Finds a character's version in a language. */
    public Optional<CharacterProfile> find(String id, String language) {
        return library.find(id, language).map(DocumentLibrary.Item::value);
    }

    /** Returns the languages that a character has versions in, sorted. */
    public List<String> languages(String id) {
        return library.languages(id);
    }

    /** Returns the SHA-256 of a character's file. */
    public String sha256(CharacterProfile profile) {
        return library.find(profile.id(), profile.language())
                .map(item -> item.document().sha256())
                .orElseThrow(() -> new IllegalArgumentException(profile.id() + " is not of this library"));
    }

    /** Returns the files read, sorted by name. */
    public List<YamlDocument> documents() {
        return library.documents();
    }

    private void checkVersions(Problems problems) {
        for (YamlDocument document : library.documents()) {
            find(document.text("/id"))
                    .filter(base -> !base.category().equals(document.text("/category")))
                    .ifPresent(base -> document.error(
                            problems,
                            "/category",
                            "category is " + document.text("/category") + ", but " + base.id() + ".yaml says "
                                    + base.category() + "; versions of a character share its category"));
        }
    }

    /** Checks a character's file that lies in no folder of characters. */
    public static void check(YamlDocument document, Problems problems) {
        if (SCHEMA.check(document, problems)) {
            read(document);
        }
    }

    private static CharacterProfile read(YamlDocument document) {
        return new CharacterProfile(
                document.text("/id"),
                document.text("/name"),
                document.text("/category"),
                document.text("/language"),
                document.root().has("profile")
                        ? new Description.FreeForm(document.text("/profile"))
                        : structured(document),
                new UserProfile(document.text("/user/name"), optional(document, "/user/info")),
                document.text("/greeting"),
                document.text("/source"),
                document.text("/license"),
                optional(document, "/json_key"));
    }

    private static Description structured(YamlDocument document) {
        return new Description.Structured(
                new Attributes(
                        document.text("/attributes/identity"),
                        document.text("/attributes/interests"),
                        document.text("/attributes/viewpoints"),
                        document.text("/attributes/experiences"),
                        document.text("/attributes/achievements"),
                        document.text("/attributes/social_relationships"),
                        document.text("/attributes/other")),
                new Behaviors(
                        document.text("/behaviors/linguistic_features"),
                        document.text("/behaviors/emotional_expression"),
                        document.text("/behaviors/interaction_patterns")));
    }

    private static Optional<String> optional(YamlDocument document, String pointer) {
        return Optional.ofNullable(document.root().at(pointer).textValue());
    }
}
