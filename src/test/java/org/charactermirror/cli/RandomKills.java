package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the real program with the embedded model again and again, at moments that a seed decides. It takes minutes and
 * is no part of the default build: {@code ./mvnw -Pkill test}.
 */
class RandomKills {

    private static final int KILLS = Integer.getInteger("charmirror.kills", 50);
    private static final long SEED = Long.getLong("charmirror.kill.seed", 20_251_125L);
    /** Several sessions at once, and more of them than fit into one batch. */
    private static final String BATCH = "8";

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
    private static final String STUDY = "killed.yaml";
    private static final String LOG = StudyDatabase.FILE_NAME + "-wal";
    private static final int ROUNDS_OF_A_CHARACTER = 3 * 20;
    /** What a run plays before a kill, at most: the study is twice as long as all of it on average. */
    private static final int TURNS_OF_A_LIFE = 24;

    @TempDir
    Path folder;

    /** Begins anew in each test. */
    private final Random random = new Random(SEED);

    @Test
    void a_run_that_is_killed_at_any_moment_ends_as_one_that_was_never_interrupted() throws Exception {
        killAndCompare(KILLS, """
                kind: rating
                models: [{id: tiny, provider: local, path: "embedded:tiny"}]
                """, """
                annotator,model,session,overall
                甲,tiny,tiny.aixi.chat-1.1,4
                乙,tiny,tiny.aixi.chat-1.1,2
                """);
        assertThat(RunFiles.query(
                        folder.resolve("killed"), "SELECT group_concat(annotator || ' ' || overall, ', ') FROM rating"))
                .isEqualTo("甲 4, 乙 2");
    }

    @Test
    void so_does_a_run_of_two_models_in_one_dialogue() throws Exception {
        killAndCompare(KILLS / 2, """
                kind: pairwise
                models:
                  - {id: tiny, provider: local, path: "embedded:tiny"}
                  - {id: tinier, provider: local, path: "embedded:tinier"}
                baseline: tiny
                continuation: random
                """, """
                annotator,model_a,model_b,session,outcome
                甲,tiny,tinier,tiny~tinier.aixi.chat-1.1,win
                乙,tiny,tinier,tiny~tinier.aixi.chat-1.1,tie
                """);
        assertThat(RunFiles.query(
                        folder.resolve("killed"),
                        "SELECT group_concat(annotator || ' ' || outcome, ', ') FROM preference"))
                .isEqualTo("甲 win, 乙 tie");
    }

    private void killAndCompare(int kills, String kindAndModels, String annotations) throws Exception {
        int characters = Math.min(CHARACTERS.size(), Math.max(2, kills / 2));
        int turns = characters * ROUNDS_OF_A_CHARACTER;
        Files.writeString(
                folder.resolve(STUDY),
                kindAndModels + """
                id: killed
                characters: [%s]
                scenarios: [chat-1, interview-1, love-1]
                rounds: 20
                seed: 11
                generation: {temperature: 0.7, top_p: 0.8, max_new_tokens: 64}
                """.formatted(String.join(", ", CHARACTERS.subList(0, characters))));
        System.out.println("kills " + kills + ", seed " + SEED + " (-Dcharmirror.kills=, -Dcharmirror.kill.seed=)");
        Path killed = folder.resolve("killed");
        int kept = 0;
        for (int kill = 1; kill <= kills; kill++) {
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
            if (kill == kills / 2) {
                annotate(killed, annotations);
            }
        }
        runToTheEnd(killed);
        Path whole = folder.resolve("whole");
        runToTheEnd(whole);

        assertThat(RunFiles.transcripts(killed)).hasSize(turns).isEqualTo(RunFiles.transcripts(whole));
        assertThat(RunFiles.integrity(killed)).isEqualTo("ok");
        assertThat(RunFiles.query(killed, "SELECT count(*) FROM pragma_foreign_key_check"))
                .isEqualTo("0");
    }

    /** Judgements arrive in the middle, as they do in a long study. */
    private void annotate(Path run, String annotations) throws IOException {
        Path file = Files.writeString(folder.resolve("annotations.csv"), annotations);
        assertThat(Main.commandLine().execute("annotate", "import", run.toString(), file.toString()))
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
        return ProgramProcess.of(Main.class, "run", STUDY, "--out", run.toString(), "--batch", BATCH)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said.txt"));
    }
}
