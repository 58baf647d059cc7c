package org.charactermirror.analysis;

import java.util.List;
import java.util.OptionalDouble;
import org.charactermirror.stats.ClusterSums;

/**
 * The values of one model in one column, added up by cluster in three ways.
 *
 * @param resampled by the clusters that are drawn anew
 * @param byAnnotator by annotator only
 * @param byCharacter by character only; without rows where they are not known
 */
record ColumnValues(ClusterSums resampled, ClusterSums byAnnotator, ClusterSums byCharacter) {

    OptionalDouble mean() {
        return resampled.mean().value();
    }

    /** Adds up values row by row. */
    static final class Builder {

        private final RowClusters rows;
        private final ClusterKind kind;
        private final boolean drawn;
        private final ClusterSums.Builder resampled;
        private final ClusterSums.Builder byAnnotator;
        private final ClusterSums.Builder byCharacter;

        Builder(RowClusters rows, ClusterKind kind) {
            this.rows = rows;
            this.kind = kind;
            this.drawn = rows.obstacle(kind).isEmpty();
            this.resampled = new ClusterSums.Builder(Math.max(1, rows.firsts(kind)), Math.max(1, rows.seconds(kind)));
            this.byAnnotator = new ClusterSums.Builder(rows.annotators(), 1);
            this.byCharacter = new ClusterSums.Builder(Math.max(1, rows.characters()), 1);
        }

        void add(int row, double value) {
            add(row, value, 1);
        }

        /** Adds rows of the same clusters that were already added up. */
        void add(int row, double sum, int count) {
            if (drawn) {
                resampled.add(rows.first(kind, row), rows.second(kind, row), sum, count);
            } else {
                // There is no interval; the mean is wanted all the same.
                resampled.add(0, 0, sum, count);
            }
            byAnnotator.add(rows.annotator(row), 0, sum, count);
            rows.character(row).ifPresent(character -> byCharacter.add(character, 0, sum, count));
        }

        ColumnValues build() {
            return new ColumnValues(resampled.build(), byAnnotator.build(), byCharacter.build());
        }
    }

    /** Returns the weighted sums of several columns' means by cluster; nothing for a cluster that lacks one of them. */
    static OptionalDouble[] sums(List<OptionalDouble[]> columns, double[] factors) {
        OptionalDouble[] sums = new OptionalDouble[columns.get(0).length];
        for (int cluster = 0; cluster < sums.length; cluster++) {
            double sum = 0;
            boolean whole = true;
            for (int column = 0; column < factors.length; column++) {
                OptionalDouble part = columns.get(column)[cluster];
                whole &= part.isPresent();
                sum += factors[column] * part.orElse(0);
            }
            sums[cluster] = whole ? OptionalDouble.of(sum) : OptionalDouble.empty();
        }
        return sums;
    }
}
