package org.charactermirror.dataset;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;

/**
 * What becomes of a study's dialogues and judgements.
 *
 * @param kinds of records
 * @param origins of judgements, the one that counts where several judged the same item first
 * @param minimumScores that a dialogue must reach to be imitated, by dimension
 * @param withoutFlags that no reply that is imitated may have
 * @param minimumAnnotators of an item
 * @param minimumAgreement of an item, from 0 to 1
 * @param typed whether what people wrote as users may be used
 */
public record Recipe(
        Set<DatasetKind> kinds,
        List<Origin> origins,
        Aggregate aggregate,
        Map<Dimension, BigDecimal> minimumScores,
        Set<TurnFlag> withoutFlags,
        int minimumAnnotators,
        BigDecimal minimumAgreement,
        Licences licences,
        boolean typed,
        Splits splits) {

    public Recipe {
        kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
        origins = List.copyOf(origins);
        Map<Dimension, BigDecimal> ordered = new EnumMap<>(Dimension.class);
        ordered.putAll(minimumScores);
        minimumScores = Collections.unmodifiableMap(ordered);
        withoutFlags = Collections.unmodifiableSet(new TreeSet<>(withoutFlags));
        if (kinds.isEmpty() || origins.isEmpty() || minimumAnnotators < 1) {
            throw new IllegalArgumentException("no kinds, no origins or no annotators");
        }
    }

    /** Returns what it says under the names that machines read. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kinds", kinds.stream().map(DatasetKind::word).toList());
        map.put("origins", origins.stream().map(Origin::word).toList());
        map.put("scores", aggregate.word());
        Map<String, Object> scores = new LinkedHashMap<>();
        minimumScores.forEach((dimension, score) -> scores.put(dimension.word(), score));
        map.put("minimum_scores", scores);
        map.put("without_flags", withoutFlags.stream().map(TurnFlag::word).toList());
        map.put("minimum_annotators", minimumAnnotators);
        map.put("minimum_agreement", minimumAgreement);
        map.put("licences", licences.allowed());
        map.put("typed", typed);
        return map;
    }
}
