package org.charactermirror.annotation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One annotator's choice between two replies to the same context.
 *
 * @param turn 1-based, null where the file does not say
 * @param outcome from the first model's side
 * @param shownFirst the reply that stood first on the screen
 */
public record Preference(
        Place place,
        Subject subject,
        String modelA,
        String modelB,
        @Nullable Integer turn,
        Outcome outcome,
        @Nullable Side shownFirst,
        @Nullable String reason,
        Origin origin,
        Map<String, String> extra)
        implements Annotation {

    public Preference {
        if (modelA.equals(modelB)) {
            throw new IllegalArgumentException("model " + modelA + " compared with itself");
        }
        extra = Extra.copy(extra);
    }

    @Override
    public Kind kind() {
        return Kind.PREFERENCES;
    }

    @Override
    public Identity identity() {
        return new Identity(Kind.PREFERENCES, subject, List.of(modelA, modelB), turn);
    }

    /** Returns the same judgement seen from the other model's side. */
    public Preference swapped() {
        Side side = shownFirst == null ? null : shownFirst.swapped();
        return new Preference(
                place,
                subject,
                modelB,
                modelA,
                turn,
                outcome.swapped(),
                side,
                reason,
                origin,
                PairNotes.swapped(extra));
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public Map<String, String> cells() {
        Preference normal = modelA.compareTo(modelB) <= 0 ? this : swapped();
        FilledCells cells = new FilledCells();
        cells.put(Field.OUTCOME.word(), normal.outcome.word());
        cells.put(Field.SHOWN_FIRST.word(), normal.shownFirst == null ? null : normal.shownFirst.word());
        cells.put(Field.REASON.word(), reason);
        return cells.with(origin, normal.extra);
    }

    @Override
    public Preference by(String annotator) {
        return new Preference(
                place,
                subject.withAnnotator(annotator),
                modelA,
                modelB,
                turn,
                outcome,
                shownFirst,
                reason,
                origin,
                extra);
    }
}
