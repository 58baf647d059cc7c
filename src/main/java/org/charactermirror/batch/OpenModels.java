package org.charactermirror.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.scenario.ModelSpec;

/** The models that are open at a time: one, or the two of a pair; asking for others closes those no longer needed. */
public final class OpenModels implements AutoCloseable {

    private final ChatModelFactory factory;
    private final Map<ModelSpec, ChatModel> open = new LinkedHashMap<>();

    /** Of models that were closed. */
    private final Map<String, CacheUse> used = new LinkedHashMap<>();

    public OpenModels(ChatModelFactory factory) {
        this.factory = factory;
    }

    /**
     * Returns a model, opening it if it is not open, and closes all others; it stays this object's to close.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if it cannot be used
     */
    public ChatModel get(ModelSpec wanted) {
        return get(List.of(wanted)).get(0);
    }

    /** Returns several models, in the order asked for, likewise. */
    public List<ChatModel> get(List<ModelSpec> wanted) {
        for (ModelSpec spec : List.copyOf(open.keySet())) {
            if (!wanted.contains(spec)) {
                close(spec);
            }
        }
        return wanted.stream()
                .map(spec -> open.computeIfAbsent(spec, factory::open))
                .toList();
    }

    private void close(ModelSpec spec) {
        ChatModel model = open.remove(spec);
        if (model != null) {
            model.cacheUse().ifPresent(use -> used.merge(spec.id(), use, CacheUse::plus));
            model.close();
        }
    }

    /** Returns what the caches of all models so far did, by the models' ids; without those that have none, or no replies. */
    public Map<String, CacheUse> cacheUse() {
        Map<String, CacheUse> all = new LinkedHashMap<>(used);
        open.forEach((spec, model) -> model.cacheUse().ifPresent(use -> all.merge(spec.id(), use, CacheUse::plus)));
        all.values().removeIf(CacheUse.NONE::equals);
        return all;
    }

    @Override
    public void close() {
        List.copyOf(open.keySet()).forEach(this::close);
    }
}
