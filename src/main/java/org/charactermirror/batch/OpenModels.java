package org.charactermirror.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.scenario.ModelSpec;

/**
 * The models that are open: of local ones only those that were asked for last, since each may fill the memory; of others
 * all that were ever asked for. Thread-safe.
 */
public final class OpenModels implements AutoCloseable {

    private final ChatModelFactory factory;

    /** Guarded by this object. */
    private final Map<ModelSpec, ChatModel> open = new LinkedHashMap<>();

    /** Of models that were closed; guarded by this object. */
    private final Map<String, CacheUse> used = new LinkedHashMap<>();

    public OpenModels(ChatModelFactory factory) {
        this.factory = factory;
    }

    /**
     * Returns a model, opening it if it is not open; a local one closes all other local ones. It stays this object's to
     * close.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if it cannot be used
     */
    public ChatModel get(ModelSpec wanted) {
        return get(List.of(wanted)).get(0);
    }

    /** Returns several models, in the order asked for, likewise. */
    public synchronized List<ChatModel> get(List<ModelSpec> wanted) {
        if (wanted.stream().anyMatch(OpenModels::isLocal)) {
            for (ModelSpec spec : List.copyOf(open.keySet())) {
                if (isLocal(spec) && !wanted.contains(spec)) {
                    close(spec);
                }
            }
        }
        return wanted.stream()
                .map(spec -> open.computeIfAbsent(spec, factory::open))
                .toList();
    }

    private static boolean isLocal(ModelSpec spec) {
        return spec instanceof ModelSpec.Local;
    }

    private void close(ModelSpec spec) {
        ChatModel model = open.remove(spec);
        if (model != null) {
            model.cacheUse().ifPresent(use -> used.merge(spec.id(), use, CacheUse::plus));
            model.close();
        }
    }

    /** Returns what the caches of all models so far did, by the models' ids; without those that have none, or no replies. */
    public synchronized Map<String, CacheUse> cacheUse() {
        Map<String, CacheUse> all = new LinkedHashMap<>(used);
        open.forEach((spec, model) -> model.cacheUse().ifPresent(use -> all.merge(spec.id(), use, CacheUse::plus)));
        all.values().removeIf(CacheUse.NONE::equals);
        return all;
    }

    @Override
    public synchronized void close() {
        List.copyOf(open.keySet()).forEach(this::close);
    }
}
