package org.charactermirror.annotation;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One annotator's scores of one whole dialogue.
 *
 * @param scores exact; a dimension that was not judged is absent
 */
public record Rating(
        Place place,
        Subject subject,
        String model,
        Map<Dimension, BigDecimal> scores,
        @Nullable String comment,
        Origin origin,
        Map<String, String> extra)
        implements Annotation {

    public Rating {
        Map<Dimension, BigDecimal> exact = new EnumMap<>(Dimension.class);
        scores.forEach((dimension, score) -> exact.put(dimension, plain(score)));
        scores = Collections.unmodifiableMap(exact);
        extra = Extra.copy(extra);
    }

    @Override
    public Kind kind() {
        return Kind.RATINGS;
    }

    @Override
    public Identity identity() {
        return new Identity(Kind.RATINGS, subject, List.of(model), null);
    }

    @Override
    public boolean isEmpty() {
        return scores.isEmpty() && comment == null;
    }

    @Override
    public Map<String, String> cells() {
        FilledCells cells = new FilledCells();
        scores.forEach((dimension, score) -> cells.put(dimension.word(), score.toString()));
        cells.put(Field.COMMENT.word(), comment);
        return cells.with(origin, extra);
    }

    @Override
    public Rating by(String annotator) {
        return new Rating(place, subject.withAnnotator(annotator), model, scores, comment, origin, extra);
    }

    /** 4, 4.0 and 4.00 are one score. */
    private static BigDecimal plain(BigDecimal score) {
        BigDecimal stripped = score.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
