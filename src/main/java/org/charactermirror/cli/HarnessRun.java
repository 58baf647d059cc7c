package org.charactermirror.cli;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.session.SessionId;

/** Takes the times of a run: of its first turn, of its last one, and of the memory in between. */
final class HarnessRun implements RunListener {

    private static final int SAMPLES = 4;

    private final HarnessModel model;
    private final int concurrency;
    private final int stopAfter;
    private final long called = System.nanoTime();
    private final List<Long> heap = new ArrayList<>();

    private int sessions;
    private int done;
    private long started;
    private long first;
    private long last;
    private long fullUntil;
    private double fullReplySeconds;

    /** Read while no lock is held. */
    private final AtomicInteger turns = new AtomicInteger();

    /**
     * Prepares a run that is about to be called.
     *
     * @param concurrency sessions played at once
     * @param stopAfter turns after which the run is asked to stop
     */
    HarnessRun(HarnessModel model, int concurrency, int stopAfter) {
        this.model = model;
        this.concurrency = concurrency;
        this.stopAfter = stopAfter;
    }

    boolean stopRequested() {
        return turns.get() >= stopAfter;
    }

    @Override
    public void started(int planned, RunSummary before) {
        sessions = before.sessions();
        done = before.done();
        model.startCounting();
        started = System.nanoTime();
    }

    @Override
    public void turnCompleted(SessionId session, int turn) {
        int played = turns.incrementAndGet();
        last = System.nanoTime();
        if (played == 1) {
            first = last;
        }
        if (heap.size() < SAMPLES && played >= (long) stopAfter * (heap.size() + 1) / SAMPLES) {
            System.gc();
            heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        if (played == stopAfter) {
            full();
        }
    }

    @Override
    public void sessionDone(SessionId session) {
        done++;
        if (sessions - done == concurrency - 1) {
            full();
        }
    }

    /** From here on fewer sessions are left than could be played at once: that is no fault of the harness. */
    private void full() {
        if (fullUntil == 0) {
            fullUntil = System.nanoTime();
            model.stopCounting();
            fullReplySeconds = model.replySeconds();
        }
    }

    int turns() {
        return turns.get();
    }

    /** Returns turns a second, from the beginning of play to the last turn. */
    double turnsPerSecond() {
        return turns.get() / seconds(started, last);
    }

    /** Returns the time from the call to the first turn, in seconds. */
    double secondsToFirstTurn() {
        return seconds(called, first);
    }

    /** Returns the time since the last turn, in seconds. */
    double secondsSinceLastTurn() {
        return seconds(last, System.nanoTime());
    }

    /** Returns the bytes of heap that were in use after a collection, at equal distances in the run. */
    List<Long> heap() {
        return List.copyOf(heap);
    }

    /** Returns the share of the model's places that were taken while there were sessions for all of them, 0 to 1. */
    double busy() {
        return fullReplySeconds / (concurrency * seconds(started, fullUntil));
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
