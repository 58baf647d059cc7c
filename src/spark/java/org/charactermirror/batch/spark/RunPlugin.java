package org.charactermirror.batch.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line between executors and the driver: Spark's own, with its encryption and authentication. What is played comes
 * back over it dialogue by dialogue; a task's result would come only at the task's end.
 */
public final class RunPlugin implements SparkPlugin {

    private static final AtomicReference<@Nullable Coordinator> COORDINATOR = new AtomicReference<>();
    private static final Logger LOG = LoggerFactory.getLogger(RunPlugin.class);
    private static final Map<String, Integer> CORES = new ConcurrentHashMap<>();
    private static final AtomicReference<@Nullable PluginContext> CONTEXT = new AtomicReference<>();

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Map<String, String> init(SparkContext spark, PluginContext context) {
                // Now, before the first executor is there.
                spark.addSparkListener(new Executors());
                return Map.of();
            }

            @Override
            public Object receive(Object message) {
                return Envelope.close(answer((Message) Envelope.open((byte[]) message)));
            }
        };
    }

    /** Answers in any case: an executor that gets no answer waits for minutes. */
    private static Serializable answer(Message message) {
        Coordinator coordinator = COORDINATOR.get();
        if (coordinator == null) {
            return message instanceof Message.Beat
                    ? new Message.Orders(true, true, new TreeMap<>())
                    : new Envelope.Refused("no study is being run");
        }
        try {
            return coordinator.answer(message);
        } catch (RuntimeException e) {
            LOG.error("{} could not be answered", message.getClass(), e);
            return new Envelope.Refused(String.valueOf(e));
        }
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> configuration) {
                CONTEXT.set(context);
            }

            @Override
            public void shutdown() {
                ExecutorSide.end();
            }
        };
    }

    /** Has messages answered by a coordinator from now on; by none, if it is null. */
    static void listen(@Nullable Coordinator coordinator) {
        COORDINATOR.set(coordinator);
    }

    /** Returns how many cores Spark gave an executor; 0 where that is not known. */
    static int cores(String executor) {
        return CORES.getOrDefault(executor, 0);
    }

    /** Returns how many cores the largest executor has; 1 where no executor is known yet. */
    static int mostCores() {
        return CORES.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    /** Returns the ids of the executors that there are now. */
    static Set<String> executors() {
        return Set.copyOf(CORES.keySet());
    }

    /** Returns how many tasks all executors run at once, if each takes so many cores. */
    static int slots(int coresOfTask) {
        return CORES.values().stream().mapToInt(cores -> cores / coresOfTask).sum();
    }

    /** Hears of executors that come and go. */
    private static final class Executors extends SparkListener {

        @Override
        public void onExecutorAdded(SparkListenerExecutorAdded added) {
            CORES.put(added.executorId(), added.executorInfo().totalCores());
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            CORES.remove(removed.executorId());
            Coordinator coordinator = COORDINATOR.get();
            if (coordinator != null) {
                coordinator.executorLost(removed.executorId(), removed.reason());
            }
        }
    }

    /** Returns what Spark says of the executor in whose process this is. */
    static PluginContext executor() {
        return Objects.requireNonNull(CONTEXT.get(), "the process is no executor's");
    }
}
