package org.charactermirror.scenario;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.document.DocumentLibrary;
import org.charactermirror.document.DocumentSchema;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** The scenarios of one or several folders. */
public final class ScenarioLibrary {

    /** The published schema of a scenario's file. */
    public static final DocumentSchema SCHEMA = DocumentSchema.load(ScenarioLibrary.class, "scenario.schema.json");

    private final DocumentLibrary<Scenario> library;

    private ScenarioLibrary(DocumentLibrary<Scenario> library) {
        this.library = library;
    }

    /** Loads all scenarios of a folder; what is wrong goes to the problems, and its scenario is left out. */
    public static ScenarioLibrary load(Path folder, Problems problems) {
        return load(List.of(folder), problems);
    }

    /** Loads the scenarios of several folders; an id of an earlier folder hides that of a later one. */
    public static ScenarioLibrary load(List<Path> folders, Problems problems) {
        return new ScenarioLibrary(
                DocumentLibrary.load(folders, SCHEMA, document -> read(document, problems), problems));
    }

    /** Returns all scripts in their own language, sorted by id. */
    public List<Scenario> all() {
        return library.all().stream()
                .filter(scenario -> !scenario.hasInterviewer())
                .toList();
    }

    /** Returns all scenarios in which a model plays the user, likewise. */
    public List<Scenario> interviews() {
        return library.all().stream().filter(Scenario::hasInterviewer).toList();
    }

    /** Returns the ids of both, sorted. */
    public Collection<String> ids() {
        return library.ids();
    }

    /** Finds a scenario in its own language. */
    public Optional<Scenario> find(String id) {
        return library.find(id).map(DocumentLibrary.Item::value);
    }

    /** Finds a scenario's version in a language. */
    public Optional<Scenario> find(String id, String language) {
        return library.find(id, language).map(DocumentLibrary.Item::value);
    }

    /** Returns the SHA-256 of a scenario's file. */
    public String sha256(Scenario scenario) {
        return library.find(scenario.id(), scenario.language())
                .map(item -> item.document().sha256())
                .orElseThrow(() -> new IllegalArgumentException(scenario.id() + " is not of this library"));
    }

    /** Returns the files read, sorted by name. */
    public List<YamlDocument> documents() {
        return library.documents();
    }

    /** Checks a scenario's file that lies in no folder of scenarios. */
    public static void check(YamlDocument document, Problems problems) {
        if (SCHEMA.check(document, problems)) {
            read(document, problems).ifPresent(scenario -> warnOfRepeats(scenario, document, problems));
        }
    }

    /** Adds a warning for every message that a script says twice. */
    public void warnOfRepeats(Problems problems) {
        for (YamlDocument document : documents()) {
            find(document.text("/id"), document.text("/language"))
                    .ifPresent(scenario -> warnOfRepeats(scenario, document, problems));
        }
    }

    private static void warnOfRepeats(Scenario scenario, YamlDocument document, Problems problems) {
        Map<String, Integer> turns = new HashMap<>();
        for (int turn = 1; turn <= scenario.turns().size(); turn++) {
            int number = turn;
            scenario.turns().get(turn - 1).messages().forEach(message -> {
                Integer earlier = turns.putIfAbsent(message, number);
                if (earlier != null) {
                    document.warning(
                            problems,
                            "/turns/" + (number - 1),
                            earlier == number
                                    ? "item " + number + " of turns says the same in two branches: \"" + message + "\""
                                    : "item " + number + " of turns repeats item " + earlier + ": \"" + message
                                            + "\"; a repeated message invites a repeated reply");
                }
            });
        }
    }

    private static Optional<Scenario> read(YamlDocument document, Problems problems) {
        return UserSideReader.read(document, problems)
                .map(user -> new Scenario(
                        document.text("/id"),
                        document.text("/title"),
                        document.text("/topic"),
                        document.text("/language"),
                        document.text("/situation"),
                        user,
                        document.text("/source"),
                        document.text("/license")));
    }
}
