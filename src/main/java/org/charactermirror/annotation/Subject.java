package org.charactermirror.annotation;

import org.jspecify.annotations.Nullable;

/**
 * Who judged which dialogue; what a file does not say is null.
 *
 * @param annotator who judged
 */
public record Subject(
        @Nullable String study,
        @Nullable String session,
        String annotator,
        @Nullable String character,
        @Nullable String category,
        @Nullable String topic) {

    public Subject {
        if (annotator.isBlank()) {
            throw new IllegalArgumentException("a judgement without an annotator");
        }
    }

    /** Returns the same dialogue, judged under another name. */
    public Subject withAnnotator(String other) {
        return new Subject(study, session, other, character, category, topic);
    }

    Subject withoutSession() {
        return new Subject(study, null, annotator, character, category, topic);
    }
}
