package org.charactermirror.analysis;

import java.util.Set;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.scenario.AnnotatorRules;
import org.jspecify.annotations.Nullable;

/** How rows are added up: in which directions, by which clusters, and which of them are judgements that count. */
public final class SummarySettings {

    private final PairDirections directions;
    private final @Nullable ClusterKind drawn;
    private final ReplyLengths lengths;
    private final Checks checks;
    private final Set<AnnotatorKey> out;

    private SummarySettings(
            PairDirections directions,
            @Nullable ClusterKind drawn,
            ReplyLengths lengths,
            Checks checks,
            Set<AnnotatorKey> out) {
        this.directions = directions;
        this.drawn = drawn;
        this.lengths = lengths;
        this.checks = checks;
        this.out = Set.copyOf(out);
    }

    /**
     * Makes the settings of an analysis.
     *
     * @param out whose rows do not count
     */
    public static SummarySettings of(AnalysisSettings settings, Set<AnnotatorKey> out) {
        return new SummarySettings(
                PairDirections.of(settings),
                settings.clusters().orElse(null),
                settings.lengths(),
                new Checks(settings.rules().gold()),
                out);
    }

    /** Makes the settings of rows of which only annotators are looked at. */
    static SummarySettings of(AnnotatorRules rules) {
        return of(AnalysisSettings.ofDefaults().withRules(rules), Set.of());
    }

    PairDirections directions() {
        return directions;
    }

    /** Returns what intervals draw anew, where it was chosen. */
    @Nullable
    ClusterKind drawn() {
        return drawn;
    }

    ReplyLengths lengths() {
        return lengths;
    }

    Checks checks() {
        return checks;
    }

    /** Tells whether a judgement counts. */
    boolean keeps(Annotation row) {
        return out.isEmpty() || !out.contains(AnnotatorKey.of(row));
    }
}
