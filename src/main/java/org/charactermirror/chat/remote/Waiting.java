package org.charactermirror.chat.remote;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.charactermirror.chat.StoppedException;

/** How calls wait, so that tests need not. */
interface Waiting {

    /** Returns a time in nanoseconds that only its differences give a meaning to. */
    long nanoTime();

    /** Tells whether the run is to end. */
    boolean stopRequested();

    /**
     * Waits.
     *
     * @throws StoppedException if the run is to end, or the thread is interrupted
     */
    void pause(Duration time);

    /** Waits in real time, and looks ten times a second whether the run is to end. */
    static Waiting inRealTime(BooleanSupplier stopRequested) {
        return new Waiting() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public boolean stopRequested() {
                return stopRequested.getAsBoolean();
            }

            @Override
            public void pause(Duration time) {
                long end = System.nanoTime() + time.toNanos();
                for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
                    refuseToWaitIfStopped();
                    try {
                        Thread.sleep(Duration.ofNanos(Math.min(left, LOOK.toNanos()) + 999_999)
                                .toMillis());
                    } catch (InterruptedException e) {
                        throw interrupted();
                    }
                }
            }
        };
    }

    /** How long nothing looks whether the run is to end. */
    Duration LOOK = Duration.ofMillis(100);

    /** Throws if the run is to end. */
    default void refuseToWaitIfStopped() {
        if (stopRequested()) {
            throw new StoppedException("the run was stopped while a reply was waited for");
        }
    }

    /** Returns what an interrupted thread throws, which stays interrupted. */
    static StoppedException interrupted() {
        Thread.currentThread().interrupt();
        return new StoppedException("the thread was interrupted while a reply was waited for");
    }
}
