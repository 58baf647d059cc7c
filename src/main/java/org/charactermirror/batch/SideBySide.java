package org.charactermirror.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Runs tasks on several threads, in the order given as far as that goes. */
public final class SideBySide {

    private final Queue<Runnable> waiting;
    private final List<Thread> threads = new ArrayList<>();

    /** Guarded by this. */
    private @Nullable Throwable failure;

    private SideBySide(List<Runnable> tasks) {
        waiting = new ConcurrentLinkedQueue<>(tasks);
    }

    /**
     * Runs all tasks and returns when the last one has ended. The first one that throws interrupts all others, and what
     * it threw is thrown again.
     *
     * @param most how many run at once, at least 1
     */
    public static void run(int most, List<Runnable> tasks) {
        SideBySide all = new SideBySide(tasks);
        for (int number = 1; number <= Math.min(most, tasks.size()); number++) {
            all.threads.add(new Thread(all::work, "session-" + number));
        }
        all.threads.forEach(Thread::start);
        all.await();
    }

    private void work() {
        try {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
        waiting.clear();
        threads.forEach(Thread::interrupt);
    }

    private void await() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    waiting.clear();
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
