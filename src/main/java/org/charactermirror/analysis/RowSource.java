package org.charactermirror.analysis;

import java.util.Map;
import java.util.Set;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.scenario.AnnotatorRules;

/** Rows that can be added up as often as it takes, wherever they are. */
public interface RowSource {

    /**
     * Adds up all rows.
     *
     * @param out whose rows do not count
     */
    Survey survey(AnalysisSettings settings, Set<AnnotatorKey> out);

    /** Returns the longest run of equal answers of every annotator with a judgement, in the order in which rows were read. */
    Map<AnnotatorKey, Integer> longestRuns(AnnotatorRules rules);

    /** Returns rows that are all at hand; their order is that in which they were read. */
    static RowSource of(Annotations rows) {
        return new RowSource() {
            @Override
            public Survey survey(AnalysisSettings settings, Set<AnnotatorKey> out) {
                return Survey.of(rows, SummarySettings.of(settings, out));
            }

            @Override
            public Map<AnnotatorKey, Integer> longestRuns(AnnotatorRules rules) {
                LongestRuns runs = new LongestRuns(rules);
                rows.stream().forEach(runs::add);
                return runs.all();
            }
        };
    }
}
