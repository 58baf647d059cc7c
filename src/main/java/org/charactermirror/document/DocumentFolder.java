package org.charactermirror.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.problem.Problems;

/**
 * The documents of a folder: {@code ID.yaml}, and beside it {@code ID.LANGUAGE.yaml} in other languages.
 *
 * <p>A document's {@code id} is its file's name; the version in another language has the same id and says its language.
 */
final class DocumentFolder {

    private DocumentFolder() {}

    /**
     * A document and its part in the folder.
     *
     * @param base whether it is {@code ID.yaml} rather than a version in another language
     */
    record Entry(YamlDocument document, boolean base) {

        String id() {
            return document.text("/id");
        }

        String language() {
            return document.text("/language");
        }
    }

    /**
     * Reads all documents of a folder, sorted by file name, and checks each against the schema.
     *
     * @return those without problems
     */
    static List<Entry> read(Path folder, DocumentSchema schema, Problems problems) {
        Map<String, YamlDocument> versions = new HashMap<>();
        return list(folder, problems).stream()
                .flatMap(file -> YamlDocument.read(file, problems).stream()
                        .filter(document -> schema.check(document, problems))
                        .filter(document -> hasFreeId(document, file, versions, problems))
                        .filter(document -> isNamedById(document, file, problems))
                        .map(document -> new Entry(document, suffix(file).isEmpty())))
                .toList();
    }

    private static List<Path> list(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            problems.error(folder.toString(), "no such folder");
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            sorted.stream()
                    .filter(file -> name(file).endsWith(".yml"))
                    .forEach(file -> problems.warning(
                            file.toString(),
                            0,
                            0,
                            "is not read; name it " + name(file).replaceFirst("\\.yml$", ".yaml")));
            return sorted.stream().filter(file -> name(file).endsWith(".yaml")).toList();
        } catch (IOException e) {
            problems.error(folder.toString(), "cannot be listed: " + e.getMessage());
            return List.of();
        }
    }

    private static boolean hasFreeId(
            YamlDocument document, Path file, Map<String, YamlDocument> versions, Problems problems) {
        String version = document.text("/id") + "." + suffix(file).orElse("");
        YamlDocument earlier = versions.putIfAbsent(version, document);
        if (earlier != null) {
            document.error(
                    problems,
                    "/id",
                    "duplicate id " + document.text("/id") + "; it is already in " + earlier.source() + ", line "
                            + earlier.place("/id").line() + "; give every file an id of its own");
        }
        return earlier == null;
    }

    private static boolean isNamedById(YamlDocument document, Path file, Problems problems) {
        String id = document.text("/id");
        String language = document.text("/language");
        Optional<String> suffix = suffix(file);
        if (suffix.isPresent() && !suffix.get().equals(language)) {
            document.error(
                    problems,
                    "/language",
                    "language is " + language + ", but the file's name says " + suffix.get()
                            + "; make them the same, as in " + id + "." + language + ".yaml");
            return false;
        }
        String expected = id + suffix.map(s -> "." + s).orElse("") + ".yaml";
        if (!name(file).equals(expected)) {
            document.error(
                    problems,
                    "/id",
                    "id is " + id + ", but the file is named " + name(file) + "; name the file " + expected
                            + " or change the id");
            return false;
        }
        return true;
    }

    /** Returns the language in a name such as {@code xiang-yu.en.yaml}. */
    private static Optional<String> suffix(Path file) {
        String stem = name(file).replaceFirst("\\.yaml$", "");
        int dot = stem.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(stem.substring(dot + 1));
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
