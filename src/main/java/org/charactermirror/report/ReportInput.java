package org.charactermirror.report;

import java.util.List;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * All that a report is made from.
 *
 * @param title what is reported on, such as a folder's name
 * @param sources where the rows came from, with their numbers, in words
 * @param leftOut what is wrong with the rows that were left out on request
 * @param leftOutRows how many rows that are
 * @param run what was run, null for rows that come without a study
 */
public record ReportInput(
        String title,
        Analysis analysis,
        List<String> sources,
        List<Problem> leftOut,
        int leftOutRows,
        @Nullable RunSummary run,
        Stamp stamp) {

    public ReportInput {
        sources = List.copyOf(sources);
        leftOut = List.copyOf(leftOut);
    }
}
