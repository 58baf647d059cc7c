package org.charactermirror.annotation;

import java.util.List;
import java.util.stream.Stream;

/**
 * Judgements of all kinds, each row once, in the order in which they were read.
 *
 * @param repeated how many rows said again what an earlier one had said, and were left out
 */
public record Annotations(
        List<Rating> ratings, List<TurnError> turnErrors, List<Preference> preferences, int repeated) {

    public Annotations {
        ratings = List.copyOf(ratings);
        turnErrors = List.copyOf(turnErrors);
        preferences = List.copyOf(preferences);
    }

    /** Returns no judgements. */
    public static Annotations none() {
        return new Annotations(List.of(), List.of(), List.of(), 0);
    }

    /** Returns all rows, kind by kind. */
    public Stream<Annotation> stream() {
        return Stream.of(ratings, turnErrors, preferences).flatMap(List::stream);
    }

    /** Returns how many rows there are. */
    public int size() {
        return ratings.size() + turnErrors.size() + preferences.size();
    }
}
