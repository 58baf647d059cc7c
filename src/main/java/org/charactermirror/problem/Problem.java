package org.charactermirror.problem;

import java.util.Objects;

/**
 * One thing that is wrong with an input, and where.
 *
 * @param severity whether the work can go on
 * @param source the file or other input, as the user named it
 * @param line 1-based line, 0 where the whole source is meant
 * @param column 1-based column, 0 where the whole line is meant
 * @param message what is wrong, with the offending value and the remedy
 */
public record Problem(Severity severity, String source, int line, int column, String message) {

    public Problem {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(message, "message");
        if (line < 0 || column < 0 || (line == 0 && column > 0)) {
            throw new IllegalArgumentException("line " + line + ", column " + column + ": no such place");
        }
    }

    /** Returns {@code source:line:column: message}, leaving out what is not known. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(source);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (column > 0) {
            text.append(':').append(column);
        }
        text.append(": ");
        if (severity == Severity.WARNING) {
            text.append("warning: ");
        }
        return text.append(message).toString();
    }
}
