package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code bench} that measure what comes after the models. */
final class AnalysisBenchOptions {

    private static final int ROWS = 100_000;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec mixee;

    @Option(
            names = "--analysis",
            description =
                    "Measures importing judgements that were made up, and reporting on them, beside reading them once.")
    private boolean analysis;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "With --analysis: ratings, and as many preferences; 100000 if not given.")
    private @Nullable Integer rows;

    /** Tells whether this is what is to be measured. */
    boolean asked() {
        if (!analysis && rows != null) {
            throw usage("--rows needs --analysis");
        }
        if (analysis
                && Stream.of("--shape", "--config", "--model", "--study", "--layers", "--harness")
                        .anyMatch(mixee.commandLine().getParseResult()::hasMatchedOption)) {
            throw usage("--analysis measures neither models nor the harness: --shape, --config, --model, --study,"
                    + " --layers and --harness are not for it");
        }
        return analysis;
    }

    /** Measures and prints. */
    int measure(boolean json) {
        int asked = rows == null ? ROWS : rows;
        if (asked < 1 || asked > AnalysisBench.most()) {
            throw usage("--rows is " + asked + "; it must be from 1 to " + AnalysisBench.most());
        }
        AnalysisBench.Measured measured =
                new AnalysisBench(asked, mixee.commandLine().getErr()).measure();
        PrintWriter out = mixee.commandLine().getOut();
        if (json) {
            out.print(Json.write(measured.asMap()));
        } else {
            measured.lines().forEach(out::println);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private ParameterException usage(String message) {
        return new ParameterException(mixee.commandLine(), message);
    }
}
