package org.charactermirror.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.problem.BadInputException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A study's record, the file {@code study.db}: SQLite with a write-ahead log, every commit forced to the disk.
 *
 * <p>Any number of processes may read, and several may write, one transaction after the other: a writer that finds
 * another one at work waits five seconds before it gives up, and a minute if it has a turn to keep. Thread-safe: one
 * thread at a time reads or writes.
 */
public final class StudyDatabase implements AutoCloseable {

    /** The name of a study's database in the study's folder. */
    public static final String FILE_NAME = "study.db";

    /** Marks our files ("CMir"), so that another program's database is told apart. */
    private static final int APPLICATION_ID = 0x434D6972;

    private static final int BUSY_MILLISECONDS = 5_000;

    /** How often a turn that has to be kept waits as long as that. */
    private static final int ATTEMPTS = 12;

    /** SQLite's code for a lock that another connection holds. */
    private static final int BUSY = 5;

    private static final Logger LOG = LoggerFactory.getLogger(StudyDatabase.class);

    private final Path file;

    /** Guarded by this object. */
    private final Handle handle;

    /** Guarded by this object. */
    private final ReusedStatements statements;

    private final GroupCommit together = new GroupCommit(this::commit);

    private final CommittedReads reads;

    private StudyDatabase(Path file, Handle handle) {
        this.file = file;
        this.handle = handle;
        this.statements = new ReusedStatements(handle.getConnection());
        this.reads = new CommittedReads(file);
    }

    /**
     * Opens a database, makes it if it is not there, and brings its tables up to this version.
     *
     * @throws BadInputException if the file is something else, is locked, damaged (its log included), or of a newer version
     */
    public static StudyDatabase open(Path file) {
        return open(file, Migration.all());
    }

    /** Opens a database beside others that may write, and leaves its tables in the version that they have. */
    static StudyDatabase openAsItIs(Path file) {
        return open(file, List.of());
    }

