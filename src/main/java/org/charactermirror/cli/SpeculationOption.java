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
            paramLabel = "on|off",
            defaultValue = "on",
            descriptionKey = "speculation",
            description =
                    "Lets local models check guesses of the next words, in steps that have room; ${DEFAULT-VALUE} if not"
                            + " given. It changes the speed, never what is said.")
    private Choice choice = Choice.ON;

    /** Returns whether it does. */
    boolean value() {
        return choice == Choice.ON;
    }
}
