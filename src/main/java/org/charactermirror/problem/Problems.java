package org.charactermirror.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects problems so that a user sees all of them at once. Not thread-safe. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** Adds a problem of any severity. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** Adds all of another collection's problems. */
    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    /** Adds an error at a place; 0 stands for an unknown line or column. */
    public void error(String source, int line, int column, String message) {
        found.add(new Problem(Severity.ERROR, source, line, column, message));
    }

    /** Adds an error that concerns the source as a whole. */
    public void error(String source, String message) {
        error(source, 0, 0, message);
    }

    /** Adds a warning at a place; 0 stands for an unknown line or column. */
    public void warning(String source, int line, int column, String message) {
        found.add(new Problem(Severity.WARNING, source, line, column, message));
    }

    /** Returns what was found so far, in the order of finding. */
    public List<Problem> all() {
        return List.copyOf(found);
    }

    /** Tells whether any of the problems is an error. */
    public boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /**
     * Stops if there is an error.
     *
     * @throws BadInputException with all problems, warnings included
     */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new BadInputException(found);
        }
    }
}
