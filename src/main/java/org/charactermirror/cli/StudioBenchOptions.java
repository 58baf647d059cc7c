package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code bench} that measure the studio. */
final class StudioBenchOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec mixee;

    @Option(
            names = "--studio",
            description = "Measures how long annotators wait until a click is kept, when many click at once, and looks"
                    + " for every one after killing the server.")
    private boolean studio;

    @Option(
            names = "--annotators",
            paramLabel = "N",
            description = "With --studio: annotators who click; 200 if not given.")
    private @Nullable Integer annotators;

    @Option(
            names = "--clicks",
            paramLabel = "N",
            description = "With --studio: clicks of each annotator in each of the two parts; 20 if not given.")
    private @Nullable Integer clicks;

    /** Tells whether the studio is what is to be measured. */
    boolean asked() {
        if (!studio && (annotators != null || clicks != null)) {
            throw usage("--annotators and --clicks need --studio");
        }
        if (studio
                && Stream.of("--shape", "--config", "--model", "--study", "--layers", "--harness", "--analysis")
                        .anyMatch(mixee.commandLine().getParseResult()::hasMatchedOption)) {
            throw usage("--studio measures nothing else: --shape, --config, --model, --study, --layers, --harness and"
                    + " --analysis are not for it");
        }
        return studio;
    }

    /** Measures and prints. */
    int measure(boolean json) {
        StudioBench.Measured measured = new StudioBench(
                        within("--annotators", annotators == null ? 200 : annotators, 1000),
                        within("--clicks", clicks == null ? 20 : clicks, 10_000),
                        mixee.commandLine().getErr())
                .measure();
        PrintWriter out = mixee.commandLine().getOut();
        if (json) {
            out.print(Json.write(measured.asMap()));
        } else {
            measured.lines().forEach(out::println);
        }
        out.flush();
        return measured.kept().lostClicks() + measured.kept().lostJudgements() == 0
                ? ExitCode.DONE
                : ExitCode.UNEXPECTED;
    }

    private int within(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw usage(option + " is " + value + "; it must be from 1 to " + most);
        }
        return value;
    }

    private ParameterException usage(String message) {
        return new ParameterException(mixee.commandLine(), message);
    }
}
