package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the real program with the embedded model again and again, at moments that a seed decides. It takes minutes and
 * is no part of the default build: {@code ./mvnw -Pkill test}.
 */
class RandomKills {

    private static final int KILLS = Integer.getInteger("charmirror.kills", 50);
    private static final long SEED = Long.getLong("charmirror.kill.seed", 20_251_125L);
    /** More of the command line, such as how many sessions are played at once. */
    private static final List<String> OPTIONS = List.of();

    private static final List<String> CHARACTERS = List.of(
            "aixi",
            "bai-he",
            "chen-guihua",
            "ding-yiming",
            "gu-nanfeng",
            "he-lan",
            "jiang-ye",
            "lao-zhou",
            "li-bai",
            "li-qingzhao",
            "lin-xiaoman",
            "mo-shisan",
            "qing-luo",
            "shen-yanqiu",
            "su-shi",
            "su-wanqing",
            "tang-li",
            "tie-niu",
            "xiang-yu",
            "xu-yuan",
            "ye-lan",
            "yun-shu",
            "zhang-heng",
            "zheng-he");
    private static final String LOG = StudyDatabase.FILE_NAME + "-wal";
    private static final int ROUNDS_OF_A_CHARACTER = 3 * 20;
    /** What a run plays before a kill, at most: the study is twice as long as all of it on average. */
    private static final int TURNS_OF_A_LIFE = 24;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private Path study;
    private int turns;

    @BeforeEach
    void writeTheStudy() throws IOException {
        int characters = Math.min(CHARACTERS.size(), Math.max(2, KILLS / 2));
        turns = characters * ROUNDS_OF_A_CHARACTER;
        study = Files.writeString(
                folder.resolve("killed.yaml"), """
                id: killed
                kind: rating
                models: [{id: tiny, provider: local, path: "embedded:tiny"}]
                characters: [%s]
                scenarios: [chat-1, interview-1, love-1]
                rounds: 20
                seed: 11
                generation: {temperature: 0.7, top_p: 0.8, max_new_tokens: 64}
                """.formatted(String.join(", ", CHARACTERS.subList(0, characters))));
    }

    @Test
    void a_run_that_is_killed_at_any_moment_ends_as_one_that_was_never_interrupted() throws Exception {
        System.out.println("kills " + KILLS + ", seed " + SEED + " (-Dcharmirror.kills=, -Dcharmirror.kill.seed=)");
        Path killed = folder.resolve("killed");
        int kept = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            String logBefore = log(killed);
            Process process = start(killed);
            if (kill % 5 == 0) {
                // While it starts: in the virtual machine, the model, the checks, or the first turns.
                process.waitFor(random.nextLong(3_000_000_000L), TimeUnit.NANOSECONDS);
            } else {
                awaitTurns(process, killed, logBefore, kept + 1 + random.nextInt(TURNS_OF_A_LIFE));
                process.waitFor(random.nextLong(50_000_000L), TimeUnit.NANOSECONDS);
            }
            assertThat(process.isAlive())
                    .as("the program is at work when kill %d comes; what it said:%n%s", kill, said())
                    .isTrue();
            process.destroyForcibly().waitFor();
            int now = turnsOfACopy(killed);
            System.out.println("kill " + kill + ": " + now + " of " + turns + " turns");
            assertThat(now).as("turns that were there stay").isGreaterThanOrEqualTo(kept);
            kept = now;
            if (kill == KILLS / 2) {
                annotate(killed);
            }
        }
        runToTheEnd(killed);
        Path whole = folder.resolve("whole");
        runToTheEnd(whole);

        assertThat(RunFiles.transcripts(killed)).hasSize(turns).isEqualTo(RunFiles.transcripts(whole));
        assertThat(RunFiles.integrity(killed)).isEqualTo("ok");
        assertThat(RunFiles.query(killed, "SELECT count(*) FROM pragma_foreign_key_check"))
                .isEqualTo("0");
        assertThat(RunFiles.query(killed, "SELECT group_concat(annotator || ' ' || overall, ', ') FROM rating"))
                .isEqualTo("甲 4, 乙 2");
    }

    /** Scores arrive in the middle, as they do in a long study. */
    private void annotate(Path run) throws IOException {
        Path ratings = Files.writeString(folder.resolve("ratings.csv"), """
                annotator,model,session,overall
                甲,tiny,tiny.aixi.chat-1.1,4
                乙,tiny,tiny.aixi.chat-1.1,2
                """);
        assertThat(Main.commandLine().execute("annotate", "import", run.toString(), ratings.toString()))
                .isZero();
    }

    private static void awaitTurns(Process process, Path run, String logBefore, int number) throws Exception {
        // Only when the program has the record open: a second connection that comes and goes then changes nothing, but
        // before that it would mend what the last kill left, and that is the program's task.
        while (process.isAlive() && (log(run).equals(logBefore) || RunFiles.turns(run) < number)) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    /** What can be seen of the record's log from outside; it changes as soon as the program writes. */
    private static String log(Path run) throws IOException {
        Path log = run.resolve(LOG);
        return Files.exists(log) ? Files.size(log) + " bytes of " + Files.getLastModifiedTime(log) : "none";
    }

    /** Looks into a copy: opening the record itself would mend it, and that is the next run's task. */
    private int turnsOfACopy(Path run) throws IOException, SQLException {
        Path copy = Files.createTempDirectory(folder, "copy");
        for (String name : List.of(StudyDatabase.FILE_NAME, LOG)) {
            if (Files.exists(run.resolve(name))) {
                Files.copy(run.resolve(name), copy.resolve(name));
            }
        }
        assertThat(RunFiles.integrity(copy)).isEqualTo("ok");
        return RunFiles.turns(copy);
    }

    private void runToTheEnd(Path run) throws IOException, InterruptedException {
        assertThat(start(run).waitFor()).as(said()).isZero();
    }

    private Process start(Path run) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dai.djl.offline=true",
                "-Dcharmirror.home=" + System.getProperty("charmirror.home"),
                Main.class.getName(),
                "run",
                study.toString(),
                "--out",
                run.toString()));
        command.addAll(OPTIONS);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said.txt"));
    }
}
