package org.charactermirror.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.charactermirror.problem.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * Commits in one transaction what several threads have to write, since forcing a transaction to the disk takes the same
 * time whether it holds one turn or sixty.
 *
 * <p>There is no thread of its own: of those that wait, the first one commits for all.
 */
final class GroupCommit {

    private final Transaction transaction;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock; the first one commits, the others wait. */
    private final Deque<Waiting> queue = new ArrayDeque<>();

    GroupCommit(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Makes changes in one transaction, all or none. */
    interface Transaction {

        /**
         * Returns when the changes are on the disk.
         *
         * @throws BadInputException if the database cannot be written, whatever the changes are
         * @throws RuntimeException if one of them is at fault
         */
        void commit(List<Change> changes);
    }

    /** Makes a change and returns when it is on the disk; that others were made with it never shows. */
    void write(Change change) {
        Waiting mine = new Waiting(change, lock.newCondition());
        List<Waiting> group;
        lock.lock();
        try {
            queue.addLast(mine);
            while (!mine.finished && queue.peekFirst() != mine) {
                mine.called.awaitUninterruptibly();
            }
            group = mine.finished ? List.of() : List.copyOf(queue);
        } finally {
            lock.unlock();
        }
        if (!group.isEmpty()) {
            commit(group);
            finish(group);
        }
        mine.throwFailure();
    }

    /** Returns how many changes are not finished. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Waiting> group) {
        try {
            transaction.commit(group.stream().map(waiting -> waiting.change).toList());
        } catch (BadInputException | Error e) {
            group.forEach(waiting -> waiting.failure = e);
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                group.get(0).failure = e;
            } else {
                // One change is at fault: that is no reason to refuse the others.
                group.forEach(waiting -> commit(List.of(waiting)));
            }
        }
    }

    private void finish(List<Waiting> group) {
        lock.lock();
        try {
            for (Waiting waiting : group) {
                queue.removeFirst();
                waiting.finished = true;
                waiting.called.signal();
            }
            if (!queue.isEmpty()) {
                Objects.requireNonNull(queue.peekFirst()).called.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A change that a thread waits for. */
    private static final class Waiting {

        final Change change;
        final Condition called;
        boolean finished;

        @Nullable
        Throwable failure;

        Waiting(Change change, Condition called) {
            this.change = change;
            this.called = called;
        }

        void throwFailure() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
