package org.charactermirror.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a study says about its tables.
 *
 * @param models in the order of the plan; may be empty
 * @param baseline the model from whose side its comparisons are told, if there is one
 */
public record AnalysisSettings(
        List<String> models, @Nullable String baseline) {

    public AnalysisSettings {
        models = List.copyOf(models);
    }

    /** Returns the settings of rows that come without a study. */
    public static AnalysisSettings ofDefaults() {
        return new AnalysisSettings(List.of(), null);
    }
}
