package org.charactermirror.dataset;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Rating;

/**
 * What annotators together say of one dialogue in one dimension.
 *
 * @param scores one of each annotator who judged the dimension; at least one
 */
record ScoreVerdict(Dimension dimension, List<BigDecimal> scores, Aggregate.Quotient score) {

    /** Returns the verdicts on the dimensions that anybody judged, in the order of the published table. */
    static List<ScoreVerdict> of(Collection<Rating> ratings, Aggregate aggregate) {
        List<ScoreVerdict> verdicts = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            List<BigDecimal> scores = ratings.stream()
                    .filter(rating -> rating.scores().containsKey(dimension))
                    .map(rating -> rating.scores().get(dimension))
                    .toList();
            if (!scores.isEmpty()) {
                verdicts.add(new ScoreVerdict(dimension, scores, aggregate.of(scores)));
            }
        }
        return verdicts;
    }

    /** Returns the share of annotators whose score lies within one point of the verdict. */
    Share agreement() {
        return new Share((int) scores.stream().filter(score::isNear).count(), scores.size());
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("dimension", dimension.word());
        map.put("judged", scores.size());
        map.put("score", score.rounded());
        map.put("lowest", Share.rounded(Collections.min(scores), BigDecimal.ONE));
        map.put("highest", Share.rounded(Collections.max(scores), BigDecimal.ONE));
        map.put("agreement", agreement().rounded());
        return map;
    }
}
