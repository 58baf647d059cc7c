package org.charactermirror.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says how many sessions are played at once. */
final class BatchOption {

    private static final String NAME = "--batch";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec mixee;

    private int batch;

    @Option(
            names = NAME,
            paramLabel = "N",
            defaultValue = "32",
            descriptionKey = "batch",
            description =
                    "Sessions played at once; ${DEFAULT-VALUE} if not given. It changes the speed and the memory that"
                            + " is needed, never what is said.")
    void batch(int value) {
        if (value < 1) {
            throw new ParameterException(
                    mixee.commandLine(), "Invalid value for option '" + NAME + "': " + value + " is not 1 or more");
        }
        batch = value;
    }

    /** Returns how many sessions are played at once. */
    int value() {
        return batch;
    }
}
