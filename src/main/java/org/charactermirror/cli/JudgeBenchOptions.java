package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.charactermirror.chat.glm.Benchmark;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.JudgeBenchmark;
import org.charactermirror.chat.glm.ModelConfiguration;
import org.charactermirror.chat.glm.ModelShapes;
import org.charactermirror.chat.glm.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code bench} that measure judging. */
final class JudgeBenchOptions {

    private static final int ITEMS = 5_000;
    private static final int LATENCY = 50;
    private static final int CONCURRENCY = 64;
    private static final int LOCAL_ITEMS = 64;
    private static final int BATCH = 8;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec mixee;

    @Option(
            names = "--judge",
            description = {
                "Measures judging: alone, how busy a remote judge that takes --latency for an answer is kept; with --shape or",
                "--model, what a local one gains by reading what questions share only once."
            })
    private boolean judge;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "With --judge: replies to be judged; 5000 if not given, 64 of a local judge.")
    private @Nullable Integer items;

    /** Tells whether judging is what is to be measured. */
    boolean asked() {
        if (!judge && items != null) {
            throw usage("--items needs --judge");
        }
        if (judge && (given("--study") || given("--config") || given("--keep"))) {
            throw usage("--study, --config and --keep are not for --judge; name a --shape or a --model");
        }
        return judge;
    }

    /** Measures and prints. */
    int measure(boolean json) {
        PrintWriter out = mixee.commandLine().getOut();
        if (given("--shape") || given("--model")) {
            JudgeSharing measured = JudgeSharing.of(local());
            out.print(json ? Json.write(measured.asMap()) : String.join("\n", measured.lines()) + "\n");
        } else {
            JudgeBench.Measured measured = new JudgeBench(
                            least("--items", items == null ? ITEMS : items, 20),
                            least("--latency", value("--latency", LATENCY), 0),
                            least("--concurrency", value("--concurrency", CONCURRENCY), 1),
                            mixee.commandLine().getErr())
                    .measure();
            out.print(json ? Json.write(measured.asMap()) : String.join("\n", measured.lines()) + "\n");
        }
        out.flush();
        return ExitCode.DONE;
    }

    private JudgeBenchmark.Measured local() {
        Precision precision = GlmChatModel.nearest(optional("--precision", Precision.F32));
        int replies = least("--items", items == null ? LOCAL_ITEMS : items, JudgeBenchmark.ROUNDS);
        int batch = given("--batch") ? value("--batch", BATCH) : BATCH;
        int dialogues = replies / JudgeBenchmark.ROUNDS;
        if (given("--model")) {
            Path folder = EmbeddedModels.resolve(optional("--model", ""));
            ModelConfiguration sizes = ModelConfiguration.read(folder);
            return JudgeBenchmark.measure(
                    folder,
                    precision,
                    EmbeddedModels.cacheFolder(),
                    JudgeBenchmark.Part.of(dialogues, sizes.contextLength(), batch),
                    MachineChecks.freeMemory());
        }
        String shape = optional("--shape", "");
        ModelConfiguration whole = ModelShapes.named(shape)
                .orElseThrow(
                        () -> usage("--shape is " + shape + "; there are: " + String.join(", ", ModelShapes.names())));
        ModelConfiguration sizes = whole.withLayers(Math.min(whole.layers(), value("--layers", whole.layers())));
        PrintWriter err = mixee.commandLine().getErr();
        try (ScratchFolder scratch = ScratchFolder.beneath(EmbeddedModels.cacheFolder());
                Interrupts interrupts = Interrupts.listen(() -> ScratchFolder.interrupted(err, scratch))) {
            Benchmark.writeRandom(scratch.path(), sizes);
            return JudgeBenchmark.measure(
                    scratch.path(),
                    precision,
                    scratch.path(),
                    JudgeBenchmark.Part.of(dialogues, sizes.contextLength(), batch),
                    MachineChecks.freeMemory());
        }
    }

    private boolean given(String option) {
        return mixee.commandLine().getParseResult().hasMatchedOption(option);
    }

    private <T> T optional(String option, T otherwise) {
        return given(option) ? mixee.commandLine().getParseResult().matchedOptionValue(option, otherwise) : otherwise;
    }

    private int value(String option, int otherwise) {
        return optional(option, otherwise);
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
