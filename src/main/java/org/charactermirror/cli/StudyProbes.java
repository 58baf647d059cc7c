package org.charactermirror.cli;

import java.util.List;
import java.util.Optional;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.probe.ProbeLibrary;
import org.charactermirror.probe.ProbePlan;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Study;

/**
 * The plan of a study whose dialogues ask probes.
 *
 * @param plan with the probes in its scripts
 * @param probes which of them are asked where
 */
record StudyProbes(StudyPlan plan, ProbeLibrary library, ProbePlan probes) {

    /** Where files of probes are looked for. */
    static final String FOLDER = "scenarios/probes";

    /**
     * Plans a study.
     *
     * @throws org.charactermirror.problem.BadInputException with everything that is wrong with any file of probes, or if a
     *     character has none
     */
    static StudyProbes of(Installation installation, Study study) {
        Problems problems = new Problems();
        ProbeLibrary library = ProbeLibrary.load(installation.folders(FOLDER, problems), problems);
        problems.throwIfErrors();
        StudyPlan plain = StudyPlan.of(study);
        Optional<ProbePlan> probes = ProbePlan.of(plain.sessions(), library, study.language(), study.id(), problems);
        problems.throwIfErrors();
        ProbePlan found = probes.orElseThrow(() -> new IllegalStateException("no plan, and no problem either"));
        StudyPlan plan = new StudyPlan(
                study,
                plain.template(),
                plain.sessions().stream().map(found::script).toList(),
                List.of());
        return new StudyProbes(plan, library, found);
    }
}
