package org.charactermirror.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.SystemPrompt;
import org.charactermirror.dataset.StudySource;
import org.charactermirror.dataset.StudySource.CharacterSource;
import org.charactermirror.dataset.StudySource.Source;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Personas;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.ScenarioLibrary;

/** Finds what dialogues were made from, by the hashes that their study keeps: in an archive's own folders, else in the installation's. */
final class TrainingOrigins {

    private static final String CHARACTER = "character ";
    private static final String SCENARIO = "scenario ";

    private final List<CharacterLibrary> characters = new ArrayList<>();
    private final List<ScenarioLibrary> scenarios = new ArrayList<>();
    private final Problems changed = new Problems();
    private final List<String> warnings = new ArrayList<>();
    private boolean reworded;

    /**
     * Looks into a study's folder and an installation's.
     *
     * @throws BadInputException if the installation has no such folders
     */
    TrainingOrigins(Path folder, Installation installation) throws IOException {
        Problems none = new Problems();
        // Each by itself: a file that is wrong, or another one of the same id, does not hide what was played.
        for (Path one : folders(folder, "characters", installation, none)) {
            characters.add(CharacterLibrary.load(one, new Problems()));
        }
        for (Path one : folders(folder, "scenarios", installation, none)) {
            scenarios.add(ScenarioLibrary.load(one, new Problems()));
        }
    }

    private static List<Path> folders(Path folder, String name, Installation installation, Problems problems)
            throws IOException {
        List<Path> all = new ArrayList<>();
        List<Path> studies = new ArrayList<>(List.of(folder));
        studies.addAll(ReportSource.studiesIn(folder));
        studies.stream()
                .map(study -> study.resolve(name))
                .filter(Files::isDirectory)
                .forEach(all::add);
        all.addAll(installation.folders(name, problems));
        return all;
    }

    /** Returns what is not to be had any more as it was. */
    Problems changed() {
        return changed;
    }

    /** Tells whether profiles are not in the words in which models were given them. */
    boolean reworded() {
        return reworded;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Returns what a study's dialogues were made from.
     *
     * @param ingredients of the study
     */
    StudySource of(Path folder, Map<String, String> ingredients) throws IOException {
        JsonNode run = StudyPartReader.record(folder.resolve(RunRecord.FILE_NAME));
        String language = ingredients.getOrDefault("language", "zh");
        SystemPrompt prompt = SystemPrompt.ofLanguage(language).orElseThrow(() -> noPrompt(folder, language));
        ProfileTemplate template = ProfileTemplate.ofLanguage(language).orElseThrow(() -> noPrompt(folder, language));
        String played = ingredients.getOrDefault("prompt template " + language, template.sha256());
        if (!played.equals(template.sha256())) {
            reworded = true;
            warnings.add(folder
                    + ": warning: this version of charmirror writes profiles with another template than the dialogues"
                    + " were played with; the profiles in the records are worded anew");
        }
        Map<String, CharacterSource> characterSources = new HashMap<>();
        Map<String, Source> scenarioSources = new HashMap<>();
        Set<String> lostScenarios = new HashSet<>();
        ingredients.forEach((name, hash) -> {
            if (name.startsWith(CHARACTER)) {
                String id = name.substring(CHARACTER.length());
                character(id, language, hash, template)
                        .ifPresentOrElse(
                                found -> characterSources.put(id, found), () -> tell(folder, "characters", id, hash));
            } else if (name.startsWith(SCENARIO)) {
                String id = name.substring(SCENARIO.length());
                scenario(id, language, hash).ifPresentOrElse(found -> scenarioSources.put(id, found), () -> {
                    lostScenarios.add(id);
                    tell(folder, "scenarios", id, hash);
                });
            }
        });
        ImportedProfiles imported = ImportedProfiles.of(folder, run);
        characterSources.putAll(imported.characters());
        Map<String, String> licences = new HashMap<>();
        run.path("models")
                .forEach(model -> licences.put(
                        model.path("id").asText(), model.path("licence").asText("")));
        return new StudySource(
                ingredients.getOrDefault("study", ReportTarget.nameOf(folder)),
                language,
                characterSources,
                scenarioSources,
                lostScenarios,
                licences,
                Optional.of(run.path("interviewer").path("licence").asText("")),
                imported.prompt().orElse(prompt));
    }

    private static BadInputException noPrompt(Path folder, String language) {
        return BadInputException.of(
                folder.toString(),
                "is in the language \"" + language
                        + "\", in which charmirror has no words to describe a character with");
    }

    private void tell(Path folder, String kind, String id, String hash) {
        changed.error(
                folder.toString(),
                kind + "/" + id + ": no file has the SHA-256 that the dialogues were played from any more (" + hash
                        + "); bring the old file back, or leave out what hangs on it with --skip-changed");
    }

    private Optional<CharacterSource> character(String id, String language, String hash, ProfileTemplate template) {
        for (CharacterLibrary library : characters) {
            Optional<CharacterProfile> found = library.find(id, language)
                    .filter(profile -> library.sha256(profile).equals(hash));
            if (found.isPresent()) {
                return Optional.of(new CharacterSource(
                        Personas.of(found.get(), template),
                        new Source(hash, found.get().license())));
            }
        }
        return Optional.empty();
    }

    private Optional<Source> scenario(String id, String language, String hash) {
        for (ScenarioLibrary library : scenarios) {
            Optional<Scenario> found = library.find(id, language)
                    .filter(scenario -> library.sha256(scenario).equals(hash));
            if (found.isPresent()) {
                return Optional.of(new Source(hash, found.get().license()));
            }
        }
        return Optional.empty();
    }
}
