package org.charactermirror.batch.spark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.scenario.ModelSpec;

/**
 * The models that are open in an executor's process, each once, for all of its tasks. Of local models, which may fill the
 * memory, only those are open that one task needs: a task that needs others waits until no task uses the ones that are
 * open. Thread-safe.
 */
final class SharedModels implements AutoCloseable {

    private final Opener opener;

    /** All that follows is guarded by this object. */
    private final Map<ModelSpec, ChatModel> open = new LinkedHashMap<>();

    private final Map<ModelSpec, Integer> users = new LinkedHashMap<>();
    private final Set<ModelSpec> doubtful = new HashSet<>();
    private final Map<String, CacheUse> used = new TreeMap<>();

    /** Opens a model. */
    @FunctionalInterface
    interface Opener {

        /**
         * Opens a model.
         *
         * @throws org.charactermirror.chat.ModelUnavailableException if it cannot be used
         */
        ChatModel open(ModelSpec spec);
    }

    SharedModels(Opener opener) {
        this.opener = opener;
    }

    /** Models that a task uses, in the order asked for; they stay open until it is closed. */
    final class Lease implements AutoCloseable {

        private final List<ModelSpec> specs;
        private final List<ChatModel> models;

        private Lease(List<ModelSpec> specs, List<ChatModel> models) {
            this.specs = specs;
            this.models = models;
        }

        List<ChatModel> models() {
            return models;
        }

        @Override
        public void close() {
            giveBack(specs);
        }
    }

    /**
     * Waits until models may be used, and opens those that are not open.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if one cannot be used
     */
    synchronized Lease lease(List<ModelSpec> wanted) throws InterruptedException {
        while (!fits(wanted)) {
            wait();
        }
        for (ModelSpec spec : List.copyOf(open.keySet())) {
            if (isUnused(spec) && isInTheWay(spec, wanted)) {
                close(spec);
            }
        }
        List<ChatModel> models = new ArrayList<>();
        for (ModelSpec spec : wanted) {
            models.add(open.computeIfAbsent(spec, opener::open));
        }
        List<ModelSpec> specs = List.copyOf(wanted);
        specs.forEach(spec -> users.merge(spec, 1, Integer::sum));
        models.forEach(model -> {
            if (model instanceof DividedModel divided) {
                divided.use();
            }
        });
        return new Lease(specs, models);
    }

    /** Notes that a model may not work any more: it is opened anew as soon as nobody uses it. */
    synchronized void doubt(List<ModelSpec> specs) {
        specs.stream().filter(open::containsKey).forEach(doubtful::add);
    }

    private boolean fits(List<ModelSpec> wanted) {
        return open.keySet().stream().filter(spec -> !isUnused(spec)).noneMatch(spec -> isInTheWay(spec, wanted));
    }

    private boolean isInTheWay(ModelSpec spec, List<ModelSpec> wanted) {
        return doubtful.contains(spec) || (isLocal(spec) && !wanted.contains(spec));
    }

    private boolean isUnused(ModelSpec spec) {
        return users.getOrDefault(spec, 0) == 0;
    }

    private static boolean isLocal(ModelSpec spec) {
        return spec instanceof ModelSpec.Local;
    }

    private synchronized void giveBack(List<ModelSpec> specs) {
        specs.forEach(spec -> users.merge(spec, -1, Integer::sum));
        for (ModelSpec spec : specs) {
            if (isUnused(spec) && open.get(spec) instanceof DividedModel divided) {
                divided.rest();
            }
        }
        notifyAll();
    }

    private void close(ModelSpec spec) {
        doubtful.remove(spec);
        ChatModel model = open.remove(spec);
        if (model != null) {
            model.cacheUse().ifPresent(use -> used.merge(spec.id(), use, CacheUse::plus));
            model.close();
        }
    }

    /** Returns what caches did so far, by the models' ids. */
    synchronized Map<String, CacheUse> cacheUse() {
        Map<String, CacheUse> all = new TreeMap<>(used);
        open.forEach((spec, model) -> model.cacheUse().ifPresent(use -> all.merge(spec.id(), use, CacheUse::plus)));
        all.values().removeIf(CacheUse.NONE::equals);
        return all;
    }

    /** Returns the remote models in use, by id. */
    synchronized Map<String, DividedModel> divided() {
        Map<String, DividedModel> divided = new TreeMap<>();
        open.forEach((spec, model) -> {
            if (!isUnused(spec) && model instanceof DividedModel remote) {
                divided.put(spec.id(), remote);
            }
        });
        return divided;
    }

    @Override
    public synchronized void close() {
        List.copyOf(open.keySet()).forEach(this::close);
    }
}
