package org.charactermirror.dataset;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;

/**
 * What annotators together say of two replies.
 *
 * @param votes by outcome, from the first model's side of the dialogue; each outcome is there
 */
record OutcomeVerdict(Map<Outcome, Integer> votes) {

    /** Counts votes of rows, which may name the models in either order. */
    static OutcomeVerdict of(Collection<Preference> rows, String modelA) {
        Map<Outcome, Integer> votes = new EnumMap<>(Outcome.class);
        List.of(Outcome.values()).forEach(outcome -> votes.put(outcome, 0));
        for (Preference row : rows) {
            Outcome outcome =
                    row.modelA().equals(modelA) ? row.outcome() : row.outcome().swapped();
            votes.merge(outcome, 1, Integer::sum);
        }
        return new OutcomeVerdict(Collections.unmodifiableMap(votes));
    }

    int of(Outcome outcome) {
        return votes.getOrDefault(outcome, 0);
    }

    private int most() {
        return Collections.max(votes.values());
    }

    /** Returns the outcome that more annotators chose than any other. */
    Optional<Outcome> winner() {
        List<Outcome> winners =
                votes.keySet().stream().filter(outcome -> of(outcome) == most()).toList();
        return winners.size() == 1 ? Optional.of(winners.get(0)) : Optional.empty();
    }

    /** Returns the share of annotators who chose it. */
    Share agreement() {
        return new Share(
                most(), votes.values().stream().mapToInt(count -> count).sum());
    }
}
