package org.charactermirror.annotation;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of the long form.
 *
 * @param key what it shares with the other rows of one judgement
 * @param judged the dimension or flag
 * @param number the score, or 1 or 0 for a flag; null where it was not judged
 */
record LongRow(
        Place place,
        Key key,
        Field judged,
        @Nullable BigDecimal number,
        @Nullable String evidence,
        @Nullable String comment,
        Map<String, String> extra) {

    /** Who judged what, and whence: rows that have it in common are one judgement. */
    record Key(Subject subject, String model, @Nullable Integer turn, Origin origin) {

        /** Returns the row's identity, in words. */
        String words(Kind kind) {
            return new Identity(kind, subject, List.of(model), turn).toString();
        }
    }

    static BigDecimal number(boolean flag) {
        return flag ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    /** Tells whether two rows say the same. */
    boolean repeats(LongRow other) {
        return Objects.compare(number, other.number, Comparator.nullsFirst(Comparator.naturalOrder())) == 0
                && Objects.equals(evidence, other.evidence)
                && Objects.equals(comment, other.comment)
                && extra.equals(other.extra);
    }
}
