package org.charactermirror.analysis.calibration;

import java.util.List;
import java.util.Optional;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.PositionEffect;
import org.charactermirror.analysis.RowClusters;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.stats.Estimate;

/**
 * How often the reply that stood first won, of decided comparisons whose order is known.
 *
 * @param origin of the rows
 * @param share from 0 to 1
 * @param unknown decided comparisons that do not say which reply stood first
 */
public record PositionBias(Origin origin, Figure share, int unknown) {

    /** Counts in rows of one origin; nothing where there are none. */
    static Optional<PositionBias> of(Origin origin, List<Preference> rows, Optional<ClusterKind> chosen) {
        RowClusters clusters = new RowClusters();
        rows.forEach(row -> clusters.add(row.subject(), row.modelA() + "~" + row.modelB()));
        // A judge is one annotator: others like it cannot be drawn, other dialogues can.
        ClusterKind kind = chosen.orElseGet(() -> clusters.annotators() < 2 ? clusters.ofItems() : clusters.usual());
        return PositionEffect.of(rows, Optional.of(kind)).map(effect -> {
            Estimate share = effect.decided() == 0
                    ? Estimate.notEstimable("no decided comparison says which reply stood first")
                    : Estimate.of((double) effect.first() / effect.decided());
            return new PositionBias(
                    origin, new Figure(share, effect.uncertainty(), effect.decided()), effect.unknown());
        });
    }
}
