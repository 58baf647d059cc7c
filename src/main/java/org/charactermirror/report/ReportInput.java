package org.charactermirror.report;

import java.util.List;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.problem.Problem;

/**
 * All that a report is made from.
 *
 * @param title what is reported on, such as a folder's name
 * @param leftOut what is wrong with the rows that were left out on request
 * @param leftOutRows how many rows that are
 * @param parts what was run: the study, then those inside its folder; none for rows that come without a study
 * @param language of the readable formats
 */
public record ReportInput(
        String title,
        Analysis analysis,
        List<Problem> leftOut,
        int leftOutRows,
        List<StudyPart> parts,
        Stamp stamp,
        Language language) {

    public ReportInput {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
    }
}
