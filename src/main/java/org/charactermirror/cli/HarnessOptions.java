package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code bench} that measure everything but a model. */
final class HarnessOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec mixee;

    @Option(
            names = "--harness",
            description = "Measures everything but a model: turns a second into a study's record, memory, resuming.")
    private boolean harness;

    @Option(
            names = "--turns",
            paramLabel = "N",
            description = "With --harness: turns to be played; 20000 if not given.")
    private @Nullable Integer turns;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            description = "With --harness: milliseconds that the model takes for a reply; 0 if not given.")
    private @Nullable Integer latency;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "With --harness: sessions played at once; 64 if not given.")
    private @Nullable Integer concurrency;

    /** Tells whether the harness is what is to be measured. */
    boolean asked() {
        if (!harness
                && !given("--judge")
                && Stream.of("--turns", "--latency", "--concurrency").anyMatch(this::given)) {
            throw usage("--turns, --latency and --concurrency need --harness");
        }
        if (harness
                && Stream.of("--shape", "--config", "--model", "--study", "--layers")
                        .anyMatch(this::given)) {
            throw usage("--harness measures no model: --shape, --config, --model, --study and --layers are not for it");
        }
        return harness;
    }

    private boolean given(String option) {
        return mixee.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** Measures and prints. */
    int measure(boolean json) {
        PrintWriter out = mixee.commandLine().getOut();
        HarnessBench bench = new HarnessBench(
                least("--turns", turns == null ? 20_000 : turns, 20),
                least("--latency", latency == null ? 0 : latency, 0),
                least("--concurrency", concurrency == null ? 64 : concurrency, 1),
                mixee.commandLine().getErr());
        HarnessBench.Measured measured = bench.measure();
        if (json) {
            out.print(Json.write(measured.asMap()));
        } else {
            measured.lines().forEach(out::println);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private int least(String option, int value, int least) {
        if (value < least) {
            throw usage(option + " is " + value + "; it must be " + least + " or more");
        }
        return value;
    }

    private ParameterException usage(String message) {
        return new ParameterException(mixee.commandLine(), message);
    }
}
