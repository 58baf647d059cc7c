package org.charactermirror.cli;

/** Words of a command that a user can copy. */
final class Shell {

    private Shell() {}

    /** Returns a path or name, in quotes where a shell would take it apart. */
    static String quoted(Object word) {
        String text = word.toString();
        return text.matches("[\\w./:@%+=,~\\p{L}-]+") ? text : "\"" + text.replace("\"", "\\\"") + "\"";
    }
}
