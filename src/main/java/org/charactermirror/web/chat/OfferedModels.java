package org.charactermirror.web.chat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.scenario.ModelSpec;

/**
 * The models that people may talk with: each is opened when it is first asked for, and then stays open, since anybody may be
 * talking with it. Thread-safe.
 */
public final class OfferedModels implements AutoCloseable {

    private final List<ModelSpec> specs;
    private final ChatModelFactory factory;

    /** Guarded by this object. */
    private final Map<String, CompletableFuture<ChatModel>> opened = new LinkedHashMap<>();

    /** Guarded by this object. */
    private boolean closed;

    /**
     * Offers models.
     *
     * @param specs with different ids, the first one offered first
     */
    public OfferedModels(List<ModelSpec> specs, ChatModelFactory factory) {
        Set<String> ids = new HashSet<>();
        specs.forEach(spec -> {
            if (!ids.add(spec.id())) {
                throw new IllegalArgumentException("two models have the id " + spec.id());
            }
        });
        if (specs.isEmpty()) {
            throw new IllegalArgumentException("there is no model to talk with");
        }
        this.specs = List.copyOf(specs);
        this.factory = factory;
    }

    /** Returns the models in the order in which they are offered. */
    List<ModelSpec> specs() {
        return specs;
    }

    /** Finds a model by its id. */
    Optional<ModelSpec> find(String id) {
        return specs.stream().filter(spec -> spec.id().equals(id)).findFirst();
    }

    /**
     * Returns a model as soon as it is open. What waits may be interrupted; the opening is not, since others may wait for
     * it, too. One that could not be opened is tried again the next time.
     */
    synchronized CompletableFuture<ChatModel> open(ModelSpec spec) {
        if (closed) {
            throw new IllegalStateException("the server is being stopped");
        }
        CompletableFuture<ChatModel> known = opened.get(spec.id());
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<ChatModel> future = new CompletableFuture<>();
        opened.put(spec.id(), future);
        Thread opening = new Thread(() -> open(spec, future), "open " + spec.id());
        opening.setDaemon(true);
        opening.start();
        return future;
    }

    private void open(ModelSpec spec, CompletableFuture<ChatModel> future) {
        try {
            ChatModel model = factory.open(spec);
            if (!future.complete(model)) {
                model.close(); // The server was stopped meanwhile.
            }
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        List<CompletableFuture<ChatModel>> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(opened.values());
            opened.clear();
        }
        for (CompletableFuture<ChatModel> future : all) {
            if (!future.cancel(false) && !future.isCompletedExceptionally()) {
                future.join().close();
            }
        }
    }
}
