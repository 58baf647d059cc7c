package org.charactermirror.analysis.calibration;

import java.util.List;
import org.charactermirror.annotation.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What several annotators can judge: a dialogue, a reply or a comparison.
 *
 * @param models of a comparison both, in alphabetical order
 * @param place the session, or where it is not named character, category and topic
 * @param turn 0 for a whole dialogue
 */
record Item(String study, List<String> models, List<String> place, int turn) {

    static Item of(Subject subject, List<String> models, @Nullable Integer turn) {
        @Nullable String session = subject.session();
        return new Item(
                String.valueOf(subject.study()),
                models,
                session != null
                        ? List.of(session)
                        : List.of(
                                String.valueOf(subject.character()),
                                String.valueOf(subject.category()),
                                String.valueOf(subject.topic())),
                turn == null ? 0 : turn);
    }

    /** Returns the model, or both with a tilde between them. */
    String model() {
        return String.join("~", models);
    }
}
