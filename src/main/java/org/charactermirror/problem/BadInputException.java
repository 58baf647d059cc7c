package org.charactermirror.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown after all of an input was read, with everything that is wrong with it. */
public final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public BadInputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Makes an exception of one error that concerns the source as a whole. */
    public static BadInputException of(String source, String message) {
        return new BadInputException(List.of(new Problem(Severity.ERROR, source, 0, 0, message)));
    }

    /** Returns the problems in the order in which they were found. */
    public List<Problem> problems() {
        return problems;
    }
}
