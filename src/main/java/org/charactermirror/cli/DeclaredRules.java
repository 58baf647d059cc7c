package org.charactermirror.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.AnnotatorRules;
import org.charactermirror.scenario.AnnotatorRulesReader;

/** Finds the rules by which a report leaves annotators out: a file that is named, the study's, or one beside the rows. */
final class DeclaredRules {

    /** Lies beside files of annotations that come without a study. */
    static final String FILE_NAME = "exclusions.yaml";

    private static final String STUDY = "study.yaml";

    private DeclaredRules() {}

    /**
     * Returns the rules for a folder of annotation files.
     *
     * @throws BadInputException with everything that is wrong with them
     */
    static AnnotatorRules ofFolder(Path folder, Optional<Path> named) {
        return named.or(() -> fileBeside(folder)).map(DeclaredRules::read).orElse(AnnotatorRules.NONE);
    }

    /** Returns the file with rules that lies beside annotation files; a study's rules are in its own file. */
    static Optional<Path> fileBeside(Path folder) {
        return Optional.of(folder.resolve(FILE_NAME))
                .filter(Files::exists)
                .filter(file -> !ReportSource.isStudy(folder));
    }

    /**
     * Returns the rules for a study and those inside its folder: one study's hold for all.
     *
     * @throws BadInputException with everything that is wrong with them, or if two studies declare different ones
     */
    static AnnotatorRules ofStudies(Path folder, List<Path> inside, Optional<Path> named) {
        if (named.isPresent()) {
            return read(named.get());
        }
        Problems problems = new Problems();
        AnnotatorRules rules = ofStudy(folder, problems);
        for (Path study : inside) {
            AnnotatorRules own = ofStudy(study, problems);
            if (rules.equals(AnnotatorRules.NONE)) {
                rules = own;
            } else if (!own.equals(AnnotatorRules.NONE) && !own.equals(rules)) {
                problems.error(
                        study.resolve(STUDY).toString(),
                        "declares other exclusions or gold items than another study of the report; make them equal, or"
                                + " name a file with --exclusions");
            }
        }
        problems.throwIfErrors();
        return rules;
    }

    private static AnnotatorRules ofStudy(Path folder, Problems problems) {
        Path file = folder.resolve(STUDY);
        return Files.exists(file)
                ? AnnotatorRulesReader.readOfStudy(file, problems).orElse(AnnotatorRules.NONE)
                : AnnotatorRules.NONE;
    }

    private static AnnotatorRules read(Path file) {
        Problems problems = new Problems();
        Optional<AnnotatorRules> rules = AnnotatorRulesReader.read(file, problems);
        problems.throwIfErrors();
        return rules.orElseThrow(() -> new IllegalStateException(file + ": no rules, and no problem either"));
    }
}
