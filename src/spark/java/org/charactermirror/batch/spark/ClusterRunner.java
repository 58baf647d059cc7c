package org.charactermirror.batch.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.charactermirror.batch.Group;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunStore;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.scenario.ModelSpec;
import org.jspecify.annotations.Nullable;

/**
 * Plays on a cluster what is not played yet of a study: its dialogues are a data set of which each partition is a chunk
 * of them, and executors tell the driver of each dialogue as it ends. Jobs follow each other until there is nothing left
 * that can be played.
 */
public final class ClusterRunner {

    /** How often is looked whether there is any sense in going on. */
    private static final long LOOK_MILLISECONDS = 500;

    private final JavaSparkContext spark;
    private final StudyOpener opener;
    private final int batch;
    private @Nullable Coordinator coordinator;

    /**
     * Makes a runner.
     *
     * @param spark was made with {@link #configure}
     * @param batch dialogues that are played at once in every executor's process, at least 1
     */
    public ClusterRunner(JavaSparkContext spark, StudyOpener opener, int batch) {
        this.spark = spark;
        this.opener = opener;
        this.batch = batch;
    }

    /** Adds to a configuration what a run needs; what the user has set stays, but that our own plugin is added. */
    public static SparkConf configure(SparkConf conf) {
        String own = RunPlugin.class.getName();
        String others = conf.get("spark.plugins", "");
        conf.set("spark.plugins", others.isEmpty() ? own : others + "," + own);
        // A task fails only where its executor is lost or refused: one that is refused gets no further tasks, others
        // do.
        conf.setIfMissing("spark.excludeOnFailure.enabled", "true");
        conf.setIfMissing("spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor", "1");
        conf.setIfMissing("spark.excludeOnFailure.task.maxTaskAttemptsPerNode", "20");
        conf.setIfMissing("spark.excludeOnFailure.stage.maxFailedTasksPerExecutor", "1");
        conf.setIfMissing("spark.excludeOnFailure.stage.maxFailedExecutorsPerNode", "20");
        conf.setIfMissing("spark.excludeOnFailure.application.maxFailedExecutorsPerNode", "20");
        conf.setIfMissing("spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout", "10s");
        conf.setIfMissing("spark.task.maxFailures", "21");
        return conf;
    }

    /**
     * Plays until everything is played or has failed, or until asked to stop; then the turns under way are finished.
     *
     * @param store already holds the plan
     * @param checks what executors must have
     * @param stop says that the run is to end after the turns under way
     * @param hurry says that what waits for an endpoint is not to wait longer
     * @param notices hears in a sentence what users should know of executors
     * @throws org.charactermirror.problem.BadInputException if no executor has what the driver has, or nothing can be kept
     */
    public RunSummary run(
            StudyPlan plan,
            RunStore store,
            RunListener listener,
            Checks checks,
            BooleanSupplier stop,
            BooleanSupplier hurry,
            Consumer<String> notices) {
        Coordinator driver = new Coordinator(plan, store, listener, stop, hurry, checks, notices);
        coordinator = driver;
        listener.started(plan.turns(), RunSummary.of(store, 0));
        RunPlugin.listen(driver);
        try {
            rounds(plan, driver);
        } finally {
            RunPlugin.listen(null);
        }
        return RunSummary.of(store, driver.newTurns()).withCaches(driver.caches());
    }

    /** Returns what was asked so far of remote models, by all executors together. */
    public Map<String, ModelUsage> usage() {
        Coordinator known = coordinator;
        return known == null ? Map.of() : known.usage();
    }

    private void rounds(StudyPlan plan, Coordinator driver) {
        PlayTask task = new PlayTask(UUID.randomUUID().toString(), opener, batch);
        List<String> open = driver.open();
        while (!open.isEmpty() && !driver.stops()) {
            int before = driver.progress();
            Set<String> wanted = new HashSet<>(open);
            List<Group> groups = Group.of(plan, id -> wanted.contains(id.toString()));
            @Nullable Throwable reason = play(chunks(groups, driver.alone()), task, driver);
            driver.throwFailure();
            open = driver.open();
            if (!open.isEmpty() && !driver.stops() && driver.progress() == before) {
                if (!driver.failUnfit(models(groups))) {
                    driver.refused().ifPresent(refused -> {
                        throw refused;
                    });
                    throw new IllegalStateException(
                            "Spark ended the job with " + open.size() + " dialogues to play", reason);
                }
                open = driver.open();
            }
        }
        driver.throwFailure();
    }

    private List<Chunk> chunks(List<Group> groups, Set<String> alone) {
        int coresOfTask = spark.getConf().getInt("spark.task.cpus", 1);
        int tasksOfExecutor = Math.max(1, RunPlugin.mostCores() / coresOfTask);
        int slots = Math.max(1, spark.defaultParallelism() / coresOfTask);
        return Chunk.of(groups, alone, slots, (batch + tasksOfExecutor - 1) / tasksOfExecutor);
    }

    /** Runs a job and returns why it did not end well, if it did not. */
    private @Nullable Throwable play(List<Chunk> chunks, PlayTask task, Coordinator driver) {
        JavaFutureAction<Void> job = spark.parallelize(chunks, chunks.size()).foreachPartitionAsync(task);
        try {
            while (!job.isDone()) {
                if (driver.hasFailed()) {
                    job.cancel(true);
                }
                await(job);
            }
            job.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (CancellationException e) {
            return e;
        } catch (InterruptedException e) {
            job.cancel(true);
            Thread.currentThread().interrupt();
            return e;
        }
    }

    private static void await(JavaFutureAction<Void> job) throws InterruptedException, ExecutionException {
        try {
            job.get(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It goes on.
        }
    }

    private static Map<String, List<String>> models(List<Group> groups) {
        Map<String, List<String>> models = new HashMap<>();
        for (Group group : groups) {
            List<String> ids = group.needed().stream().map(ModelSpec::id).toList();
            List<String> sessions = new ArrayList<>();
            group.sessions().forEach(session -> sessions.add(session.id().toString()));
            group.pairs().forEach(pair -> sessions.add(pair.script().id().toString()));
            sessions.forEach(session -> models.put(session, ids));
        }
        return models;
    }
}
