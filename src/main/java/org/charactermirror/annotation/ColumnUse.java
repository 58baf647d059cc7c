package org.charactermirror.annotation;

/**
 * What a column of a file is read as.
 *
 * @param name as the header has it
 * @param readAs the English name of the column that it is, or empty for one that is not known
 */
public record ColumnUse(String name, String readAs, Role role) {

    /** What becomes of a column. */
    public enum Role {
        /** Its cells are parts of a judgement. */
        READ,
        /** It is there for people to read, and its cells are not looked at. */
        FOR_READING,
        /** It is not known; its cells are kept and written back. */
        KEPT
    }
}
