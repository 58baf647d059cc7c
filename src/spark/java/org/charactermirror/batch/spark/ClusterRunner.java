package org.charactermirror.batch.spark;

import java.time.Duration;
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

    /** How long is waited for another executor where all that are there were refused. */
    private static final Duration OTHERS = Duration.ofSeconds(10);

    private static final Duration FIRST_EXECUTOR = Duration.ofSeconds(30);
    private static final Duration NEXT_EXECUTOR = Duration.ofMillis(1500);
    private static final Duration LAST_TALLY = Duration.ofSeconds(3);
    private static final String DYNAMIC = "spark.dynamicAllocation.";
    private static final int MOST_WORDS = 500;

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
            awaitExecutors(driver);
            rounds(plan, driver);
            awaitTallies(plan, driver);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
                    failAll(driver, reason);
                }
                open = driver.open();
            }
        }
        driver.throwFailure();
    }

    /** Ends what nothing can play: with all differences, if those are the reason, else as failed dialogues. */
    private void failAll(Coordinator driver, @Nullable Throwable reason) {
        driver.refused().ifPresent(refused -> {
            throw refused;
        });
        if (spark.sc().isStopped()) {
            throw new IllegalStateException(
                    "Spark was stopped with " + driver.open().size() + " dialogues to play", reason);
        }
        driver.failAll(words(reason));
    }

    /** Returns what Spark says of a failure without the places in the code. */
    static String words(@Nullable Throwable reason) {
        if (reason == null) {
            return "Spark ended the job without a reason";
        }
        String all = String.valueOf(reason.getMessage());
        int places = all.indexOf("\n\tat ");
        String words = (places < 0 ? all : all.substring(0, places)).strip().replaceAll("\\s+", " ");
        return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS) + "…";
    }

    /** Waits until no more executors come: how many there are decides how dialogues are divided. */
    private void awaitExecutors(Coordinator driver) throws InterruptedException {
        boolean come = !spark.isLocal() && !spark.getConf().getBoolean(DYNAMIC + "enabled", false);
        long begin = System.nanoTime();
        long since = begin;
        Set<String> known = RunPlugin.executors();
        while (come && !driver.stops()) {
            TimeUnit.MILLISECONDS.sleep(100);
            long now = System.nanoTime();
            if (!RunPlugin.executors().equals(known)) {
                known = RunPlugin.executors();
                since = now;
            }
            Duration wait = known.isEmpty() ? FIRST_EXECUTOR : NEXT_EXECUTOR;
            come = now - (known.isEmpty() ? begin : since) < wait.toNanos();
        }
    }

    /** Waits until every process has told what it asked of endpoints, also for tasks that came too late. */
    private static void awaitTallies(StudyPlan plan, Coordinator driver) throws InterruptedException {
        if (plan.models().stream().noneMatch(ModelSpec.Remote.class::isInstance)) {
            return;
        }
        Map<String, Integer> before = driver.tallyNumbers();
        long begin = System.nanoTime();
        while (driver.tallyNumbers().entrySet().stream()
                        .anyMatch(told -> told.getValue().equals(before.get(told.getKey())))
                && System.nanoTime() - begin < LAST_TALLY.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private List<Chunk> chunks(List<Group> groups, Set<String> alone) {
        SparkConf conf = spark.getConf();
        int coresOfTask = conf.getInt("spark.task.cpus", 1);
        int cores = conf.getInt("spark.executor.cores", RunPlugin.mostCores());
        int tasksOfExecutor = Math.max(1, (spark.isLocal() ? RunPlugin.mostCores() : cores) / coresOfTask);
        int slots = RunPlugin.slots(coresOfTask);
        if (conf.getBoolean(DYNAMIC + "enabled", false)) {
            // Executors come as there are tasks for them.
            slots = Math.max(slots, conf.getInt(DYNAMIC + "maxExecutors", 0) * tasksOfExecutor);
        }
        return Chunk.of(groups, alone, Math.max(1, slots), (batch + tasksOfExecutor - 1) / tasksOfExecutor);
    }

    /** Runs a job and returns why it did not end well, if it did not. */
    private @Nullable Throwable play(List<Chunk> chunks, PlayTask task, Coordinator driver) {
        JavaFutureAction<Void> job = spark.parallelize(chunks, chunks.size()).foreachPartitionAsync(task);
        long good = System.nanoTime();
        try {
            while (!job.isDone()) {
                if (!driver.refusedAll(RunPlugin.executors())) {
                    good = System.nanoTime();
                } else if (System.nanoTime() - good > OTHERS.toNanos()) {
                    driver.failRefused();
                }
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
