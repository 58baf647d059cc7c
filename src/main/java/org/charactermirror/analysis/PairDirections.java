package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.charactermirror.annotation.Preference;
import org.jspecify.annotations.Nullable;

/**
 * The directions and the order in which tables show pairs of models, which do not depend on the rows: a published pair as it was
 * published; otherwise the baseline in front where it takes part, then the model that the study names first, and where it names
 * none, the alphabetically first.
 *
 * @param published in their order
 * @param planned models in the order of the study; may be empty
 * @param baseline nothing where there is none
 */
record PairDirections(
        List<ModelPair> published,
        List<String> planned,
        @Nullable String baseline) implements Serializable {

    static PairDirections of(AnalysisSettings settings) {
        return new PairDirections(PublishedTables.get().pairs(), settings.models(), settings.baseline());
    }

    /** Returns a pair in its direction. */
    ModelPair of(String one, String other) {
        ModelPair pair = new ModelPair(one, other);
        return isBackwards(pair) ? pair.swapped() : pair;
    }

    private boolean isBackwards(ModelPair pair) {
        if (published.contains(pair) || published.contains(pair.swapped())) {
            return !published.contains(pair);
        }
        if (pair.modelA().equals(baseline) || pair.modelB().equals(baseline)) {
            return pair.modelB().equals(baseline);
        }
        int a = planned.indexOf(pair.modelA());
        int b = planned.indexOf(pair.modelB());
        if (a < 0 && b < 0) {
            return pair.modelA().compareTo(pair.modelB()) > 0;
        }
        return b >= 0 && (a < 0 || b < a);
    }

    /** Returns a row so that it stands in its pair's direction. */
    Preference turned(Preference row) {
        return isBackwards(new ModelPair(row.modelA(), row.modelB())) ? row.swapped() : row;
    }

    /** Returns rows so that each stands in its pair's direction. */
    List<Preference> turned(List<Preference> rows) {
        return rows.stream().map(this::turned).toList();
    }

    /** Returns pairs, which stand in their directions, in the order of tables: as published, then as planned, then by name. */
    List<ModelPair> sorted(Collection<ModelPair> pairs) {
        Comparator<ModelPair> order = Comparator.comparingInt((ModelPair pair) -> place(published, pair))
                .thenComparingInt(pair -> pair.modelA().equals(baseline) ? 0 : 1)
                .thenComparingInt(pair -> place(planned, pair.modelA()))
                .thenComparing(ModelPair::modelA)
                .thenComparingInt(pair -> place(planned, pair.modelB()))
                .thenComparing(ModelPair::modelB);
        Set<ModelPair> sorted = new TreeSet<>(order);
        sorted.addAll(pairs);
        return new ArrayList<>(sorted);
    }

    private static <T> int place(List<T> names, T name) {
        int place = names.indexOf(name);
        return place < 0 ? names.size() : place;
    }
}
