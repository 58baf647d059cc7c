package org.charactermirror.analysis;

import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.PairNotes;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Side;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.Wilson;

/**
 * How often the reply that stood first was chosen, where one of the two was. What a judge said in both orders counts twice, once for
 * each, also where it counts as a tie for having contradicted itself.
 *
 * @param first decided comparisons that went to the reply shown first
 * @param decided comparisons with a winner whose order is known
 * @param unknown decided comparisons that do not say which reply stood first
 * @param uncertainty of the share
 * @param wilson of the share, which ignores clustering; nothing where nothing was decided
 */
public record PositionEffect(int first, int decided, int unknown, Uncertainty uncertainty, Optional<Interval> wilson) {

    /** Counts in preferences of one origin; nothing where there are none. */
    public static Optional<PositionEffect> of(List<Preference> preferences, Optional<ClusterKind> kind) {
        if (preferences.isEmpty()) {
            return Optional.empty();
        }
        List<Preference> won = preferences.stream()
                .flatMap(row -> PairNotes.shown(row).stream())
                .filter(row -> row.outcome() == Outcome.WIN || row.outcome() == Outcome.LOSE)
                .toList();
        List<Preference> known =
                won.stream().filter(row -> row.shownFirst() != null).toList();
        RowClusters rows = new RowClusters();
        known.forEach(row -> rows.add(row.subject(), row.modelA() + "~" + row.modelB()));
        ClusterKind chosen = kind.orElseGet(rows::usual);
        if (known.isEmpty()) {
            Uncertainty none = Uncertainty.of(rows, chosen, List.of(), Optional.empty());
            return Optional.of(new PositionEffect(0, 0, won.size(), none, Optional.empty()));
        }
        ColumnValues.Builder builder = new ColumnValues.Builder(rows, chosen);
        int first = 0;
        for (int row = 0; row < known.size(); row++) {
            boolean wentToFirst =
                    (known.get(row).outcome() == Outcome.WIN) == (known.get(row).shownFirst() == Side.A);
            first += wentToFirst ? 1 : 0;
            builder.add(row, wentToFirst ? 1 : 0);
        }
        ClusterBootstrap bootstrap = ClusterBootstrap.of(
                List.of(builder.build().resampled()),
                Math.max(1, rows.firsts(chosen)),
                Math.max(1, rows.seconds(chosen)),
                ClusterBootstrap.RESAMPLES,
                FigureSet.seed("position"));
        return Optional.of(new PositionEffect(
                first,
                known.size(),
                won.size() - known.size(),
                Uncertainty.of(rows, chosen, List.of(), bootstrap.interval(0)),
                Optional.of(Wilson.of(first, known.size()))));
    }
}
