package org.charactermirror.cli;

import picocli.CommandLine.Option;

/** The option that says whether a network runs guesses of the tokens to come. */
final class SpeculationOption {

    /** A choice of two, in words. */
    enum Choice {
        ON,
        OFF
    }

    @Option(
            names = "--speculation",
            paramLabel = "CHOICE",
            defaultValue = "on",
            descriptionKey = "speculation",
            description =
                    "on or off: lets local models check guesses of the next words in the steps that they take anyway;"
                            + " ${DEFAULT-VALUE} if not given. It changes the speed, never what is said.")
    private Choice choice = Choice.ON;

    /** Returns whether it does. */
    boolean value() {
        return choice == Choice.ON;
    }
}
