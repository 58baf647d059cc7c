package org.charactermirror.analysis.spark;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.Partitioner;
import org.charactermirror.analysis.AnnotatorKey;

/** Whose answer it is, and where it stands among all. */
record AnswerPlace(AnnotatorKey who, Position position) implements Comparable<AnswerPlace>, Serializable {

    private static final Comparator<AnswerPlace> ORDER =
            Comparator.comparing(AnswerPlace::who).thenComparing(AnswerPlace::position);

    @Override
    public int compareTo(AnswerPlace other) {
        return ORDER.compare(this, other);
    }

    /** Brings all answers of one annotator to one task. */
    static final class ByAnnotator extends Partitioner {

        private static final long serialVersionUID = 1;

        private final int partitions;

        ByAnnotator(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(Object place) {
            // Of the name alone: the hash of a constant differs from one process to another.
            return Math.floorMod(((AnswerPlace) place).who().annotator().hashCode(), partitions);
        }
    }
}
