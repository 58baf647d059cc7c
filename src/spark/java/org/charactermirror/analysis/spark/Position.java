package org.charactermirror.analysis.spark;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a row stands among all rows, in the order in which one machine reads them.
 *
 * @param file the number of its file
 * @param row its number in the file
 */
record Position(int file, long row) implements Comparable<Position>, Serializable {

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::file).thenComparingLong(Position::row);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
