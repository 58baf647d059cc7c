package org.charactermirror.character;

/** What a prompt can hold: text that is not blank and has no line break. */
final class OneLine {

    private OneLine() {}

    static void require(String name, String value) {
        if (value.isBlank() || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(name + " is \"" + value + "\"; it must be text on one line");
        }
    }
}
