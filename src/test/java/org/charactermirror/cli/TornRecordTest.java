package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.session.SessionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a power cut can leave: a record whose last pages are half on the disk.
 *
 * <p>SQLite appends every transaction to a log beside the database. The tests copy both in the middle of a run and spoil
 * the log's end, at places that a seed decides.
 */
class TornRecordTest {

    private static final String STUDY = """
            id: small
            kind: rating
            models:
              - {id: tiny, provider: local, path: "embedded:tiny"}
            characters: all
            scenarios: all
            rounds: 4
            seed: 7
            """;
    private static final int TURNS = 16;
    private static final String LOG = "study.db-wal";

    @TempDir
    Path folder;

    private final Random random = new Random(20_251_125);
    private final List<Path> copies = new ArrayList<>();
    private List<String> whole;

    @BeforeEach
    void runOnceAndCopyTheRecordAfterEveryTurn() throws IOException {
        SampleStudy.write(folder);
        SampleStudy.write(folder, STUDY);
        Path run = folder.resolve("whole");
        // One session at a time: beside others, a record may hold turns that nobody was told of yet.
        run(run, 1, new RunListener() {
            @Override
            public void turnCompleted(SessionId session, int turn) {
                copies.add(copy(run, folder.resolve("copy-" + (copies.size() + 1))));
            }
        });
        whole = RunFiles.transcripts(run);
        assertThat(whole).hasSize(TURNS);
        assertThat(copies).hasSize(TURNS);
    }

    @Test
    void a_turn_that_is_only_partly_on_the_disk_is_cut_and_played_again() throws Exception {
        for (int turn : List.of(1, 2, 7, 16)) {
            long before = turn == 1 ? 0 : Files.size(copies.get(turn - 2).resolve(LOG));
            long after = Files.size(copies.get(turn - 1).resolve(LOG));
            for (long length : new long[] {after - 1, before + 1 + random.nextLong(after - before - 1)}) {
                Path torn = tear(turn, length);
                int kept = goOn(torn);
                // The log of the first turn holds the tables and the plan as well: they may be cut with it.
                assertThat(kept).as("turn %d, cut to %d bytes", turn, length).isEqualTo(turn == 1 ? 0 : turn - 1);
            }
        }
    }

    @Test
    void a_log_may_end_anywhere() throws Exception {
        for (int attempt = 0; attempt < 12; attempt++) {
            int turn = 1 + random.nextInt(TURNS);
            long size = Files.size(copies.get(turn - 1).resolve(LOG));
            assertThat(goOn(tear(turn, random.nextLong(size + 1)))).isLessThanOrEqualTo(turn);
        }
        assertThat(goOn(tear(5, 0))).as("without any log").isZero();
    }

    @Test
    void garbage_at_the_end_of_a_log_is_not_taken_for_turns() throws Exception {
        for (int attempt = 0; attempt < 8; attempt++) {
            int turn = 2 + random.nextInt(TURNS - 1);
            long size = Files.size(copies.get(turn - 1).resolve(LOG));
            Path spoilt = tear(turn, size);
            byte[] garbage = new byte[1 + random.nextInt(5000)];
            random.nextBytes(garbage);
            try (FileChannel log = FileChannel.open(spoilt.resolve(LOG), StandardOpenOption.WRITE)) {
                log.write(ByteBuffer.wrap(garbage), size - garbage.length);
            }
            assertThat(goOn(spoilt)).isLessThan(turn);

            Path longer = tear(turn, size);
            Files.write(longer.resolve(LOG), garbage, StandardOpenOption.APPEND);
            assertThat(goOn(longer)).as("all that was complete").isEqualTo(turn);
        }
    }

    /** Copies the record as it was after a turn, with a log of fewer bytes. */
    private Path tear(int turn, long length) throws IOException {
        Path torn = copy(copies.get(turn - 1), Files.createTempDirectory(folder, "torn"));
        try (FileChannel log = FileChannel.open(torn.resolve(LOG), StandardOpenOption.WRITE)) {
            log.truncate(length);
        }
        return torn;
    }

    /** Resumes, holds the result against the run that nothing happened to, and returns the turns that were kept. */
    private int goOn(Path run) throws Exception {
        List<Integer> kept = new ArrayList<>();
        RunSummary summary = run(run, 3, new RunListener() {
            @Override
            public void started(int turns, RunSummary before) {
                kept.add(before.turns());
            }
        });
        assertThat(summary.turns()).isEqualTo(TURNS);
        assertThat(summary.newTurns()).isEqualTo(TURNS - kept.get(0));
        assertThat(RunFiles.transcripts(run)).isEqualTo(whole);
        assertThat(RunFiles.turns(run)).isEqualTo(TURNS);
        assertThat(RunFiles.integrity(run)).isEqualTo("ok");
        return kept.get(0);
    }

    private RunSummary run(Path run, int batch, RunListener listener) {
        return new StudyRun(SampleStudy.load(folder), spec -> new ScriptedChatModel("weights"), batch)
                .run(run, listener, () -> false);
    }

    private static Path copy(Path run, Path to) {
        try {
            Files.createDirectories(to);
            for (String name : List.of("study.db", LOG, "study.yaml", "run.json")) {
                Files.copy(run.resolve(name), to.resolve(name));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
