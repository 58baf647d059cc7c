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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Mixin
    private RunOptions given = new RunOptions();

    @Option(names = "--interactive", description = "Is refused: a person plays at one machine, with charmirror run.")
    private boolean interactive;

    @Option(names = "--annotator", paramLabel = "NAME", description = "Is refused likewise.")
    private @Nullable String annotator;

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
        if (interactive || annotator != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--interactive: a person plays at one machine, not on a cluster; use charmirror run --interactive");
        }
        LoadedStudy loaded = given.load();
        if (given.dryRun()) {
            given.printPlan(loaded);
            return ExitCode.DONE;
        }
        Path folder = given.folder();
        Optional<BigDecimal> bound = given.bound(loaded.study());
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
        String again = SparkMain.NAME + " run " + Shell.quoted(given.study()) + " --out " + Shell.quoted(folder);
        new RunOutcomePrinter(spec, given.json(), false, again, given.bounded()).print(loaded.study(), folder, outcome);
        return outcome.exitCode();
    }

    private RunOutcome play(LoadedStudy loaded, Path folder, Optional<BigDecimal> bound, JavaSparkContext spark) {
        PrintWriter err = spec.commandLine().getErr();
        ExecutorOptions options = new ExecutorOptions(
                given.batch(),
                given.cacheMemory().given().orElse(0),
                given.speculation(),
                given.device().value());
        ClusterRunner runner = new ClusterRunner(
                spark, openers.apply(ShippedStudy.of(Installation.current(), loaded.study(), options)), given.batch());
        DescribedModels models = new DescribedModels(
                options.on(0),
                new StudyModels(GlmOptions.ofDefaults(), loaded.study().language(), err::println, System.in),
                runner::usage);
        try (Interrupts interrupts = Interrupts.listen(
                        () -> err.println("\nFinishing the turns in flight; press Ctrl-C again to stop at once."));
                RunProgress progress = RunProgress.of(spec)) {
            return new StudyRun(loaded, models, given.batch(), bound)
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
}
