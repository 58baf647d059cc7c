package org.charactermirror.analysis.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Severity;

/** What is wrong with the input: the first problems in the order of files and lines, and how many more there are. */
final class Findings implements Serializable {

    private static final long serialVersionUID = 1;

    /** So many are told; whoever has more has one problem many times. */
    static final int MOST = 1000;

    private final TreeSet<Found> first = new TreeSet<>();
    private long more;

    void add(Found found) {
        first.add(found);
        if (first.size() > MOST) {
            first.pollLast();
            more++;
        }
    }

    void merge(Findings other) {
        other.first.forEach(this::add);
        more += other.more;
    }

    /**
     * Stops if there is an error.
     *
     * @throws BadInputException with the first problems, and how many more there are
     */
    void throwIfErrors() {
        if (first.stream().noneMatch(Found::error)) {
            return;
        }
        List<Problem> problems =
                new ArrayList<>(first.stream().map(Found::problem).toList());
        if (more > 0) {
            problems.add(new Problem(Severity.ERROR, "files", 0, 0, "and " + more + " more problems"));
        }
        throw new BadInputException(problems);
    }
}
