package org.charactermirror.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.Runner;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.web.studio.Studio;
import org.charactermirror.web.studio.StudioStudy;
import org.jspecify.annotations.Nullable;

/**
 * A study's folder while its studio is served: its dialogues were played before and are judged, or people play and judge them
 * now.
 */
final class StudioFolder {

    private final Path folder;
    private final Optional<LoadedStudy> played;
    private final Map<String, String> ingredients;

    /** A studio that is open, with the database that it is kept in. */
    record Open(Studio studio, StudyDatabase database) {}

    private StudioFolder(Path folder, Optional<LoadedStudy> played, Map<String, String> ingredients) {
        this.folder = folder;
        this.played = played;
        this.ingredients = ingredients;
    }

    /**
     * Looks at a folder; makes nothing.
     *
     * @param study whose models people talk with themselves; null for the one that the folder has
     * @throws BadInputException if the folder has nothing to judge, or the study has problems
     */
    static StudioFolder of(Path folder, @Nullable String study) {
        StudyFolder.check(folder);
        if (!Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            if (study == null) {
                throw BadInputException.of(
                        folder.toString(),
                        "holds no study; play one with charmirror run STUDY --out " + Shell.quoted(folder)
                                + ", or name one with --study, with whose models people then talk themselves");
            }
            return new StudioFolder(folder, Optional.of(load(study)), Map.of());
        }
        Map<String, String> ingredients;
        try (StudyFolder opened = StudyFolder.openBeside(folder)) {
            ingredients = new SqliteRunStore(opened.database()).ingredients();
        }
        if (ingredients.isEmpty()) {
            throw BadInputException.of(folder.toString(), "has no dialogues to judge, only judgements");
        }
        if (ingredients.containsKey("played by")) {
            String named = study == null ? folder.resolve("study.yaml").toString() : study;
            return new StudioFolder(folder, Optional.of(load(named)), ingredients);
        }
        if (study != null) {
            throw BadInputException.of(
                    folder.toString(),
                    "was played already, and its dialogues are judged as they are; leave out --study, or name another folder");
        }
        return new StudioFolder(folder, Optional.empty(), ingredients);
    }

    private static LoadedStudy load(String study) {
        return LoadedStudy.load(Installation.current(), study).typed();
    }

    /** Returns the language of the dialogues. */
    String language() {
        return played.map(loaded -> loaded.study().language()).orElse(ingredients.getOrDefault("language", "zh"));
    }

    /**
     * Opens the studio, lets it be served, and closes it.
     *
     * @param models opens those that people talk with
     * @param notices hears what the owner should know
     * @param stop says when to end
     * @param serve returns when the server has ended
     * @throws org.charactermirror.chat.ModelUnavailableException if a model cannot be used
     */
    void serve(ChatModelFactory models, Consumer<String> notices, BooleanSupplier stop, Consumer<Open> serve) {
        if (played.isPresent()) {
            serveLive(played.get(), models, notices, stop, serve);
            return;
        }
        try (StudyFolder opened = StudyFolder.openBeside(folder);
                Studio studio = Studio.recorded(opened, recorded(notices))) {
            serve.accept(new Open(studio, opened.database()));
        }
    }

    private void serveLive(
            LoadedStudy loaded,
            ChatModelFactory models,
            Consumer<String> notices,
            BooleanSupplier stop,
            Consumer<Open> serve) {
        loaded.warnings().forEach(warning -> notices.accept(warning.toString()));
        Study study = loaded.study();
        new StudyRun(loaded, models, 1, study.budget())
                .outcome(folder, RunListener.NONE, stop, (opened, store, open, heard, ended) -> {
                    List<ModelSpec> specs = loaded.plan().models();
                    // All at once: people with different models talk at the same time.
                    List<ChatModel> all = open.get(specs);
                    Map<String, ChatModel> byId = new HashMap<>();
                    for (int index = 0; index < specs.size(); index++) {
                        byId.put(specs.get(index).id(), new StoppableModel(all.get(index), ended));
                    }
                    Function<String, ChatModel> found = id -> Optional.ofNullable(byId.get(id))
                            .orElseThrow(() -> new IllegalStateException(id + " is not a model of the study"));
                    try (Studio studio = Studio.live(opened, StudioStudy.of(study), loaded.plan(), found, heard)) {
                        serve.accept(new Open(studio, opened.database()));
                    }
                    return new Runner(loaded.plan(), store, open, RunListener.NONE, () -> true, 1).summary();
                });
    }

    /** Returns what is known of a study that was played; what cannot be found any more, or has changed, is not shown. */
    private StudioStudy recorded(Consumer<String> notices) {
        try {
            LoadedStudy loaded = LoadedStudy.load(
                    Installation.current(), folder.resolve("study.yaml").toString());
            Set<String> characters = new TreeSet<>();
            loaded.study().characters().stream()
                    .filter(character -> !isAsPlayed(
                            "character " + character.id(), loaded.characters().sha256(character)))
                    .forEach(character -> characters.add(character.id()));
            Set<String> scenarios = new TreeSet<>();
            loaded.study().scenarios().stream()
                    .filter(scenario -> !isAsPlayed(
                            "scenario " + scenario.id(), loaded.scenarios().sha256(scenario)))
                    .forEach(scenario -> scenarios.add(scenario.id()));
            if (!characters.isEmpty() || !scenarios.isEmpty()) {
                notices.accept("changed since the dialogues were played, and not shown to annotators: profiles of "
                        + words(characters) + "; situations of " + words(scenarios));
            }
            return StudioStudy.of(loaded.study()).without(characters, scenarios);
        } catch (BadInputException e) {
            e.problems().forEach(problem -> notices.accept(problem.toString()));
            notices.accept("profiles and situations are not shown to annotators, and there are no gold items");
            return unknown();
        }
    }

    private boolean isAsPlayed(String name, String hash) {
        return hash.equals(ingredients.get(name));
    }

    private static String words(Set<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }

    private StudioStudy unknown() {
        return StudioStudy.ofRecord(
                ingredients.getOrDefault("study", ""),
                kind(),
                language(),
                Integer.parseInt(ingredients.getOrDefault("rounds", "1")),
                Long.parseLong(ingredients.getOrDefault("seed", "0")),
                ingredients.keySet().stream()
                        .filter(name -> name.matches("model [^ ]+"))
                        .map(name -> name.substring("model ".length()))
                        .toList());
    }

    private StudyKind kind() {
        return List.of(StudyKind.values()).stream()
                .filter(kind -> kind.word().equals(ingredients.get("kind")))
                .findFirst()
                .orElse(StudyKind.RATING);
    }
}
