package org.charactermirror.annotation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one row of a sheet is about, which the sheet itself does not say.
 *
 * @param code stands for the item in the sheet; tells nothing about it
 * @param annotator whom the sheet was made for
 * @param models one, or the two of a comparison in the order of the study
 * @param turn 1-based, null for a whole dialogue
 * @param shownFirst which of the two models' replies the sheet shows first, null where there are no two
 */
public record SheetItem(
        String code,
        Kind kind,
        String annotator,
        String study,
        String session,
        List<String> models,
        String character,
        String category,
        String topic,
        @Nullable Integer turn,
        @Nullable Side shownFirst) {

    public SheetItem {
        models = List.copyOf(models);
        boolean pair = kind == Kind.PREFERENCES;
        if (models.size() != (pair ? 2 : 1)
                || (shownFirst != null) != pair
                || (turn == null) != (kind == Kind.RATINGS)) {
            throw new IllegalArgumentException("no item of " + kind.words() + ": " + models + ", turn " + turn);
        }
    }

    /** Returns who judges what this item is about. */
    Subject subject(String judge) {
        return new Subject(study, session, judge, character, category, topic);
    }
}
