package org.charactermirror.table;

import java.nio.charset.Charset;

/**
 * How a file of text is written, as it was detected or named.
 *
 * @param byteOrderMark whether the file begins with one
 */
public record Dialect(Charset encoding, boolean byteOrderMark, Separator separator) {

    /** Returns {@code UTF-8 with a byte-order mark, separated by semicolons}, or the like. */
    @Override
    public String toString() {
        return encoding.name() + (byteOrderMark ? " with a byte-order mark" : "") + ", separated by "
                + separator.words();
    }
}
