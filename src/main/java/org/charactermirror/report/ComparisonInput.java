package org.charactermirror.report;

import java.util.List;
import org.charactermirror.analysis.RunComparison;
import org.charactermirror.annotation.Annotations;

/**
 * All that a comparison of two runs is made from.
 *
 * @param language of the readable formats
 */
public record ComparisonInput(Run first, Run second, RunComparison comparison, Stamp stamp, Language language) {

    /**
     * One of the two.
     *
     * @param path as the user named it
     * @param title what it is, such as a study's id
     * @param annotations those that count
     * @param excluded annotators who were left out by the run's own rules
     * @param parts what was run; none for rows that come without a study
     */
    public record Run(
            String path, String title, Annotations annotations, List<String> excluded, List<StudyPart> parts) {

        public Run {
            excluded = List.copyOf(excluded);
            parts = List.copyOf(parts);
        }
    }
}
