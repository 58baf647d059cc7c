package org.charactermirror.analysis.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.PositionEffect;
import org.charactermirror.analysis.RowClusters;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.PairNotes;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Side;
import org.charactermirror.stats.Estimate;

/**
 * How often the reply that stood first won, of decided comparisons whose order is known.
 *
 * @param origin of the rows
 * @param share from 0 to 1; a comparison that was judged in both orders counts twice, once for each
 * @param unknown decided comparisons that do not say which reply stood first
 * @param bothOrders comparisons that were judged in both orders
 * @param alike of these, those that ended the same way in both
 */
public record PositionBias(Origin origin, Figure share, int unknown, int bothOrders, int alike) {

    /** Counts in rows of one origin; nothing where there are none. */
    static Optional<PositionBias> of(Origin origin, List<Preference> rows, Optional<ClusterKind> chosen) {
        List<Preference> seen = new ArrayList<>();
        int bothOrders = 0;
        int alike = 0;
        for (Preference row : rows) {
            Optional<Outcome> aFirst = PairNotes.outcome(row, Side.A);
            Optional<Outcome> bFirst = PairNotes.outcome(row, Side.B);
            Optional<Boolean> same = PairNotes.consistent(row);
            if (aFirst.isPresent() && bFirst.isPresent()) {
                bothOrders++;
                alike += aFirst.equals(bFirst) ? 1 : 0;
                seen.add(inOrder(row, aFirst.get(), Side.A));
                seen.add(inOrder(row, bFirst.get(), Side.B));
            } else {
                bothOrders += same.isPresent() ? 1 : 0;
                alike += same.orElse(false) ? 1 : 0;
                seen.add(row);
            }
        }
        RowClusters clusters = new RowClusters();
        seen.forEach(row -> clusters.add(row.subject(), row.modelA() + "~" + row.modelB()));
        // A judge is one annotator: others like it cannot be drawn, other dialogues can.
        ClusterKind kind = chosen.orElseGet(() -> clusters.annotators() < 2 ? clusters.ofItems() : clusters.usual());
        int both = bothOrders;
        int same = alike;
        return PositionEffect.of(seen, Optional.of(kind)).map(effect -> {
            Estimate share = effect.decided() == 0
                    ? Estimate.notEstimable("no decided comparison says which reply stood first")
                    : Estimate.of((double) effect.first() / effect.decided());
            return new PositionBias(
                    origin, new Figure(share, effect.uncertainty(), effect.decided()), effect.unknown(), both, same);
        });
    }

    private static Preference inOrder(Preference row, Outcome outcome, Side first) {
        return new Preference(
                row.place(),
                row.subject(),
                row.modelA(),
                row.modelB(),
                row.turn(),
                outcome,
                first,
                row.reason(),
                row.origin(),
                Map.of());
    }
}
