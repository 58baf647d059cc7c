package org.charactermirror.character;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.document.Place;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;

/**
 * A character as somebody writes it into a form; anything may be blank or wrong.
 *
 * @param profile what the character is like, as one text
 * @param userInfo what the character knows of the user; blank if nothing is said of it
 */
public record CharacterDraft(
        String id,
        String name,
        String category,
        String language,
        String profile,
        String userName,
        String userInfo,
        String greeting,
        String source,
        String license) {

    /** What only a file has; a dialogue does not need it. */
    private static final Set<String> OF_FILES = Set.of("id", "category", "source", "license");

    /** Where a file has each field. */
    private static final Map<String, String> POINTERS = pointers();

    public CharacterDraft {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(userInfo, "userInfo");
        Objects.requireNonNull(greeting, "greeting");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(license, "license");
    }

    /**
     * What is wrong with one field.
     *
     * @param field the name in a form, such as {@code user_name}
     * @param message with the value and what is expected
     */
    public record FieldProblem(String field, String message) {

        public FieldProblem {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(message, "message");
        }
    }

    private static Map<String, String> pointers() {
        Map<String, String> pointers = new LinkedHashMap<>();
        for (String field : List.of("id", "name", "category", "language", "profile", "greeting", "source", "license")) {
            pointers.put(field, "/" + field);
        }
        pointers.put("user_name", "/user/name");
        pointers.put("user_info", "/user/info");
        return pointers;
    }

    /** Returns what keeps the character from being talked with, in the order of the form. */
    public List<FieldProblem> problemsOfTalking() {
        return problemsOfSaving().stream()
                .filter(problem -> !OF_FILES.contains(problem.field()))
                .toList();
    }

    /** Returns what {@code validate} would find wrong with the character's file, in the order of the form. */
    public List<FieldProblem> problemsOfSaving() {
        Problems problems = new Problems();
        Optional<YamlDocument> document =
                YamlDocument.parse("character", yaml().getBytes(StandardCharsets.UTF_8), problems);
        if (document.isEmpty()) {
            return List.of(new FieldProblem("profile", problems.all().get(0).message()));
        }
        CharacterLibrary.SCHEMA.check(document.get(), problems);
        List<FieldProblem> found = new ArrayList<>();
        for (Problem problem : problems.all()) {
            found.add(new FieldProblem(field(document.get(), problem), problem.message()));
        }
        return List.copyOf(found);
    }

    private static String field(YamlDocument document, Problem problem) {
        for (Map.Entry<String, String> entry : POINTERS.entrySet()) {
            Place place = document.place(entry.getValue());
            if (place.line() == problem.line() && place.column() == problem.column()) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("a problem of no field: " + problem);
    }

    /** Returns the file's text, which holds whatever the fields hold. */
    String yaml() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("name", name);
        map.put("category", category);
        map.put("language", language);
        map.put("profile", profile);
        Map<String, String> user = new LinkedHashMap<>();
        user.put("name", userName);
        if (!userInfo.isBlank()) {
            user.put("info", userInfo);
        }
        map.put("user", user);
        map.put("greeting", greeting);
        map.put("source", source);
        map.put("license", license);
        return CharacterWriter.toYaml(map);
    }
}
