package org.charactermirror.batch.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.plugin.PluginContext;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.LimitedModel;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.scenario.ModelSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all tasks in an executor's process share: the study, which the process checks once against the driver's, the open
 * models, and how many dialogues are played at once. Thread-safe.
 */
final class ExecutorSide {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutorSide.class);
    private static final long BEAT_MILLISECONDS = 500;

    /** For so many beats a task that needs several endpoints waits for the second one while it has the first. */
    private static final int PATIENT_BEATS = 20;

    /** Guarded by the class. */
    private static @Nullable ExecutorSide current;

    private final String run;
    private final String process = UUID.randomUUID().toString();
    private final PluginContext context = RunPlugin.executor();
    private final StudyOpener.Executor executor;
    private final ExecutorStudy study;
    private final SharedModels models = new SharedModels(this::open);
    private final int batch;
    private final Semaphore places;
    private final ExecutorService sharing = Executors.newSingleThreadExecutor(task -> daemon(task, "shares"));

    /** Guarded by the places. */
    private int tallies;

    private volatile boolean stop;
    private volatile boolean hurry;
    private volatile boolean ended;

    private ExecutorSide(PlayTask task) {
        run = task.run();
        batch = task.batch();
        places = new Semaphore(batch, true);
        executor = (StudyOpener.Executor) ask(new Message.Hello(process, context.executorID(), host()));
        study = opened(task.opener());
        refuseIf(ask(new Message.Ingredients(process, new TreeMap<>(study.ingredients()))));
        daemon(this::beat, "beats").start();
    }

    /** Returns what is shared in this process, making it for the first task of a run. */
    static synchronized ExecutorSide of(PlayTask task) {
        ExecutorSide known = current;
        if (known != null && known.run.equals(task.run())) {
            return known;
        }
        end();
        ExecutorSide made = new ExecutorSide(task);
        current = made;
        return made;
    }

    /** Closes what is open in this process. */
    static synchronized void end() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }

    private void close() {
        ended = true;
        sharing.shutdownNow();
        models.close();
    }

    private ExecutorStudy opened(StudyOpener opener) {
        try {
            return opener.open(executor);
        } catch (RuntimeException | LinkageError e) {
            // What can be read on the driver cannot be read here: another program, a full disk.
            String reason = "the study cannot be opened there: " + e.getMessage();
            ask(new Message.Unable(process, reason));
            throw new ExecutorRefusedException(executor + ": " + reason, e);
        }
    }

    private void refuseIf(Object differences) {
        if (differences instanceof List<?> list && !list.isEmpty()) {
            throw new ExecutorRefusedException(executor + " plays nothing: " + list);
        }
    }

    ExecutorStudy study() {
        return study;
    }

    String process() {
        return process;
    }

    int batch() {
        return batch;
    }

    boolean stopRequested() {
        return stop;
    }

    /** Tells the driver something and returns its answer. */
    Object ask(Message message) {
        Object answer;
        try {
            answer = Envelope.open((byte[]) context.ask(Envelope.close(message)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the driver was told " + message.getClass(), e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the driver did not answer " + message.getClass().getSimpleName(), e);
        }
        if (answer instanceof Envelope.Refused refused) {
            throw new IllegalStateException("the driver did not take what it was told: " + refused.reason());
        }
        return answer;
    }

    /**
     * Waits until models may be used and opens them.
     *
     * @throws ExecutorRefusedException if one cannot be used here, or is not the driver's
     */
    SharedModels.Lease lease(List<ModelSpec> wanted) throws InterruptedException {
        while (true) {
            SharedModels.Lease lease = leaseOnce(wanted);
            boolean ready = false;
            try {
                ready = awaitShares(lease);
                if (ready) {
                    return lease;
                }
            } finally {
                if (!ready) {
                    lease.close();
                }
            }
            // Others are told at the next beat that they may go on.
            Thread.sleep(2 * BEAT_MILLISECONDS);
        }
    }

    private SharedModels.Lease leaseOnce(List<ModelSpec> wanted) throws InterruptedException {
        try {
            return models.lease(wanted);
        } catch (ModelUnavailableException e) {
            throw new ExecutorRefusedException(executor + ": " + e.getMessage(), e);
        }
    }

    /**
     * Waits for a part of every endpoint's limits. With several endpoints not for ever: another process may have a part of
     * the second and wait for the first.
     */
    private boolean awaitShares(SharedModels.Lease lease) throws InterruptedException {
        List<DividedModel> divided = lease.models().stream()
                .filter(DividedModel.class::isInstance)
                .map(DividedModel.class::cast)
                .toList();
        for (int beats = 0; !divided.stream().allMatch(DividedModel::isReady) && !stop; beats++) {
            if (divided.size() > 1 && beats >= PATIENT_BEATS) {
                return false;
            }
            Thread.sleep(BEAT_MILLISECONDS);
        }
        return true;
    }

    /** Notes that models may not work any more. */
    void doubt(List<ModelSpec> specs) {
        models.doubt(specs);
    }

    private ChatModel open(ModelSpec spec) {
        try {
            study.describe(spec)
                    .ifPresent(found -> refuseIf(
                            ask(new Message.Model(process, spec.id(), new TreeMap<>(Checks.decisive(found.facts()))))));
            ChatModel opened = study.open(spec, () -> hurry);
            return spec instanceof ModelSpec.Remote remote
                    ? new DividedModel(remote.endpoint().limits(), (LimitedModel) opened)
                    : opened;
        } catch (ExecutorRefusedException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            // Whatever it is, another executor may be able to: a full disk, files that are not there, a library that is
            // not.
            String reason =
                    e instanceof ModelUnavailableException ? String.valueOf(e.getMessage()) : spec.id() + ": " + e;
            ask(new Message.Unfit(process, spec.id(), reason));
            throw new ModelUnavailableException(reason, e);
        }
    }

    /** Takes the place of one dialogue, or all places. */
    int takePlaces(boolean alone) throws InterruptedException {
        int wanted = alone ? batch : 1;
        places.acquire(wanted);
        return wanted;
    }

    void givePlaces(int taken) {
        places.release(taken);
    }

    /** Counts what was done so far. */
    Message.Tally tally() {
        synchronized (places) {
            return new Message.Tally(++tallies, new TreeMap<>(study.usage()), new TreeMap<>(models.cacheUse()));
        }
    }

    private void beat() {
        while (!ended) {
            try {
                Map<String, DividedModel> divided = models.divided();
                Map<String, Integer> applied = new TreeMap<>();
                divided.forEach((id, model) -> applied.put(id, model.applied()));
                Message.Orders orders = (Message.Orders) ask(new Message.Beat(process, applied, tally()));
                stop = orders.stop();
                hurry = orders.hurry();
                Map<String, Share> shares = new HashMap<>(orders.shares());
                shares.keySet().retainAll(divided.keySet());
                shares.forEach((id, share) -> take(divided, id, share));
                Thread.sleep(BEAT_MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // Without beats nobody hears of the run's end or of other limits: nothing may end them.
                if (!ended) {
                    LOG.warn("the driver did not hear a sign of life", e);
                    pause();
                }
            }
        }
    }

    /** Takes a share in a thread of its own: one that becomes smaller waits for replies, and beats must not. */
    private void take(Map<String, DividedModel> divided, String id, Share share) {
        DividedModel model = divided.get(id);
        if (model != null && model.announce(share)) {
            sharing.execute(() -> take(model));
        }
    }

    private static void take(DividedModel model) {
        try {
            model.take();
        } catch (RuntimeException | Error e) {
            // It is offered again; what nobody catches would end the executor.
            LOG.warn("another part of an endpoint's limits could not be taken", e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(BEAT_MILLISECONDS);
        } catch (InterruptedException e) {
            ended = true;
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, "charmirror-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
