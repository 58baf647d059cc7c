package org.charactermirror.table;

/** Turns ascending character positions into lines; CR, LF and CR LF each end one. */
final class LineCounter {

    private final CharSequence text;
    private int position;
    private int line = 1;

    LineCounter(CharSequence text) {
        this.text = text;
    }

    int lineAt(long target) {
        while (position < target) {
            char c = text.charAt(position++);
            boolean endsInNext = c == '\r' && position < text.length() && text.charAt(position) == '\n';
            if (c == '\n' || (c == '\r' && !endsInNext)) {
                line++;
            }
        }
        return line;
    }

    /** Returns the line of the last position that was asked for. */
    int lastLine() {
        return line;
    }
}
