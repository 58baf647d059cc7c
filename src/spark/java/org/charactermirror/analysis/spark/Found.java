package org.charactermirror.analysis.spark;

import java.io.Serializable;
import java.util.Comparator;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Severity;

/** A problem that an executor found, and the number of the file that it is about. */
record Found(int file, boolean error, String source, int line, int column, String message)
        implements Comparable<Found>, Serializable {

    private static final Comparator<Found> ORDER = Comparator.comparingInt(Found::file)
            .thenComparingInt(Found::line)
            .thenComparingInt(Found::column)
            .thenComparing(Found::message)
            .thenComparing(Found::source);

    static Found of(int file, Problem problem) {
        return new Found(
                file,
                problem.severity() == Severity.ERROR,
                problem.source(),
                problem.line(),
                problem.column(),
                problem.message());
    }

    Problem problem() {
        return new Problem(error ? Severity.ERROR : Severity.WARNING, source, line, column, message);
    }

    @Override
    public int compareTo(Found other) {
        return ORDER.compare(this, other);
    }
}
