package org.charactermirror.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.charactermirror.problem.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * A study's folder while somebody works on it.
 *
 * <p>One process at a time plays: that is told by a lock that dies with the process. Others may read and bring
 * judgements meanwhile; what they write is ordered by the database.
 */
public final class StudyFolder implements AutoCloseable {

    /** Stays in the folder: were it removed, two processes could hold locks on two files of this name. */
    private static final String LOCK_NAME = "study.lock";

    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOSECONDS = 20_000_000;

    private final Path folder;
    private final @Nullable FileChannel lock;
    private final StudyDatabase database;

    private StudyFolder(Path folder, @Nullable FileChannel lock, StudyDatabase database) {
        this.folder = folder;
        this.lock = lock;
        this.database = database;
    }

    /**
     * Refuses a folder that holds anything but a study; touches nothing.
     *
     * @throws BadInputException naming the folder
     */
    public static void check(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw BadInputException.of(folder.toString(), "is a file; a study needs a folder");
        }
        if (Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> others = entries.filter(entry -> !entry.endsWith(LOCK_NAME))
                    .sorted()
                    .limit(1)
                    .toList();
            if (!others.isEmpty()) {
                throw BadInputException.of(
                        folder.toString(),
                        "is neither empty nor a study's folder (it has "
                                + others.get(0).getFileName() + "); choose another folder with --out");
            }
        } catch (IOException e) {
            throw BadInputException.of(folder.toString(), "cannot be listed: " + e.getMessage());
        }
    }

    /**
     * Opens a study's folder to play in it, and makes it if it is not there.
     *
     * @throws BadInputException if it holds anything but a study, or if another process plays in it
     */
    public static StudyFolder open(Path folder) {
        check(folder);
        @Nullable FileChannel lock = null;
        try {
            Files.createDirectories(folder);
            lock = FileChannel.open(folder.resolve(LOCK_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!acquired(lock)) {
                throw BadInputException.of(
                        folder.toString(),
                        "another charmirror is at work on this study; wait until it ends, or stop it");
            }
            return new StudyFolder(folder, lock, StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME)));
        } catch (IOException e) {
            closeQuietly(lock);
            throw BadInputException.of(folder.toString(), "cannot be written: " + e.getMessage());
        } catch (RuntimeException e) {
            closeQuietly(lock);
            throw e;
        }
    }

    /**
     * Opens a study's folder to read it and to bring judgements, whether or not another process plays in it; makes it if
     * it is not there.
     *
     * @throws BadInputException if it holds anything but a study
     */
    public static StudyFolder openBeside(Path folder) {
        check(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw BadInputException.of(folder.toString(), "cannot be written: " + e.getMessage());
        }
        return new StudyFolder(folder, null, StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME)));
    }

    /** Tells whether a process plays in the folder; changes nothing in it. */
    static boolean isInUse(Path folder) throws IOException {
        Path file = folder.resolve(LOCK_NAME);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !acquired(channel);
        }
    }

    private static boolean acquired(FileChannel channel) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                @Nullable FileLock held = channel.tryLock();
                if (held != null) {
                    return true;
                }
            } catch (OverlappingFileLockException e) {
                return false;
            }
            // Somebody who only looks whether it is free holds it for a moment.
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
        return false;
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new IllegalStateException("a lock could not be given back", e);
            }
        }
    }

    /** Returns the folder. */
    public Path path() {
        return folder;
    }

    /** Returns the study's record. */
    public StudyDatabase database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
        closeQuietly(lock);
    }
}
