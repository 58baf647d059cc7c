package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.charactermirror.batch.SessionState;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Turn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power cuts while several threads keep turns.
 *
 * <p>The log only grows here, so the files as they stood at any moment are the database and the beginning of the log. Of
 * every turn the log's length is noted when the turn is acknowledged.
 */
class PowerCutTest {

    private static final int SESSIONS = 4;
    private static final int HEADER = 32;
    private static final int FRAME = 24 + 4096;

    @TempDir
    private Path folder;

    private byte[] database;
    private byte[] log;
    private final List<Acknowledged> acknowledged = Collections.synchronizedList(new ArrayList<>());

    /** A turn of a session, and how long the log was at most when that was said to be kept. */
    private record Acknowledged(SessionId session, int turn, long logBytes) {}

    @BeforeEach
    void playWithSeveralThreads() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        Path file = run.resolve(StudyDatabase.FILE_NAME);
        Path logFile = WriteAheadLog.of(file);
        ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
        try (StudyDatabase study = StoredStudy.open(run, SESSIONS)) {
            SqliteRunStore store = new SqliteRunStore(study);
            IntStream.rangeClosed(1, SESSIONS)
                    .mapToObj(number -> CompletableFuture.runAsync(() -> play(store, number, logFile), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
            database = Files.readAllBytes(file);
            log = Files.readAllBytes(logFile);
        } finally {
            threads.shutdown();
        }
        assertThat(acknowledged).hasSize(SESSIONS * StoredStudy.ROUNDS);
        assertThat((log.length - HEADER) % FRAME).isZero();
    }

    private void play(SqliteRunStore store, int number, Path logFile) {
        SessionId session = StoredStudy.alone(number);
        for (int turn = 1; turn <= StoredStudy.ROUNDS; turn++) {
            store.keepTurn(
                    session, StoredStudy.turn(turn, StoredStudy.reply(session, turn)), turn == StoredStudy.ROUNDS);
            acknowledged.add(new Acknowledged(session, turn, logFile.toFile().length()));
        }
    }

    @Test
    void no_acknowledged_turn_is_lost_wherever_the_log_ends_after_that() throws IOException {
        for (int end = HEADER; end <= log.length; end += FRAME) {
            assertKept(end, Arrays.copyOf(log, end));
            if (end + FRAME <= log.length) {
                assertKept(end, Arrays.copyOf(log, end + FRAME / 3));
            }
        }
    }

    @Test
    void what_the_disk_holds_behind_the_last_sync_does_not_matter() throws IOException {
        int first = (int) acknowledged.get(0).logBytes();
        for (int end = first; end + FRAME <= log.length; end += 3 * FRAME) {
            byte[] spoilt = Arrays.copyOf(log, end + FRAME);
            Arrays.fill(spoilt, end + 200, end + 900, (byte) 0x5A);
            assertKept(end, spoilt);
        }
    }

    @Test
    void a_byte_that_changed_in_an_earlier_frame_is_told_and_nothing_is_cut() throws IOException {
        int frames = (log.length - HEADER) / FRAME;
        for (int frame = 0; frame < frames - 4; frame += 3) {
            byte[] damaged = log.clone();
            damaged[HEADER + frame * FRAME + 24 + 77] ^= 4;
            Path file = write(damaged);
            Path logFile = WriteAheadLog.of(file);
            assertThatThrownBy(() -> StudyDatabase.open(file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith(logFile + ": is damaged after " + (HEADER + frame * FRAME) + " bytes: ")
                    .hasMessageEndingWith(" would be lost; restore the study from a backup, or cut the file to "
                            + (HEADER + frame * FRAME) + " bytes to go on without them");
            assertThatThrownBy(() -> StudyHealth.of(file.resolveSibling(".").normalize()))
                    .isInstanceOf(BadInputException.class);
            assertThat(Files.readAllBytes(logFile)).isEqualTo(damaged);
        }
    }

    @Test
    void a_damaged_beginning_of_the_log_is_told() throws IOException {
        for (int at : List.of(0, 9, 17, 25)) {
            byte[] damaged = log.clone();
            damaged[at] ^= 4;
            Path file = write(damaged);
            assertThatThrownBy(() -> StudyDatabase.open(file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(WriteAheadLog.of(file) + ": its first 32 bytes are damaged: everything that it holds"
                            + " would be lost; restore the study from a backup");
        }
    }

    @Test
    void a_log_that_is_cut_as_the_message_says_opens_with_all_that_came_before() throws IOException {
        int frame = (log.length - HEADER) / FRAME / 2;
        byte[] damaged = log.clone();
        damaged[HEADER + frame * FRAME + 24 + 77] ^= 4;
        assertThat(WriteAheadLog.damage(write(damaged))).isPresent();
        assertKept(HEADER + frame * FRAME, Arrays.copyOf(damaged, HEADER + frame * FRAME));
    }

    /** Opens what a power cut left, and looks for every turn that was acknowledged before the log was as long as that. */
    private void assertKept(long end, byte[] left) throws IOException {
        try (StudyDatabase study = StudyDatabase.open(write(left))) {
            SqliteRunStore store = new SqliteRunStore(study);
            Map<String, Integer> counts = store.turnCounts();
            for (Acknowledged turn : acknowledged) {
                if (turn.logBytes() <= end) {
                    assertThat(counts.getOrDefault(turn.session().toString(), 0))
                            .as("%s, with %d bytes of log", turn, left.length)
                            .isGreaterThanOrEqualTo(turn.turn());
                }
            }
            Map<String, SessionState> states = store.states();
            for (String session : counts.keySet()) {
                int number = Integer.parseInt(session.replaceAll(".*chat-(\\d+).*", "$1"));
                List<Turn> turns = store.turns(StoredStudy.alone(number));
                assertThat(turns)
                        .extracting(Turn::number)
                        .isEqualTo(
                                IntStream.rangeClosed(1, turns.size()).boxed().toList());
                assertThat(states.get(session) instanceof SessionState.Done)
                        .isEqualTo(turns.size() == StoredStudy.ROUNDS);
            }
            assertThat(StudyHealthTest.text(study, "PRAGMA integrity_check")).isEqualTo("ok");
        }
    }

    private Path write(byte[] left) throws IOException {
        Path copy = Files.createTempDirectory(folder, "cut");
        Path file = copy.resolve(StudyDatabase.FILE_NAME);
        Files.write(file, database);
        Files.write(WriteAheadLog.of(file), left);
        return file;
    }
}
