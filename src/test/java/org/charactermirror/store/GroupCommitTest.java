package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.charactermirror.problem.BadInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeTransaction transaction = new FakeTransaction();
    private final GroupCommit commit = new GroupCommit(transaction);

    @AfterEach
    void endTheThreads() {
        threads.shutdownNow();
    }

    @Test
    void what_is_written_while_a_transaction_takes_its_time_goes_into_the_next_one_together() throws Exception {
        CompletableFuture<Void> first = write(new Named("first"));
        transaction.started.await();
        List<CompletableFuture<Void>> others = writeAll("a", "b", "c");
        assertThat(others).noneMatch(CompletableFuture::isDone);

        transaction.goOn.countDown();

        first.join();
        others.forEach(CompletableFuture::join);
        assertThat(transaction.committed).hasSize(2);
        assertThat(transaction.committed.get(0)).containsExactly("first");
        assertThat(transaction.committed.get(1)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void a_change_at_fault_is_refused_alone() throws Exception {
        CompletableFuture<Void> first = write(new Named("first"));
        transaction.started.await();
        List<CompletableFuture<Void>> good = writeAll("a", "b");
        CompletableFuture<Void> bad = writeAll("bad").get(0);

        transaction.goOn.countDown();

        first.join();
        good.forEach(CompletableFuture::join);
        assertThatThrownBy(bad::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("bad is there already");
        assertThat(transaction.committed.stream().flatMap(List::stream)).containsExactlyInAnyOrder("first", "a", "b");
    }

    @Test
    void a_database_that_cannot_be_written_fails_everybody_and_is_asked_once() throws Exception {
        CompletableFuture<Void> first = write(new Named("first"));
        transaction.started.await();
        List<CompletableFuture<Void>> others = writeAll("a", "full", "c");

        transaction.goOn.countDown();

        first.join();
        for (CompletableFuture<Void> other : others) {
            assertThatThrownBy(other::join)
                    .hasRootCauseInstanceOf(BadInputException.class)
                    .hasRootCauseMessage("study.db: the disk is full");
        }
        assertThat(transaction.asked).isEqualTo(2);
    }

    @Test
    void a_thread_that_is_interrupted_while_it_waits_learns_all_the_same_whether_its_change_was_made() {
        transaction.goOn.countDown();
        Thread.currentThread().interrupt();
        commit.write(new Named("kept"));
        assertThat(Thread.interrupted()).as("still told").isTrue();
        assertThat(transaction.committed).containsExactly(List.of("kept"));
    }

    private CompletableFuture<Void> write(Change change) {
        return CompletableFuture.runAsync(() -> commit.write(change), threads);
    }

    /** Returns when all changes wait behind the transaction that is going on. */
    private List<CompletableFuture<Void>> writeAll(String... names) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (String name : names) {
            int before = commit.waiting();
            all.add(write(new Named(name)));
            while (commit.waiting() == before) {
                Thread.onSpinWait();
            }
        }
        return all;
    }

    private record Named(String name) implements Change {

        @Override
        public void make(ReusedStatements statements) {
            throw new AssertionError("only a database makes changes");
        }
    }

    /** A fake that holds its first transaction until it is told to go on. */
    private static final class FakeTransaction implements GroupCommit.Transaction {

        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final List<List<String>> committed = new ArrayList<>();
        int asked;

        @Override
        public void commit(List<Change> changes) {
            asked++;
            started.countDown();
            awaitQuietly();
            List<String> names =
                    changes.stream().map(change -> ((Named) change).name()).toList();
            if (names.contains("full")) {
                throw BadInputException.of("study.db", "the disk is full");
            }
            if (names.contains("bad")) {
                throw new IllegalStateException("bad is there already");
            }
            committed.add(names);
        }

        private void awaitQuietly() {
            if (goOn.getCount() > 0) {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
