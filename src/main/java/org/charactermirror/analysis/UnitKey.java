package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.List;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What rows of a kind share that judge the same thing, whoever judged and whatever the turn.
 *
 * @param models one, or two in alphabetical order
 */
public record UnitKey(
        Kind kind,
        String study,
        List<String> models,
        @Nullable String session,
        @Nullable String character,
        @Nullable String category,
        @Nullable String topic)
        implements Serializable {

    /** Returns the key of a row: models and session, or in place of a session that is not named character, category and topic. */
    public static UnitKey of(Annotation row) {
        Subject subject = row.subject();
        // One name of a session may stand for dialogues of several models.
        List<String> models = models(row);
        return subject.session() != null
                ? new UnitKey(row.kind(), String.valueOf(subject.study()), models, subject.session(), null, null, null)
                : new UnitKey(
                        row.kind(),
                        String.valueOf(subject.study()),
                        models,
                        null,
                        subject.character(),
                        subject.category(),
                        subject.topic());
    }

    private static List<String> models(Annotation row) {
        if (row instanceof Preference pair) {
            return pair.modelA().compareTo(pair.modelB()) <= 0
                    ? List.of(pair.modelA(), pair.modelB())
                    : List.of(pair.modelB(), pair.modelA());
        }
        return row instanceof Rating rating
                ? List.of(rating.model())
                : row.identity().models();
    }
}
