package org.charactermirror.analysis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a study says about its tables.
 *
 * @param models in the order of the plan; may be empty
 * @param baseline the model from whose side its comparisons are told, if there is one
 * @param clusters what intervals draw anew; nothing for what fits each table's design
 */
public record AnalysisSettings(
        List<String> models, @Nullable String baseline, Optional<ClusterKind> clusters) {

    public AnalysisSettings {
        models = List.copyOf(models);
    }

    /** Makes settings whose intervals fit each table's design. */
    public AnalysisSettings(List<String> models, @Nullable String baseline) {
        this(models, baseline, Optional.empty());
    }

    /** Returns the settings of rows that come without a study. */
    public static AnalysisSettings ofDefaults() {
        return new AnalysisSettings(List.of(), null, Optional.empty());
    }

    /** Returns the same with a choice of what intervals draw anew; nothing for what fits each table's design. */
    public AnalysisSettings withClusters(Optional<ClusterKind> chosen) {
        return new AnalysisSettings(models, baseline, chosen);
    }
}
