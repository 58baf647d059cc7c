package org.charactermirror.store;

import java.nio.file.Path;

/** What a disk allows: how many transactions a second it takes when each is forced to it alone. */
public final class BareTransactions {

    private BareTransactions() {}

    /**
     * Writes small transactions into a database of its own, by one thread and without anything else.
     *
     * @param folder in which the database is made
     * @param count how many transactions, each with one turn's worth of text
     * @return transactions a second
     */
    public static double measure(Path folder, int count) {
        try (StudyDatabase database = StudyDatabase.open(folder.resolve("bare.db"))) {
            Change change = statements -> statements.run(
                    "INSERT INTO event (time, kind, detail) VALUES (?, 'bench', ?)", "now", "今夜月色正好。".repeat(12));
            long start = System.nanoTime();
            for (int number = 0; number < count; number++) {
                database.writeTogether(change);
            }
            return count / ((System.nanoTime() - start) / 1e9);
        }
    }
}
