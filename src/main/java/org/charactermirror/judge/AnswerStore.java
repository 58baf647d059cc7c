package org.charactermirror.judge;

import java.util.Optional;

/** Keeps what judging models answered. Thread-safe. */
public interface AnswerStore {

    /** Finds the answer to a request that was made before. */
    Optional<KeptAnswer> find(String key);

    /** Keeps an answer, durably when this returns; one that is there already stays. */
    void keep(KeptAnswer answer);
}
