package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.store.StudyFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class DoctorCommandTest {

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private Path study;
    private String said = "";

    @BeforeEach
    void playAStudy() throws IOException {
        SampleStudy.write(folder);
        study = folder.resolve("研究 1");
    }

    @Test
    void a_sound_machine_and_a_finished_study_have_no_problems() throws IOException {
        play(Integer.MAX_VALUE);
        Map<String, String> before = contents();
        assertThat(terminal.run("doctor", study.toString())).as(terminal.out()).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .contains(
                        "ok       native libraries: libtorch ",
                        "ok       embedded models: intact: tinier, tiny",
                        "ok       same bits: a reply does not depend on those beside it, at "
                                + Precision.ofThisMachine().stream()
                                        .map(Precision::word)
                                        .collect(Collectors.joining(", ")),
                        "ok       lock: no other charmirror works on " + study + "\n",
                        "ok       database: " + study.resolve("study.db") + " is sound\n",
                        "ok       turns: all are as they were kept\n",
                        "ok       sessions: 4 of 4 planned sessions done, 0 failed\n",
                        "ok       exports: say what the database says\n")
                .endsWith("\nNo problems. Next: charmirror demo\n");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void an_interrupted_study_is_a_warning() throws IOException {
        play(25);
        assertThat(examined()).isEqualTo(ExitCode.DONE);
        assertThat(said).contains("""
                        warning  sessions: 1 of 4 planned sessions done, 0 failed
                                 run the study's command again to go on
                        """);
    }

    @Test
    void files_that_do_not_say_what_the_database_says_are_a_warning() throws IOException {
        play(Integer.MAX_VALUE);
        Files.delete(study.resolve("transcripts.jsonl"));
        Path csv = Files.writeString(
                folder.resolve("r.csv"), "session,annotator,model,overall\ntiny.lamp.walk.1,a1,tiny,3\n");
        AnnotationImport.into(study, List.of(csv), false);
        Files.writeString(study.resolve("annotations").resolve("ratings.csv"), "annotator,model,overall\n");
        examined();
        assertThat(said)
                .contains("warning  exports: transcripts.jsonl, annotations/ratings.csv in " + study
                        + " missing, changed or older than the database\n");
    }

    @Test
    void a_study_at_which_another_process_works_is_a_warning() throws IOException {
        play(Integer.MAX_VALUE);
        try (StudyFolder open = StudyFolder.open(study)) {
            assertThat(open.path()).isEqualTo(study);
            examined();
        }
        assertThat(said)
                .contains(
                        "warning  lock: another charmirror is at work on " + study + "\n         wait until it ends\n");
    }

    @Test
    void a_session_that_is_done_but_too_short_is_a_problem() throws SQLException, IOException {
        play(Integer.MAX_VALUE);
        change("DELETE FROM turn WHERE session = 'tiny.lamp.walk.1' AND turn = 20");
        assertThat(terminal.run("doctor", study.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.out())
                .contains("problem  sessions: 4 of 4 planned sessions done, 0 failed; done, but without all of their"
                        + " turns: tiny.lamp.walk.1\n")
                .endsWith("\nThere are problems; set them right and try again: charmirror doctor \"" + study + "\"\n");
    }

    @Test
    void a_turn_that_changed_since_it_was_kept_is_named() throws SQLException, IOException {
        play(Integer.MAX_VALUE);
        change("UPDATE turn SET reply = reply || '。' WHERE session = 'tiny.lamp.walk.1' AND turn = 20");
        change("UPDATE turn SET checksum = NULL WHERE session = 'tiny.lamp.walk.1' AND turn = 19");
        assertThat(examined()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said)
                .contains("problem  turns: changed since they were kept: tiny.lamp.walk.1 turn 20\n         restore "
                        + study.resolve("study.db") + " from a copy\n");
        change("UPDATE turn SET checksum = NULL WHERE session = 'tiny.lamp.walk.1'");
        assertThat(examined()).isEqualTo(ExitCode.DONE);
        assertThat(said)
                .contains(
                        "ok       turns: as they were kept, but for 20 turns of an earlier version, of which that is not"
                                + " known\n");
    }

    @Test
    void rows_that_refer_to_nothing_are_a_problem() throws SQLException, IOException {
        play(Integer.MAX_VALUE);
        change("DELETE FROM session WHERE session = 'tiny.lamp.walk.1'");
        assertThat(examined()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said)
                .contains("problem  database: 20 rows of " + study.resolve("study.db")
                        + " refer to others that are not there\n");
    }

    @Test
    void a_damaged_database_is_a_problem_and_stays_as_it_is() throws IOException {
        play(Integer.MAX_VALUE);
        Path file = study.resolve("study.db");
        byte[] bytes = Files.readAllBytes(file);
        // All pages but the first, which says that this is a database.
        Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5A);
        Files.write(file, bytes);
        assertThat(examined()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said).contains("problem  database: " + file + ": is damaged; restore it from a copy, ");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void what_the_databases_own_check_finds_is_told() throws SQLException, IOException {
        play(Integer.MAX_VALUE);
        // An index that nobody knows of any more leaves its page behind.
        change("PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE name = 'rating_identity'");
        assertThat(examined()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said)
                .containsPattern("problem  database: .* is damaged: Page [0-9]+: never used")
                .contains("\n         restore it from a copy, or start the study again in another folder\n");
    }

    @Test
    void an_older_database_is_not_brought_up_to_date_by_looking_at_it() throws SQLException, IOException {
        play(Integer.MAX_VALUE);
        change("PRAGMA user_version = 1");
        assertThat(examined()).isEqualTo(ExitCode.DONE);
        assertThat(said)
                .contains("ok       database: " + study.resolve("study.db") + " is sound; its tables of version 1 are"
                        + " brought up to date by the next command that writes\n");
        change("PRAGMA user_version = 99");
        assertThat(examined()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said).contains(" has tables of version 99, this program knows up to ");
    }

    @Test
    void what_is_no_study_is_a_problem() throws IOException {
        Files.createDirectories(study);
        assertThat(examined()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said).contains("problem  database: " + study + ": has no study.db; it is no study's folder\n");
        Files.writeString(study.resolve("study.db"), "no database, though of some length");
        assertThat(examined()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(said).contains("study.db: is not a study's database; ");
    }

    @Test
    void without_native_libraries_the_exit_code_is_that_of_a_model_that_cannot_be_used() {
        Check damaged = Check.problem("embedded models", "damaged", "");
        Check unusable = Check.problem(MachineChecks.NATIVE_LIBRARIES, "cannot be loaded", "");
        assertThat(DoctorCommand.exitCode(List.of(damaged, unusable))).isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(DoctorCommand.exitCode(List.of(damaged))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(DoctorCommand.exitCode(List.of(Check.warning("disk", "full", ""))))
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void the_instructions_of_a_processor_are_read_from_linux_and_otherwise_unknown() throws IOException {
        Path cpuinfo = Files.writeString(
                folder.resolve("cpuinfo"), "processor\t: 0\nflags\t\t: fpu avx avx2 fma amx_int8\nflags\t\t: fpu\n");
        assertThat(MachineChecks.features(cpuinfo)).isEqualTo("avx2, fma, amx_int8");
        Files.writeString(cpuinfo, "Features\t: fp asimd\n");
        assertThat(MachineChecks.features(cpuinfo)).isEqualTo("its instructions are unknown");
        assertThat(MachineChecks.features(folder.resolve("nothing"))).isEqualTo("its instructions are unknown");
    }

    @Test
    void free_memory_counts_what_linux_could_free() throws IOException {
        Path meminfo = Files.writeString(folder.resolve("meminfo"), "MemFree: 1 kB\nMemAvailable:   2000 kB\n");
        assertThat(MachineChecks.freeMemory(meminfo, 7)).isEqualTo(2_048_000);
        assertThat(MachineChecks.freeMemory(folder.resolve("nothing"), 7)).isEqualTo(7);
    }

    @Test
    void a_cache_folder_in_a_file_cannot_be_written() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Check check = MachineChecks.cache(file.resolve("cache"));
        assertThat(check.state()).isEqualTo(Check.State.PROBLEM);
        assertThat(check.remedy()).isEqualTo("name another folder with --cache or CHARMIRROR_CACHE");
        assertThat(MachineChecks.cache(folder.resolve("new")).message())
                .isEqualTo(folder.resolve("new") + " can be made when it is needed");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void an_encoding_without_chinese_is_a_warning() {
        assertThat(MachineChecks.encoding("UTF-8").state()).isEqualTo(Check.State.OK);
        assertThat(MachineChecks.encoding("ANSI_X3.4-1968"))
                .isEqualTo(Check.warning(
                        "file names",
                        "in ANSI_X3.4-1968: files and arguments with Chinese names cannot be used",
                        "set the environment variable LC_ALL to C.UTF-8"));
    }

    /** Does what the command does with the folder, without the checks of the machine, which take some seconds. */
    private int examined() throws IOException {
        List<Check> checks = StudyChecks.of(study);
        said = String.join("\n", DoctorCommand.lines(checks, Ansi.OFF)) + "\n";
        return DoctorCommand.exitCode(checks);
    }

    private void play(int turns) {
        int[] played = {0};
        new StudyRun(SampleStudy.load(folder), spec -> new ScriptedChatModel("weights"), 1)
                .run(study, RunListener.NONE, () -> played[0]++ >= turns);
    }

    private void change(String... changes) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + study.resolve("study.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : changes) {
                statement.executeUpdate(sql);
            }
        }
    }

    /** Returns all files of the study with their bytes. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(study)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
