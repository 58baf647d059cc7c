package org.charactermirror.analysis.calibration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.PairNotes;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;

/**
 * What one row says in one column.
 *
 * @param value a score; a flag as 1 or 0; an outcome's place among {@link Outcome}, from the side of the model that is first in
 *     the alphabet
 * @param own which models are of the judge's family, as its row says
 */
record Judged(Item item, Subject subject, double value, Own own) {

    /** Takes a row and what it says. */
    interface Taker {
        void take(Annotation row, Judged judged);
    }

    /** Goes through what rows say in a column, those left out that do not judge it. */
    static void in(Column column, Annotations rows, Taker taker) {
        switch (column.kind()) {
            case RATINGS ->
                rows.ratings().forEach(row -> rating(row, dimension(column)).ifPresent(one -> taker.take(row, one)));
            case TURN_ERRORS ->
                rows.turnErrors()
                        .forEach(row ->
                                flag(row, TurnFlag.valueOf(name(column))).ifPresent(one -> taker.take(row, one)));
            case PREFERENCES -> rows.preferences().forEach(row -> taker.take(row, outcome(row)));
        }
    }

    private static Dimension dimension(Column column) {
        return Dimension.valueOf(name(column));
    }

    private static String name(Column column) {
        return column.word().toUpperCase(Locale.ROOT);
    }

    private static Optional<Judged> rating(Rating row, Dimension dimension) {
        return Optional.ofNullable(row.scores().get(dimension))
                .map(score -> new Judged(
                        Item.of(row.subject(), List.of(row.model()), null),
                        row.subject(),
                        score.doubleValue(),
                        own(row)));
    }

    private static Optional<Judged> flag(TurnError row, TurnFlag flag) {
        return Optional.ofNullable(row.flags().get(flag))
                .map(set -> new Judged(
                        Item.of(row.subject(), List.of(row.model()), row.turn()),
                        row.subject(),
                        set ? 1 : 0,
                        own(row)));
    }

    private static Judged outcome(Preference row) {
        boolean inOrder = row.modelA().compareTo(row.modelB()) <= 0;
        Preference normal = inOrder ? row : row.swapped();
        return new Judged(
                Item.of(row.subject(), List.of(normal.modelA(), normal.modelB()), row.turn()),
                row.subject(),
                Column.value(normal.outcome()),
                inOrder ? own(row) : own(row).swapped());
    }

    private static Own own(Annotation row) {
        return Own.ofWord(PairNotes.family(row));
    }

    /** Returns the value as something that can be averaged: a win is 1, a loss -1, and what is neither 0. */
    double points(Column column) {
        return points(column, value);
    }

    static double points(Column column, double value) {
        if (column.kind() != Kind.PREFERENCES) {
            return value;
        }
        return switch (Column.outcome(value)) {
            case WIN -> 1;
            case LOSE -> -1;
            case TIE, BOTH_BAD -> 0;
        };
    }
}
