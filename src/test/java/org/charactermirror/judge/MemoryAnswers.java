package org.charactermirror.judge;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A fake: keeps answers in memory. */
final class MemoryAnswers implements AnswerStore {

    private final Map<String, KeptAnswer> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<KeptAnswer> find(String key) {
        return Optional.ofNullable(kept.get(key));
    }

    @Override
    public void keep(KeptAnswer answer) {
        kept.putIfAbsent(answer.key(), answer);
    }

    int size() {
        return kept.size();
    }
}
