package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.charactermirror.chat.glm.Benchmark;
import org.charactermirror.chat.glm.Benchmark.Measured;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.MachineSpeed;
import org.charactermirror.chat.glm.ModelConfiguration;
import org.charactermirror.chat.glm.ModelShapes;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.chat.glm.Roofline;
import org.charactermirror.chat.glm.StudyBenchmark;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast a model runs here, and what the machine would allow. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast a model runs on this machine, and how much of what the machine can do that is.",
            "A --shape or a --config is measured with random weights, which are written into the cache folder, loaded"
                    + " like any model's and removed at the end (12.5 GB for chatglm2-6b, 6 GB more at int8). Nothing else"
                    + " should be at work."
        },
        exitCodeList = {
            "3:the folder of --keep cannot be used",
            "5:the model cannot be used, or memory or disk do not suffice",
            "130:interrupted; nothing is left behind"
        },
        footer = {
            "  charmirror bench --shape chatglm2-6b --precision int8 --layers 3",
            "  charmirror bench --shape tiny --study --sessions 6 --json",
            "  charmirror bench --model models/characterglm-6b --precision int8 --study",
            "  charmirror bench --harness --turns 100000",
            "  charmirror bench --judge --latency 50 --concurrency 64",
            "  charmirror bench --judge --shape chatglm2-6b --layers 3 --precision int8",
            "  charmirror bench --analysis --rows 1000000",
            "  charmirror bench --studio --annotators 200"
        })
