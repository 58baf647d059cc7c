package org.charactermirror.cli;

/**
 * What {@code doctor} finds out about one thing.
 *
 * @param remedy what to do; empty where all is well
 */
record Check(String name, State state, String message, String remedy) {

    /** How bad it is. */
    enum State {
        OK("green"),
        WARNING("yellow"),
        PROBLEM("red");

        private final String color;

        State(String color) {
            this.color = color;
        }

        String color() {
            return color;
        }
    }

    static Check ok(String name, String message) {
        return new Check(name, State.OK, message, "");
    }

    static Check warning(String name, String message, String remedy) {
        return new Check(name, State.WARNING, message, remedy);
    }

    static Check problem(String name, String message, String remedy) {
        return new Check(name, State.PROBLEM, message, remedy);
    }
}
