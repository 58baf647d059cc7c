package org.charactermirror.judge;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What all judges of a run share: the kept answers, the money, and somebody's wish to stop. Thread-safe. */
public final class Desk {

    private final AnswerStore answers;
    private final Purse purse;
    private final BooleanSupplier stop;

    /** Keys of requests that are under way; guarded by itself. */
    private final Set<String> underWay = new HashSet<>();

    /**
     * Makes a desk.
     *
     * @param stop says that nothing more is to be asked
     */
    public Desk(AnswerStore answers, Purse purse, BooleanSupplier stop) {
        this.answers = answers;
        this.purse = purse;
        this.stop = stop;
    }

    Purse purse() {
        return purse;
    }

    boolean isToStop() {
        return stop.getAsBoolean();
    }

    /** Returns the kept answer, or asks and keeps it; the same is not asked twice, also where two threads want it at once. */
    KeptAnswer answer(String key, Supplier<KeptAnswer> ask) throws InterruptedException {
        synchronized (underWay) {
            while (underWay.contains(key)) {
                underWay.wait();
            }
            underWay.add(key);
        }
        try {
            Optional<KeptAnswer> kept = answers.find(key);
            if (kept.isPresent()) {
                return kept.get();
            }
            KeptAnswer answer = ask.get();
            answers.keep(answer);
            return answer;
        } finally {
            synchronized (underWay) {
                underWay.remove(key);
                underWay.notifyAll();
            }
        }
    }
}