final class BenchCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 600;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--shape", paramLabel = "NAME", description = "Sizes by name: chatglm2-6b, tiny or tinier.")
    private @Nullable String shape;

    @Option(names = "--config", paramLabel = "FILE", description = "Sizes as a model's config.json gives them.")
    private @Nullable Path config;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Measures the weights in this folder, or embedded:NAME, instead of random ones.")
    private @Nullable String model;

    @Option(
            names = "--precision",
            defaultValue = "f32",
            paramLabel = "P",
            description = "The arithmetic: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
    private Precision precision = Precision.F32;

    @Option(
            names = "--context",
            defaultValue = "512",
            paramLabel = "N",
            description = "Tokens before those that are generated; ${DEFAULT-VALUE} if not given.")
    private int context;

    @Option(
            names = "--seconds",
            defaultValue = "" + Benchmark.SECONDS,
            paramLabel = "S",
            description =
                    "Measures each figure of the network for S seconds at least; ${DEFAULT-VALUE} if not given. Below"
                            + " 0.5 only once: a rough figure.")
    private double seconds;

    @Option(
            names = "--layers",
            paramLabel = "N",
            description = "Measures networks of 1 and of N layers (at least 2) and extrapolates to all of the model.")
    private @Nullable Integer layers;

    @Option(
            names = "--study",
            description = "Plays a study too: 24 characters x 3 topics x 20 rounds, with replies of 48 tokens.")
    private boolean study;

    @Option(names = "--sessions", paramLabel = "N", description = "With --study: only the first N of 72 sessions.")
    private @Nullable Integer sessions;

    @Mixin
    private BatchOption batch = new BatchOption();

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Writes the random weights into this new folder and leaves them there.")
    private @Nullable Path keep;

    @Mixin
    private HarnessOptions harness = new HarnessOptions();

    @Mixin
    private AnalysisBenchOptions analysis = new AnalysisBenchOptions();

    @Mixin
    private MetricsBenchOptions metrics = new MetricsBenchOptions();

    @Mixin
    private JudgeBenchOptions judge = new JudgeBenchOptions();

    @Mixin
    private StudioBenchOptions studio = new StudioBenchOptions();

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (studio.asked()) {
            return studio.measure(json);
        }
        if (metrics.asked()) {
            return metrics.measure(json);
        }
        if (judge.asked()) {
            return judge.measure(json);
        }
        if (analysis.asked()) {
            return analysis.measure(json);
        }
        if (harness.asked()) {
            return harness.measure(json);
        }
        ModelConfiguration sizes = sizes();
        precision = GlmChatModel.nearest(precision);
        Benchmark.Settings settings = settings(sizes);
        boolean whole = layers == null || layers >= sizes.layers();
        PrintWriter err = spec.commandLine().getErr();
        Benchmark benchmark = new Benchmark(settings, line -> err.println("bench: " + line));
        List<Measured> parts = new ArrayList<>();
        if (model != null) {
            parts.add(benchmark.measure(
                    EmbeddedModels.resolve(model), EmbeddedModels.cacheFolder(), MachineChecks.freeMemory()));
        } else {
            int most = whole ? sizes.layers() : Math.max(2, Objects.requireNonNull(layers));
            for (int count : whole ? List.of(most) : List.of(1, most)) {
                parts.add(random(benchmark, count, count == most));
            }
        }
        // Last, since memory that was taken once may stay with the process and would count as the network's.
        MachineSpeed machine = benchmark.machine(MachineChecks.freeMemory());
        Measured last = parts.get(parts.size() - 1);
        Measured all = whole ? last : Benchmark.extrapolated(parts.get(0), last, sizes.layers());
        BenchReport report = new BenchReport(
                subject(),
                settings,
                new Roofline(sizes, precision, machine),
                parts.stream().map(Measured::layers).toList(),
                all);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(report.asMap()));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
        return ExitCode.DONE;
    }

    /** Measures random weights, which are on the disk only meanwhile. */
    private Measured random(Benchmark benchmark, int count, boolean asked) {
        PrintWriter err = spec.commandLine().getErr();
        try (ScratchFolder scratch = ScratchFolder.beneath(EmbeddedModels.cacheFolder());
                ScratchFolder weights =
                        keep != null && asked ? ScratchFolder.at(keep) : ScratchFolder.beneath(scratch.path());
                Interrupts interrupts = Interrupts.listen(() -> ScratchFolder.interrupted(err, weights, scratch))) {
            benchmark.writeRandom(weights.path(), count);
            if (keep != null && asked) {
                weights.keep();
            }
            return benchmark.measure(weights.path(), scratch.path(), MachineChecks.freeMemory());
        }
    }

    private ModelConfiguration sizes() {
        if (Stream.of(shape, config, model).filter(Objects::nonNull).count() != 1) {
            throw usage("Name what to measure: one of --shape, --config and --model");
        }
        if (model != null && (layers != null || keep != null)) {
            throw usage("--layers and --keep are for random weights, not for --model");
        }
        if (config != null) {
            return ModelConfiguration.readFile(config);
        }
        if (model != null) {
            return ModelConfiguration.read(EmbeddedModels.resolve(model));
        }
        String name = Objects.requireNonNull(shape);
        return ModelShapes.named(name)
                .orElseThrow(() -> usage("--shape is " + name + "; there are: " + String.join(", ", ModelShapes.names())
                        + "; for other sizes use --config"));
    }

    private Benchmark.Settings settings(ModelConfiguration sizes) {
        if (context < 1 || context >= sizes.contextLength()) {
            throw usage("--context is " + context + "; it must be from 1 to " + (sizes.contextLength() - 1)
                    + ", since the model's context is " + sizes.contextLength());
        }
        if (layers != null && (layers < 1 || layers > sizes.layers())) {
            throw usage("--layers is " + layers + "; it must be from 1 to " + sizes.layers() + ", the model's layers");
        }
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw usage("--seconds is " + seconds + "; it must be above 0 and at most " + MOST_SECONDS);
        }
        return new Benchmark.Settings(sizes, precision, context, part(sizes), seconds);
    }

    private Optional<StudyBenchmark.Part> part(ModelConfiguration sizes) {
        int all = StudyBenchmark.CHARACTERS * StudyBenchmark.TOPICS;
        if (!study) {
            if (sessions != null || spec.commandLine().getParseResult().hasMatchedOption("--batch")) {
                throw usage("--sessions and --batch need --study");
            }
            return Optional.empty();
        }
        int played = sessions == null ? all : sessions;
        if (played < 1 || played > all) {
            throw usage("--sessions is " + played + "; it must be from 1 to " + all);
        }
        int rounds = StudyBenchmark.rounds(sizes.contextLength());
        if (rounds == 0) {
            throw usage("--study: the model's context of " + sizes.contextLength()
                    + " tokens has no room for a round behind a profile of " + StudyBenchmark.PROFILE);
        }
        return Optional.of(new StudyBenchmark.Part(played, rounds, batch.value()));
    }

    private String subject() {
        return shape != null ? shape : String.valueOf(config != null ? config : model);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
