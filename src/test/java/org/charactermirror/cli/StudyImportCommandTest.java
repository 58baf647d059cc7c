package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.document.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyImportCommandTest {

    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void imported_dialogues_are_a_study_that_can_be_exported_judged_and_reported() throws IOException, SQLException {
        Path file = write("talk.jsonl", record("m", "阿灯", "好", "坐。") + record("n", "老钟", "几点", "三点。"));
        Path out = folder.resolve("talk-in");

        assertThat(terminal.run("study", "import", file.toString(), "--out", out.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);

        assertThat(terminal.out())
                .isEqualTo("talk.jsonl (openai): 2 records, 2 dialogues.\n"
                        + "Imported 2 dialogues of 2 models with 2 characters, 2 replies, 0 failed into " + out + ".\n"
                        + "Wrote " + out.resolve("study.db") + ", " + out.resolve("transcripts.jsonl") + ", "
                        + out.resolve("run.json") + ".\n"
                        + "Next: charmirror annotate export " + Shell.quoted(out)
                        + " --out sheets --annotators NAMES, or charmirror report " + Shell.quoted(out) + "\n");
        assertThat(names(out)).containsExactly("run.json", "study.db", "study.lock", "transcripts.jsonl");
        assertThat(names(folder)).containsExactly("talk-in", "talk.jsonl");
        assertThat(RunFiles.query(out, "SELECT count(*) FROM session WHERE state = 'done'"))
                .isEqualTo("2");
        assertThat(Files.readAllLines(out.resolve("transcripts.jsonl")))
                .first()
                .isEqualTo("{\"study\":\"talk-in\",\"session\":\"m.u963f-706f.talk-1.1\",\"model\":\"m\",\"character\":"
                        + "\"u963f-706f\",\"category\":\"imported\",\"topic\":\"imported\",\"scenario\":\"talk-1\","
                        + "\"repetition\":1,\"bot_name\":\"阿灯\",\"user_name\":\"user\",\"greeting\":\"\",\"turn\":1,"
                        + "\"user\":\"好\",\"reply\":\"坐。\",\"stop_reason\":\"not_recorded\"}");
        JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
        assertThat(run.at("/imported/files/0/sha256").textValue()).isEqualTo(Sha256.hex(Files.readAllBytes(file)));
        assertThat(run.at("/imported/files/0/format").textValue()).isEqualTo("openai");
        assertThat(run.at("/models/0/provider").textValue()).isEqualTo("imported");
        assertThat(run.at("/events/0/kind").textValue()).isEqualTo("imported");

        Path sheets = folder.resolve("sheets");
        assertThat(terminal.run(
                        "annotate", "export", out.toString(), "--out", sheets.toString(), "--annotators", "wang"))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        Path sheet = sheets.resolve("ratings-wang.csv");
        Files.writeString(sheet, Files.readString(sheet).replace(",,,,,,,,,", ",4,,,,,,5,,"));
        assertThat(terminal.run("annotate", "import", out.toString(), sheet.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.run("report", out.toString())).as(terminal.err()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(out.resolve("report/report.md")))
                .contains("m: Its dialogues were made elsewhere and imported", "2 ratings");
    }

    @Test
    void gbk_and_a_byte_order_mark_are_read() throws IOException {
        Path gbk = folder.resolve("gbk.jsonl");
        Files.write(gbk, record("m", "阿灯", "你好，请问现在几点了", "坐近些，我陪着你。").getBytes(Charset.forName("GBK")));
        Path marked = write("bom.jsonl", "\uFEFF" + record("m", "阿灯", "好", "坐。"));
        Path out = folder.resolve("out");

        assertThat(terminal.run("study", "import", gbk.toString(), marked.toString(), "--out", out.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(out.resolve("transcripts.jsonl"))).contains("你好，请问现在几点了", "\"坐。\"");
    }

    @Test
    void one_bad_record_stops_all_unless_bad_ones_are_to_be_left_out() throws IOException {
        Path file = write("talk.jsonl", "{\"messages\": 7}\n" + record("m", "阿灯", "好", "坐。"));
        String out = folder.resolve("out").toString();

        assertThat(terminal.run("study", "import", file.toString(), "--out", out))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(file + ":1: the format cannot be told by the keys messages; name it with --format"
                        + " openai|charactereval|pingpong|characterbench|charmirror\n");
        String[] named = {"study", "import", file.toString(), "--out", out, "--format", "openai"};
        assertThat(terminal.run(named)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(file + ":1: messages is 7; expected a list of messages\n");
        assertThat(names(folder)).containsExactly("talk.jsonl");

        assertThat(terminal.run(with(named, "--skip-bad-rows", "--dry-run"))).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).endsWith("into " + out + ".\nNothing was written.\n");
        assertThat(names(folder)).containsExactly("talk.jsonl");

        assertThat(terminal.run(with(named, "--skip-bad-rows", "--json"))).isEqualTo(ExitCode.DONE);
        assertThat(terminal.err()).isEqualTo("left out: " + file + ":1: messages is 7; expected a list of messages\n");
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.path("format").textValue()).isEqualTo("charmirror.study-import/1");
        assertThat(json.path("left_out").intValue()).isEqualTo(1);
        assertThat(json.path("dialogues").intValue()).isEqualTo(1);
    }

    @Test
    void a_folder_that_holds_anything_is_refused() throws IOException {
        Path file = write("talk.jsonl", record("m", "阿灯", "好", "坐。"));
        Path out = folder.resolve("out");
        assertThat(terminal.run("study", "import", file.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.run("study", "import", file.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(
                        out + ": is a study's folder already; dialogues are imported into a folder of their own, which"
                                + " --out names\n");
        assertThat(terminal.run("study", "import", file.toString(), "--out", folder.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).contains("is neither empty nor a study's folder");
    }

    @Test
    void recordings_of_our_own_keep_every_byte() throws IOException {
        SampleStudy.write(folder);
        SampleStudy.replace(folder, "small.yaml", "rounds: 20", "rounds: 2");
        new StudyRun(SampleStudy.load(folder), spec -> new ScriptedChatModel("weights"), 1)
                .run(folder.resolve("run"), RunListener.NONE, () -> false);
        Path transcripts = folder.resolve("run").resolve("transcripts.jsonl");
        Path out = folder.resolve("again");

        assertThat(terminal.run("study", "import", transcripts.toString(), "--out", out.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);

        assertThat(Files.readString(out.resolve("transcripts.jsonl"))).isEqualTo(Files.readString(transcripts));
    }

    @Test
    void dialogues_made_elsewhere_join_a_study_as_a_replay() throws IOException {
        SampleStudy.write(folder);
        SampleStudy.replace(folder, "small.yaml", "rounds: 20", "rounds: 1");
        SampleStudy.replace(folder, "small.yaml", "scenarios: all", "scenarios: [walk]");
        String greeting = "{\"role\": \"assistant\", \"content\": \"坐近些，我陪着你。\"}, ";
        Path file = write(
                "talk.jsonl",
                (record("m", "阿灯", "阿灯，这是第1句。", "听见了。") + record("m", "老钟", "老钟，这是第1句。", "当——"))
                        .replace("\"messages\": [", "\"messages\": [" + greeting));
        Path out = folder.resolve("imported");
        assertThat(terminal.run("study", "import", file.toString(), "--out", out.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        SampleStudy.replace(
                folder,
                "small.yaml",
                "{id: tiny, provider: local, path: \"embedded:tiny\"}",
                "{id: old, provider: replay, path: \"" + out.resolve("transcripts.jsonl") + "\"}");

        new StudyRun(
                        SampleStudy.load(folder),
                        new StudyModels(GlmOptions.ofDefaults(), "zh", notice -> {}, InputStream.nullInputStream()),
                        1)
                .run(folder.resolve("run"), RunListener.NONE, () -> false);

        assertThat(Files.readAllLines(folder.resolve("run").resolve("transcripts.jsonl")))
                .satisfiesExactly(
                        clock -> assertThat(clock)
                                .contains("\"session\":\"old.clock.walk.1\"")
                                .endsWith("\"reply\":\"当——\",\"stop_reason\":\"not_recorded\"}"),
                        lamp -> assertThat(lamp)
                                .contains("\"session\":\"old.lamp.walk.1\"")
                                .endsWith("\"reply\":\"听见了。\",\"stop_reason\":\"not_recorded\"}"));
    }

    @Test
    void a_file_named_twice_is_refused() throws IOException {
        Path file = write("talk.jsonl", record("m", "阿灯", "好", "坐。"));
        Path same = write("copy.jsonl", record("m", "阿灯", "好", "坐。"));
        assertThat(terminal.run("study", "import", file.toString(), same.toString(), "--out", "x"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(same + ": has the same content as " + file + "; name it once\n");
    }

    @Test
    void an_unknown_format_is_wrong_usage() throws IOException {
        Path file = write("talk.jsonl", record("m", "阿灯", "好", "坐。"));
        assertThat(terminal.run("study", "import", file.toString(), "--out", "x", "--format", "chatml"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith("--format is \"chatml\"; expected auto, openai, charactereval, pingpong, characterbench,"
                        + " charmirror\n");
        assertThat(terminal.run("study", "import", file.toString(), "--out", "x", "--model", "a b"))
                .isEqualTo(ExitCode.USAGE);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String record(String model, String character, String user, String reply) {
        return "{\"model\": \"" + model + "\", \"character\": \"" + character
                + "\", \"messages\": [{\"role\": \"user\", \"content\": \"" + user
                + "\"}, {\"role\": \"assistant\", \"content\": \"" + reply + "\"}]}\n";
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