    static StudyDatabase open(Path file, List<Migration> migrations) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLISECONDS);
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw BadInputException.of(file.toString(), "the folder for the database does not exist");
        }
        // SQLite would cut a damaged log without a word.
        WriteAheadLog.check(file);
        Handle handle = null;
        try {
            handle = Jdbi.create("jdbc:sqlite:" + file.toAbsolutePath(), config.toProperties())
                    .open();
            StudyDatabase database = new StudyDatabase(file, handle);
            database.migrate(migrations);
            return database;
        } catch (JdbiException e) {
            closeQuietly(handle);
            throw explained(file, e);
        } catch (BadInputException e) {
            closeQuietly(handle);
            throw e;
        }
    }

    /**
     * Opens a database to look at it: its tables stay as they are, whatever their version.
     *
     * @throws BadInputException if the file is something else, is locked or damaged (its log included)
     */
    static StudyDatabase openReadOnly(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLISECONDS);
        // SQLite would make the files of its write-ahead log even to read, unless it is told that there is none.
        boolean logged = Files.exists(WriteAheadLog.of(file));
        WriteAheadLog.check(file);
        String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri() + (logged ? "" : "?immutable=1");
        Handle handle = null;
        try {
            handle = Jdbi.create(url, config.toProperties()).open();
            StudyDatabase database = new StudyDatabase(file, handle);
            if (database.pragma("application_id") != APPLICATION_ID) {
                throw BadInputException.of(file.toString(), "is a database of another program");
            }
            return database;
        } catch (JdbiException e) {
            closeQuietly(handle);
            throw explained(file, e);
        } catch (BadInputException e) {
            closeQuietly(handle);
            throw e;
        }
    }

    /**
     * Copies all of it into a new file as it is at one moment, while others may write.
     *
     * @throws BadInputException if it cannot be read or the file cannot be written
     */
    void copyInto(Path target) {
        read(handle -> handle.execute("VACUUM INTO ?", target.toAbsolutePath().toString()));
    }

    /** Returns the database's file. */
    public Path file() {
        return file;
    }

    /** Reads: runs the callback outside of a transaction. */
    public synchronized <T, X extends Exception> T read(HandleCallback<T, X> callback) throws X {
        try {
            return callback.withHandle(handle);
        } catch (JdbiException e) {
            throw explained(file, e);
        }
    }

    /** Reads a little of what is committed, without waiting for whoever writes. */
    <T> T readCommitted(CommittedReads.Read<T> read) {
        try {
            return reads.read(read);
        } catch (SQLException e) {
            throw explained(file, new IllegalStateException(file + ": " + e.getMessage(), e));
        }
    }

    /** Reads several things as they were at one moment, whatever others write meanwhile. */
    synchronized <X extends Exception> void readAtOneMoment(HandleConsumer<X> callback) throws X {
        try {
            handle.execute("BEGIN");
            try {
                callback.useHandle(handle);
            } finally {
                rollBack();
            }
        } catch (JdbiException e) {
            throw explained(file, e);
        }
    }

    /** Lets all that is read from here on be as it is now, whatever others write; nothing can be written any more. */
    public synchronized void freeze() {
        read(frozen -> {
            frozen.execute("BEGIN");
            // The moment is that of the first look.
            return frozen.createQuery("SELECT count(*) FROM session")
                    .mapTo(Integer.class)
                    .one();
        });
    }

    /** Writes: runs the callback in one transaction, which is on the disk when this returns. */
    public synchronized <X extends Exception> void write(HandleConsumer<X> callback) throws X {
        // The driver's own transactions cannot be left cleanly after a "begin" that failed: hence plain statements.
        boolean done = false;
        try {
            handle.execute("BEGIN IMMEDIATE");
            try {
                callback.useHandle(handle);
                handle.execute("COMMIT");
                done = true;
            } finally {
                if (!done) {
                    rollBack();
                }
            }
        } catch (JdbiException e) {
            throw explained(file, e);
        }
    }

    /**
     * Writes as part of a transaction with what other threads write meanwhile; it is on the disk when this returns, or
     * nothing of it is written and this throws.
     */
    void writeTogether(Change change) {
        together.write(change);
    }

    /** A change that tells what came of it. */
    @FunctionalInterface
    interface TellingChange<T> {

        /** Makes the change, as {@link Change} does. */
        T make(ReusedStatements statements) throws SQLException;
    }

    /** Writes likewise, and returns what the change tells. */
    <T> T tellTogether(TellingChange<T> change) {
        List<T> told = new ArrayList<>(1);
        together.write(statements -> {
            told.clear();
            told.add(change.make(statements));
        });
        return told.get(0);
    }

    private synchronized void commit(List<Change> changes) {
        boolean done = false;
        try {
            begin();
            try {
                for (Change change : changes) {
                    change.make(statements);
                }
                statements.run("COMMIT");
                done = true;
            } finally {
                if (!done) {
                    rollBack();
                }
            }
        } catch (SQLException e) {
            throw explained(file, new IllegalStateException(file + ": " + e.getMessage(), e));
        }
    }

    /** Waits longer than others do: hours of play are worth more than a minute. */
    private void begin() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                statements.run("BEGIN IMMEDIATE");
                return;
            } catch (SQLiteException e) {
                if ((e.getResultCode().code & 0xFF) != BUSY || attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("{} is locked by another process; waiting for it", file);
            }
        }
    }

    private void rollBack() {
        try {
            handle.execute("ROLLBACK");
        } catch (JdbiException e) {
            // SQLite rolls back by itself after some failures (a full disk): then there is nothing left to undo, and
            // the failure that led here is the one to tell.
            LOG.debug("no transaction left to roll back", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            statements.close();
            reads.close();
        } catch (SQLException e) {
            LOG.debug("statements could not be closed", e);
        }
        handle.close();
    }

    private void migrate(List<Migration> migrations) {
        int version = pragma("user_version");
        int application = pragma("application_id");
        boolean fresh = application == 0
                && version == 0
                && handle.createQuery("SELECT count(*) FROM sqlite_schema")
                                .mapTo(Integer.class)
                                .one()
                        == 0;
        if (!fresh && application != APPLICATION_ID) {
            throw BadInputException.of(
                    file.toString(), "is a database of another program; choose another folder for the study");
        }
        if (!migrations.isEmpty() && version > migrations.size()) {
            throw BadInputException.of(
                    file.toString(),
                    "was written by a newer version of charmirror (its tables have version " + version
                            + ", this program knows up to " + migrations.size() + "); update charmirror");
        }
        for (Migration migration : migrations.subList(Math.min(version, migrations.size()), migrations.size())) {
            write(transaction -> {
                // Another process may have come first between the look above and this transaction.
                if (pragma("user_version") < migration.number()) {
                    transaction.createScript(migration.sql()).execute();
                    transaction.execute("PRAGMA application_id = " + APPLICATION_ID);
                    transaction.execute("PRAGMA user_version = " + migration.number());
                }
            });
        }
    }

    private int pragma(String name) {
        return handle.createQuery("PRAGMA " + name).mapTo(Integer.class).one();
    }

    /** Turns SQLite's complaints about the file itself into messages; anything else is passed on. */
    private static RuntimeException explained(Path file, RuntimeException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && !(cause instanceof SQLiteException)) {
                @Nullable String message = sql.getMessage();
                if (message != null && message.contains("path to")) {
                    return BadInputException.of(file.toString(), "cannot be opened: " + message);
                }
            }
            if (cause instanceof SQLiteException sqlite) {
                @Nullable String message = explanation(sqlite.getResultCode());
                return message == null ? exception : BadInputException.of(file.toString(), message);
            }
        }
        return exception;
    }

    private static @Nullable String explanation(SQLiteErrorCode code) {
        // The low byte is the kind, the rest tells its circumstances.
        return switch (code.code & 0xFF) {
            case BUSY, 6 -> "is locked by another charmirror at work on this study; wait until it ends, or stop it";
            case 8 -> "cannot be written; check the rights on the file and its folder";
            case 10 ->
                "cannot be read or written: the disk reports an error; see whether it is full or failing, and run"
                        + " the command again";
            case 11 -> "is damaged; restore it from a copy, or start the study again in another folder";
            case 13 -> "cannot be written: the disk is full; free some space and run the command again";
            case 14 -> "cannot be opened; check the rights on the file and its folder";
            case 26 -> "is not a study's database; choose another folder for the study, or move the file away";
            default -> null;
        };
    }

    private static void closeQuietly(@Nullable Handle handle) {
        if (handle != null) {
            handle.close();
        }
    }
}
