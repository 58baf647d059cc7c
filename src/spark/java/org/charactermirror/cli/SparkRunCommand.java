package org.charactermirror.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.charactermirror.batch.spark.Checks;
import org.charactermirror.batch.spark.ClusterRunner;
import org.charactermirror.batch.spark.StudyOpener;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.scenario.Study;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run} on a cluster: plays a study into a folder of the driver's machine, or goes on with it. */
@Command(
        name = "run",
        footer = {
            "  spark-submit --master local[*] charmirror-spark.jar run demo --out my-run",
            "  spark-submit --master spark://HOST:7077 charmirror-spark.jar run STUDY.yaml --out my-run"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Plays a study on the executors of a cluster; the folder is the one that charmirror run writes.",
            "The same command again, here or as charmirror run, goes on where the last one stopped."
        },
        exitCodeList = {
            "0:all sessions are done",
            "3:the study or the folder has problems, or no executor has what the driver has",
            "4:finished with failed sessions, or stopped since the budget is spent",
            "5:a model cannot be used; nothing was played",
            "130:stopped by Ctrl-C; the same command goes on"
        })
final class SparkRunCommand implements Callable<Integer> {

    private final UnaryOperator<StudyOpener> openers;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STUDY",
            description = "A study's file, or the name of one in scenarios/studies of the driver's working folder.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private String study;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The study's folder, on the driver's machine: new, or that of the same study.")
    private @Nullable Path out;

    @Mixin
    private BatchOption batch = new BatchOption();

    @Mixin
    private SpeculationOption speculation = new SpeculationOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Mixin
    private CacheMemoryOption cacheMemory = new CacheMemoryOption();

    @Option(names = "--interactive", description = "Is refused: a person plays at one machine, with charmirror run.")
    private boolean interactive;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description =
                    "Stops when remote models have cost this much in all runs of the folder, as charmirror run does.")
    private @Nullable BigDecimal budget;

    @Option(
            names = "--dry-run",
            description = "Prints the plan, and what remote models would cost at most, and does nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints the outcome as JSON.")
    private boolean json;

    /**
     * Makes the command.
     *
     * @param openers changes how executors open studies
     */
    SparkRunCommand(UnaryOperator<StudyOpener> openers) {
        this.openers = openers;
    }

    @Override
    public Integer call() {
        if (interactive) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--interactive: a person plays at one machine, not on a cluster; use charmirror run --interactive");
        }
        LoadedStudy loaded = LoadedStudy.load(Installation.current(), study);
        Optional<BigDecimal> bound = bound(loaded.study());
        if (dryRun) {
            PlanPrinter plan = new PlanPrinter(loaded.plan(), bound);
            if (json) {
                RunOutcomePrinter.printJson(spec, plan.toMap());
            } else {
                plan.print(spec.commandLine().getOut());
            }
            return ExitCode.DONE;
        }
        Path folder = out;
        if (folder == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--out=DIR'");
        }
        StudyRun.requireNoPerson(loaded.study());
        SparkConf conf = ClusterRunner.configure(new SparkConf());
        conf.setIfMissing("spark.app.name", "charmirror run " + loaded.study().id());
        if (!conf.contains("spark.master")) {
            throw BadInputException.of(
                    "spark-submit", "no master is given; say --master local[*], spark://HOST:7077, yarn or k8s://...");
        }
        loaded.warnings().forEach(spec.commandLine().getErr()::println);
        RunOutcome outcome;
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            outcome = play(loaded, folder, bound, spark);
        }
        String again = SparkMain.NAME + " run " + Shell.quoted(study) + " --out " + Shell.quoted(folder);
        new RunOutcomePrinter(spec, json, false, again, budget == null ? "" : " --budget " + budget.toPlainString())
                .print(loaded.study(), folder, outcome);
        return outcome.exitCode();
    }

    private RunOutcome play(LoadedStudy loaded, Path folder, Optional<BigDecimal> bound, JavaSparkContext spark) {
        PrintWriter err = spec.commandLine().getErr();
        ExecutorOptions options =
                new ExecutorOptions(batch.value(), cacheMemory.given().orElse(0), speculation.value(), device.value());
        ClusterRunner runner = new ClusterRunner(
                spark, openers.apply(ShippedStudy.of(Installation.current(), loaded.study(), options)), batch.value());
        DescribedModels models = new DescribedModels(
                options.on(0),
                new StudyModels(GlmOptions.ofDefaults(), loaded.study().language(), err::println, System.in),
                runner::usage);
        try (Interrupts interrupts = Interrupts.listen(
                        () -> err.println("\nFinishing the turns in flight; press Ctrl-C again to stop at once."));
                RunProgress progress = RunProgress.of(spec)) {
            return new StudyRun(loaded, models, batch.value(), bound)
                    .outcome(folder, progress, interrupts::requested, (opened, store, open, heard, stop) -> {
                        store.keepEvent(
                                "cluster",
                                "Spark " + spark.version() + ", " + spark.master() + ", application "
                                        + spark.sc().applicationId());
                        Checks checks =
                                new Checks(new TreeMap<>(ShippedStudy.ingredients(loaded)), models.decisiveFacts());
                        return runner.run(loaded.plan(), store, heard, checks, stop, interrupts::requested, notice -> {
                            err.println(notice);
                            store.keepEvent("executor", notice);
                        });
                    });
        }
    }

    private Optional<BigDecimal> bound(Study planned) {
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
}
