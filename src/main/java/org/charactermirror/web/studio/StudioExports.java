package org.charactermirror.web.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the files beside a study's database up to date from time to time, without a click's having to wait: reports and others read
 * them while people judge.
 */
final class StudioExports implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StudioExports.class);

    private final Path folder;
    private final boolean live;

    /** Of its own: whoever clicks does not wait for somebody who reads all rows. */
    private final StudyDatabase database;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "studio exports");
        thread.setDaemon(true);
        return thread;
    });

    /** What the files have; guarded by this object. Unknown at first: a kill may have come before they were written. */
    private long writtenVersion = -1;

    /** Guarded by this object. */
    private int writtenTurns = -1;

    private StudioExports(Path folder, boolean live, StudyDatabase database) {
        this.folder = folder;
        this.live = live;
        this.database = database;
    }

    /**
     * Begins.
     *
     * @param folder the study's
     * @param live whether dialogues are played, too
     */
    static StudioExports begin(Path folder, boolean live) {
        StudyDatabase database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME));
        StudioExports exports = new StudioExports(folder, live, database);
        // It never throws: nobody waits for what comes of it.
        var unused = exports.timer.scheduleWithFixedDelay(
                exports::tryToWrite, Studio.LAG_SECONDS, Studio.LAG_SECONDS, TimeUnit.SECONDS);
        return exports;
    }

    private void tryToWrite() {
        try {
            write();
        } catch (IOException | RuntimeException e) {
            // The database has all of it; the next time may do better.
            LOG.warn("{}: the files of judgements could not be brought up to date: {}", folder, e.getMessage());
        }
    }

    /**
     * Brings the files up to date now.
     *
     * @throws IOException if they cannot be written
     */
    synchronized void write() throws IOException {
        AnnotationStore rows = new AnnotationStore(database);
        long version = rows.version();
        if (version != writtenVersion) {
            AnnotationExport.write(folder, rows.annotations());
            writtenVersion = version;
        }
        int turns = turns();
        if (live && turns != writtenTurns) {
            TranscriptWriter.write(
                    folder.resolve(TranscriptWriter.FILE_NAME), new SqliteRunStore(database)::forEachTranscript);
            writtenTurns = turns;
        }
    }

    /**
     * Brings the files up to date after somebody has withdrawn, who may have been the only one with rows of a kind.
     *
     * @throws IOException if they cannot be written
     */
    synchronized void forget() throws IOException {
        // Others may have said as much since the transcripts were written as the person had said before.
        writtenTurns = -1;
        write();
        Annotations all = new AnnotationStore(database).annotations();
        Path exported = folder.resolve(AnnotationExport.FOLDER_NAME);
        if (all.ratings().isEmpty()) {
            Files.deleteIfExists(exported.resolve(Kind.RATINGS.fileName()));
        }
        if (all.turnErrors().isEmpty()) {
            Files.deleteIfExists(exported.resolve(Kind.TURN_ERRORS.fileName()));
        }
        if (all.preferences().isEmpty()) {
            Files.deleteIfExists(exported.resolve(Kind.PREFERENCES.fileName()));
        }
    }

    private int turns() {
        return new SqliteRunStore(database)
                .turnCounts().values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(1, TimeUnit.MINUTES);
            write();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw BadInputException.of(
                    folder.toString(), "the files of judgements cannot be written: " + e.getMessage());
        } finally {
            database.close();
        }
    }
}
