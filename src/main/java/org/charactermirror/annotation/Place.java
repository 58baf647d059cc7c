package org.charactermirror.annotation;

/**
 * Where a row was read.
 *
 * @param file the file as the user named it
 * @param line the 1-based line on which the row starts
 */
public record Place(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
