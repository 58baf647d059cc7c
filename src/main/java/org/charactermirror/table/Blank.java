package org.charactermirror.table;

/** White space as spreadsheets have it: full-width, non-breaking and zero-width spaces are no content either. */
public final class Blank {

    private Blank() {}

    /** Tells whether a cell has no content. */
    public static boolean is(String cell) {
        return cell.chars().allMatch(Blank::isSpace);
    }

    /** Returns a cell without the white space around it. */
    public static String strip(String cell) {
        int start = 0;
        int end = cell.length();
        while (start < end && isSpace(cell.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(cell.charAt(end - 1))) {
            end--;
        }
        return cell.substring(start, end);
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
    }
}
