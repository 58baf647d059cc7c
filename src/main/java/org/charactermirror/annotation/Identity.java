package org.charactermirror.annotation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a row the only one of its kind.
 *
 * @param models one model, or the two of a comparison in alphabetical order
 * @param turn 1-based, null for a whole dialogue
 */
public record Identity(
        Kind kind,
        Subject subject,
        List<String> models,
        @Nullable Integer turn) {

    public Identity {
        models = models.size() == 1
                ? List.copyOf(models)
                : models.stream().sorted().toList();
    }

    Identity withoutSession() {
        return new Identity(kind, subject.withoutSession(), models, turn);
    }

    /** Returns the present parts, such as {@code annotator r01, model GPT-4, turn 3}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        add(parts, "study", subject.study());
        add(parts, "session", subject.session());
        add(parts, "annotator", subject.annotator());
        add(parts, models.size() == 1 ? "model" : "models", String.join(" and ", models));
        add(parts, "character", subject.character());
        add(parts, "category", subject.category());
        add(parts, "topic", subject.topic());
        add(parts, "turn", turn);
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + " " + value);
        }
    }
}
