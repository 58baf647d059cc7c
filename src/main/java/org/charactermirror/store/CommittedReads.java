package org.charactermirror.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Small reads of a study's database beside its writer, who forces its transactions to the disk meanwhile: whoever reads here does
 * not wait for that, and sees all that was acknowledged. Thread-safe.
 */
final class CommittedReads implements AutoCloseable {

    private static final int BUSY_MILLISECONDS = 5_000;

    private final Path file;

    /** Guarded by this object; opened when it is needed first. */
    private @Nullable Connection connection;

    /** Guarded by this object. */
    private @Nullable ReusedStatements statements;

    CommittedReads(Path file) {
        this.file = file;
    }

    /** Reads something with statements that stay parsed. */
    @FunctionalInterface
    interface Read<T> {

        /** Reads it. */
        T of(ReusedStatements statements) throws SQLException;
    }

    synchronized <T> T read(Read<T> read) throws SQLException {
        ReusedStatements open = statements;
        if (open == null) {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.setBusyTimeout(BUSY_MILLISECONDS);
            Connection opened =
                    DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), config.toProperties());
            connection = opened;
            open = new ReusedStatements(opened);
            statements = open;
        }
        return read.of(open);
    }

    @Override
    public synchronized void close() throws SQLException {
        if (statements != null) {
            statements.close();
        }
        if (connection != null) {
            connection.close();
        }
    }
}
