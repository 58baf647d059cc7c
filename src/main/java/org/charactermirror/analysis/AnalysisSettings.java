package org.charactermirror.analysis;

import java.util.List;
import java.util.Optional;
import org.charactermirror.scenario.AnnotatorRules;
import org.jspecify.annotations.Nullable;

/**
 * What a study says about its tables.
 *
 * @param models in the order of the plan; may be empty
 * @param baseline the model from whose side its comparisons are told, if there is one
 * @param clusters what intervals draw anew; nothing for what fits each table's design
 * @param lengths of the replies that were judged
 * @param rules which annotators are left out
 * @param judged the rows of all judges, and other choices of them that conclusions are compared with; nothing without such
 */
public record AnalysisSettings(
        List<String> models,
        @Nullable String baseline,
        Optional<ClusterKind> clusters,
        ReplyLengths lengths,
        AnnotatorRules rules,
        Optional<JudgedRows> judged) {

    public AnalysisSettings {
        models = List.copyOf(models);
    }

    /** Makes settings whose intervals fit each table's design. */
    public AnalysisSettings(List<String> models, @Nullable String baseline) {
        this(models, baseline, Optional.empty(), ReplyLengths.NONE, AnnotatorRules.NONE, Optional.empty());
    }

    /** Returns the settings of rows that come without a study. */
    public static AnalysisSettings ofDefaults() {
        return new AnalysisSettings(List.of(), null);
    }

    /** Returns the same with a choice of what intervals draw anew; nothing for what fits each table's design. */
    public AnalysisSettings withClusters(Optional<ClusterKind> chosen) {
        return new AnalysisSettings(models, baseline, chosen, lengths, rules, judged);
    }

    /** Returns the same with the lengths of the replies that were judged. */
    public AnalysisSettings withLengths(ReplyLengths known) {
        return new AnalysisSettings(models, baseline, clusters, known, rules, judged);
    }

    /** Returns the same with rules that leave annotators out. */
    public AnalysisSettings withRules(AnnotatorRules declared) {
        return new AnalysisSettings(models, baseline, clusters, lengths, declared, judged);
    }

    /** Returns the same with judges' rows as they might as well have been chosen; nothing to compare where there are none. */
    public AnalysisSettings withJudged(JudgedRows rows) {
        return new AnalysisSettings(
                models,
                baseline,
                clusters,
                lengths,
                rules,
                Optional.of(rows).filter(some -> !some.variants().isEmpty()));
    }
}
