package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Interval;

/**
 * How one annotator judged, in rows of one kind and origin.
 *
 * @param rows that judge models; checks are not among them
 * @param values scores of all dimensions, or for each reply how many of the five errors it has, or 1 for each comparison with a
 *     winner and 0 for each other
 * @param agreement with all others
 * @param alike dialogues of which several dimensions were rated and all have the same score; nothing but for ratings
 * @param longestRun how many rows in succession have the same answer, in the order in which they were read
 * @param time that rows took
 * @param first comparisons that went to the reply shown first; nothing but for comparisons
 * @param checks items with a known answer
 */
public record AnnotatorQuality(
        Kind kind,
        Origin origin,
        String annotator,
        int rows,
        Values values,
        RestAgreement agreement,
        Optional<Part> alike,
        int longestRun,
        Time time,
        Optional<First> first,
        CheckCount checks) {

    /**
     * Numbers that were given.
     *
     * @param spread the standard deviation, by n - 1
     */
    public record Values(int n, Estimate mean, Estimate spread) {}

    /** So many of so many. */
    public record Part(int some, int all) {

        public Part {
            if (some < 0 || some > all) {
                throw new IllegalArgumentException(some + " of " + all);
            }
        }

        /** Returns the share; nothing of nothing. */
        public OptionalDouble share() {
            return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) some / all);
        }
    }

    /**
     * How long rows took.
     *
     * @param recorded rows that say so
     * @param median in seconds; nothing where no row says so
     */
    public record Time(int recorded, Optional<BigDecimal> median) {}

    /**
     * Decided comparisons that went to the reply shown first.
     *
     * @param part of those whose order is known
     * @param wilson of the share; nothing where there are none
     */
    public record First(Part part, Optional<Interval> wilson) {}

    /**
     * Items whose right answer is known.
     *
     * @param gold how many of them the study declares; the others stand in the rows
     * @param failed that were answered, and wrongly
     * @param notAnswered of which an answer is missing
     */
    public record CheckCount(int all, int gold, int failed, int notAnswered) {

        public CheckCount {
            if (gold > all || failed + notAnswered > all) {
                throw new IllegalArgumentException(failed + " and " + notAnswered + " of " + all + " checks");
            }
        }

        /** Returns how many were answered. */
        public int answered() {
            return all - notAnswered;
        }
    }
}
