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
        return ofChoices(
                preferences.stream()
                        .flatMap(row -> PairNotes.shown(row).stream())
                        .map(row -> Choice.of(row, kind.orElse(null)))
                        .toList(),
                kind);
    }

    /** Counts in comparisons of one origin; nothing where there are none. */
    static Optional<PositionEffect> ofChoices(List<Choice> choices, Optional<ClusterKind> kind) {
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        List<Choice> won = choices.stream().filter(Choice::isDecided).toList();
        List<Choice> known =
                won.stream().filter(choice -> choice.shownFirst() != null).toList();
        RowClusters rows = new RowClusters();
        known.forEach(choice -> rows.add(choice.key()));
        ClusterKind chosen = kind.orElseGet(rows::usual);
        int decided = count(known);
        int unknown = count(won) - decided;
        if (known.isEmpty()) {
            Uncertainty none = Uncertainty.of(rows, chosen, List.of(), Optional.empty());
            return Optional.of(new PositionEffect(0, 0, unknown, none, Optional.empty()));
        }
        ColumnValues.Builder builder = new ColumnValues.Builder(rows, chosen);
        int first = 0;
        for (int row = 0; row < known.size(); row++) {
            Choice choice = known.get(row);
            boolean wentToFirst = (choice.outcome() == Outcome.WIN) == (choice.shownFirst() == Side.A);
            first += wentToFirst ? choice.times() : 0;
            builder.add(row, wentToFirst ? choice.times() : 0, choice.times());
        }
        ClusterBootstrap bootstrap = ClusterBootstrap.of(
                List.of(builder.build().resampled()),
                Math.max(1, rows.firsts(chosen)),
                Math.max(1, rows.seconds(chosen)),
                ClusterBootstrap.RESAMPLES,
                FigureSet.seed("position"));
        return Optional.of(new PositionEffect(
                first,
                decided,
                unknown,
                Uncertainty.of(rows, chosen, List.of(), bootstrap.interval(0)),
                Optional.of(Wilson.of(first, decided))));
    }

    private static int count(List<Choice> choices) {
        return choices.stream().mapToInt(Choice::times).sum();
    }
}
