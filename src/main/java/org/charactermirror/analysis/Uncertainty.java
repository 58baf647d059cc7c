package org.charactermirror.analysis;

import java.util.Optional;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Interval;

/**
 * The 95 % interval of a figure, by drawing clusters anew, or why there is none.
 *
 * @param interval nothing where it is not estimable
 * @param reason why there is none; empty if there is one
 * @param kind what was drawn anew
 * @param clusters how many there are; of two kinds the smaller number
 * @param withoutEstimate resamples that held no row of the figure
 */
public record Uncertainty(
        Optional<Interval> interval, String reason, ClusterKind kind, int clusters, int withoutEstimate) {

    /** With fewer clusters than this an interval is too narrow. */
    public static final int ENOUGH = 10;

    static Uncertainty of(RowClusters rows, ClusterKind kind, Optional<ClusterBootstrap.Resampled> resampled) {
        int clusters = kind == ClusterKind.BOTH ? Math.min(rows.firsts(kind), rows.seconds(kind)) : rows.firsts(kind);
        Optional<String> obstacle = rows.obstacle(kind);
        if (obstacle.isPresent() || resampled.isEmpty()) {
            return new Uncertainty(Optional.empty(), obstacle.orElse("no rows"), kind, clusters, 0);
        }
        return new Uncertainty(
                resampled.map(ClusterBootstrap.Resampled::interval),
                "",
                kind,
                clusters,
                resampled.get().withoutEstimate());
    }

    /** Tells whether the interval must be taken for too narrow. */
    public boolean tooNarrow() {
        return interval.isPresent() && clusters < ENOUGH;
    }
}
