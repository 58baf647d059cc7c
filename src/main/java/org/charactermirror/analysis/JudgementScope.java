package org.charactermirror.analysis;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;

/**
 * What judgements are about and whose they are.
 *
 * @param rows of all origins
 * @param counts rows of each kind that are of its preferred origin
 * @param models in these rows
 * @param annotators likewise
 * @param origins of each kind's rows, the preferred one first
 */
public record JudgementScope(
        int rows, Map<Kind, Integer> counts, int models, int annotators, Map<Kind, Set<Origin>> origins) {

    public JudgementScope {
        counts = Map.copyOf(counts);
        origins = Map.copyOf(origins);
    }

    /** Returns how many rows of a kind are of its preferred origin. */
    public int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** Returns the preferred origin of a kind's rows; nothing where there are none. */
    public Optional<Origin> preferred(Kind kind) {
        return origins.getOrDefault(kind, Set.of()).stream().findFirst();
    }
}
