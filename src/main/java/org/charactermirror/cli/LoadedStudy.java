package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyLoader;

/**
 * A study with the libraries that it was looked up in.
 *
 * @param warnings what a user should know although the study can be run
 */
record LoadedStudy(
        Study study, StudyPlan plan, CharacterLibrary characters, ScenarioLibrary scenarios, List<Problem> warnings) {

    /** Returns the same study with a person in the user's place. */
    LoadedStudy typed() {
        if (study.probes()) {
            throw BadInputException.of(
                    study.id(),
                    "asks probes, which are messages of a script, and a person cannot say them; take the key probes out");
        }
        return new LoadedStudy(study, plan.typed(), characters, scenarios, warnings);
    }

    /**
     * Loads a study by path or name, with all characters and scenarios.
     *
     * @throws org.charactermirror.problem.BadInputException with everything that is wrong with any of them
     */
    static LoadedStudy load(Installation installation, String nameOrPath) {
        Problems problems = new Problems();
        CharacterLibrary characters = CharacterLibrary.load(installation.folders("characters", problems), problems);
        ScenarioLibrary scenarios = ScenarioLibrary.load(installation.folders("scenarios", problems), problems);
        Path file = installation.study(nameOrPath, problems);
        problems.throwIfErrors();
        Optional<Study> study = new StudyLoader(characters, scenarios).load(file, problems);
        problems.throwIfErrors();
        Study found = study.orElseThrow(() -> new IllegalStateException(file + ": no study, and no problem either"));
        StudyPlan plan = found.probes() ? StudyProbes.of(installation, found).plan() : StudyPlan.of(found);
        return new LoadedStudy(found, plan, characters, scenarios, problems.all());
    }
}
