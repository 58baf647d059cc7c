package org.charactermirror.analysis;

import java.util.List;
import java.util.Optional;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.ClusterSums;
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

    /**
     * Makes an uncertainty of resamples.
     *
     * @param parts what the figure is made of: the clusters with rows of each count; without parts all clusters do
     */
    public static Uncertainty of(
            RowClusters rows,
            ClusterKind kind,
            List<ClusterSums> parts,
            Optional<ClusterBootstrap.Resampled> resampled) {
        Optional<String> obstacle = rows.obstacle(kind);
        int firsts = rows.firsts(kind);
        int seconds = rows.seconds(kind);
        if (obstacle.isEmpty()) {
            for (ClusterSums part : parts) {
                firsts = Math.min(firsts, part.firstsWithRows());
                seconds = Math.min(seconds, part.secondsWithRows());
            }
            if (firsts < 2 || (kind == ClusterKind.BOTH && seconds < 2)) {
                obstacle = Optional.of("rows of the figure in only one of the "
                        + (firsts < 2 && kind == ClusterKind.BOTH
                                ? "annotators"
                                : kind == ClusterKind.BOTH ? "characters" : kind.plural()));
            }
        }
        int clusters = kind == ClusterKind.BOTH ? Math.min(firsts, seconds) : firsts;
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
