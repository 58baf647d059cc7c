package org.charactermirror.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.scenario.Study;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be said of a run, at one machine or on a cluster. */
final class RunOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STUDY",
            description = "A study's file, or the name of one in scenarios/studies: demo, paper-rating, ...")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private String study;

    @Option(names = "--out", paramLabel = "DIR", description = "The study's folder: new, or that of the same study.")
    private @Nullable Path out;

    @Mixin
    private BatchOption batch = new BatchOption();

    @Mixin
    private SpeculationOption speculation = new SpeculationOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Mixin
    private CacheMemoryOption cacheMemory = new CacheMemoryOption();

    @Option(
            names = "--budget",
            paramLabel = "N",
            description =
                    "Stops when remote models have cost this much in all runs of the folder, in the currency of the"
                            + " study's prices; requests under way are finished and may cost a little more.")
    private @Nullable BigDecimal budget;

    @Option(
            names = "--dry-run",
            description = "Prints the plan, and what remote models would cost at most, and does nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints the outcome as JSON.")
    private boolean json;

    /** Returns the study's path or name. */
    String study() {
        return study;
    }

    LoadedStudy load() {
        return LoadedStudy.load(Installation.current(), study);
    }

    /** Returns the study's folder, which must be given. */
    Path folder() {
        Path folder = out;
        if (folder == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--out=DIR'");
        }
        return folder;
    }

    int batch() {
        return batch.value();
    }

    boolean speculation() {
        return speculation.value();
    }

    DeviceOption device() {
        return device;
    }

    CacheMemoryOption cacheMemory() {
        return cacheMemory;
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean json() {
        return json;
    }

    /** Returns how local models are run on this machine. */
    GlmOptions local() {
        return GlmOptions.ofDefaults()
                .withBatch(batch.value())
                .withCacheMemory(cacheMemory.bytes())
                .withSpeculation(speculation.value())
                .withDevice(device.value());
    }

    /** Returns what all runs of the folder may cost: what was asked for, or what the study says. */
    Optional<BigDecimal> bound(Study planned) {
        BigDecimal asked = budget;
        if (asked == null) {
            return planned.budget();
        }
        if (asked.signum() <= 0) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--budget': " + asked + " is not above 0");
        }
        return Optional.of(asked);
    }

    /** Repeats the bound that was asked for: without it the same command would have none. */
    String bounded() {
        return budget == null ? "" : " --budget " + budget.toPlainString();
    }

    /** Prints the plan, with what it costs at most. */
    void printPlan(LoadedStudy loaded) {
        PlanPrinter plan = new PlanPrinter(loaded.plan(), bound(loaded.study()));
        if (json) {
            RunOutcomePrinter.printJson(spec, plan.toMap());
            return;
        }
        plan.print(spec.commandLine().getOut());
    }
}
