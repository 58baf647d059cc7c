package org.charactermirror.document;

import org.yaml.snakeyaml.error.Mark;

/**
 * A place in a text.
 *
 * @param line 1-based
 * @param column 1-based, counted in characters as an editor shows them (code points)
 */
public record Place(int line, int column) implements Comparable<Place> {

    static final Place START = new Place(1, 1);

    static Place of(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Returns the place of what follows the text. */
    public static Place after(String text) {
        int lineStart = text.lastIndexOf('\n') + 1;
        int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
        return new Place(line, text.codePointCount(lineStart, text.length()) + 1);
    }

    @Override
    public int compareTo(Place other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
