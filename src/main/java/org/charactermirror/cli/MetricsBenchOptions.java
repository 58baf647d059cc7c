package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code bench} that measure automatic scores. */
final class MetricsBenchOptions {

    private static final int REPLIES = 100_000;
    private static final int MOST = 1_000_000;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec mixee;

    @Option(
            names = "--metrics",
            description = "Measures scoring replies that were made up, beside reading their text once.")
    private boolean metrics;

    @Option(
            names = "--replies",
            paramLabel = "N",
            description = "With --metrics: so many replies; 100000 if not given.")
    private @Nullable Integer replies;

    @Option(names = "--embeddings", description = "With --metrics: the metrics of meaning, too.")
    private boolean embeddings;

    /** Tells whether this is what is to be measured. */
    boolean asked() {
        if (!metrics && (replies != null || embeddings)) {
            throw usage("--replies and --embeddings need --metrics");
        }
        if (metrics
                && Stream.of("--shape", "--config", "--model", "--study", "--layers", "--harness", "--analysis")
                        .anyMatch(mixee.commandLine().getParseResult()::hasMatchedOption)) {
            throw usage("--metrics measures automatic scores only: --shape, --config, --model, --study, --layers,"
                    + " --harness and --analysis are not for it");
        }
        return metrics;
    }

    /** Measures and prints. */
    int measure(boolean json) {
        int asked = replies == null ? REPLIES : replies;
        if (asked < 1 || asked > MOST) {
            throw usage("--replies is " + asked + "; it must be from 1 to " + MOST);
        }
        MetricsBench.Measured measured =
                new MetricsBench(asked, embeddings, mixee.commandLine().getErr()).measure();
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
