package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.charactermirror.document.Sha256;
import org.charactermirror.store.StudioWithdrawal;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.Test;

class ExportTrainingCommandTest extends TrainingExports {

    @Test
    void a_rated_study_becomes_files_a_card_and_a_record_of_them() throws IOException {
        annotateAll();

        assertThat(run("--split", "train=1")).as(terminal.err()).isEqualTo(ExitCode.DONE);

        assertThat(terminal.out()).isEqualTo("""
                Read 6 judgements: 6 about a dialogue, a reply or a pair of the study.
                supervised dialogues: 3 (train 3)
                preference pairs: 2 (train 2)
                labelled replies: 0 (train 0)
                scored dialogues: 3 (train 3)
                supervised dialogues: left out 1 (not judged by the origins in use 1)
                preference pairs: left out 2 (not judged by the origins in use 2)
                labelled replies: left out 8 (not judged by the origins in use 8)
                scored dialogues: left out 1 (not judged by the origins in use 1)
                Wrote 10 files to OUT.
                Next: read OUT/README.md, which says how they were made and are loaded.
                """.replace("OUT", out.toString()));
        assertThat(terminal.err()).isEmpty();
        assertThat(files().keySet())
                .containsExactlyInAnyOrder(
                        "README.md",
                        "README.zh.md",
                        "dataset_info.json",
                        "export.json",
                        "dialogue_scores.train.jsonl",
                        "preferences.llama_factory.train.jsonl",
                        "preferences.trl.train.jsonl",
                        "supervised.llama_factory.train.jsonl",
                        "supervised.messages.train.jsonl",
                        "supervised.session_meta.train.jsonl");
        JsonNode pair = records("preferences.trl.train.jsonl").get(0);
        assertThat(pair.path("prompt").get(0).path("content").asText()).startsWith("你现在是李白，正在和");
        assertThat(pair.path("chosen").get(0).path("content").asText()).isEqualTo("乙2");
        assertThat(pair.path("rejected").get(0).path("content").asText()).isEqualTo("甲2");
        assertThat(pair.at("/meta/chosen_model").asText()).isEqualTo("beta");
        assertThat(pair.at("/meta/character_licence").asText()).isEqualTo("Apache-2.0");
        assertThat(String.join("", files().values())).doesNotContain("w1", "HYPERLINK");
    }

    @Test
    void readers_of_chinese_are_told_in_chinese_and_sent_to_the_chinese_card() throws IOException {
        annotateAll();
        annotate("""
                session,annotator,model,overall,check
                beta.xiang-yu.chat-1.1,w3,beta,5,overall=1
                """);

        assertThat(run("--split", "train=1", "--lang", "zh")).as(terminal.err()).isEqualTo(ExitCode.DONE);

        assertThat(terminal.out()).isEqualTo("""
                已读取 7 条评判：所评为研究中的某段对话、某条回复或某个回复对 6 条。
                另列检查标注员的 1 行，不进入任何表格。
                监督对话：3 条（train 3）
                偏好对：2 条（train 2）
                带标签的回复：0 条（train 0）
                带评分的对话：3 条（train 3）
                监督对话：未收录 1 条（所用来源没有评判 1）
                偏好对：未收录 2 条（所用来源没有评判 2）
                带标签的回复：未收录 8 条（所用来源没有评判 8）
                带评分的对话：未收录 1 条（所用来源没有评判 1）
                已将 10 个文件写入 OUT。
                下一步：阅读 OUT/README.zh.md，其中写明数据怎样生成、怎样载入。
                """.replace("OUT", out.toString()));
        assertThat(out.resolve("README.zh.md")).content().contains("# 训练数据：my-run");

        assertThat(run("--split", "train=1", "--lang", "zh", "--dry-run")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).endsWith("（所用来源没有评判 1）\n没有写任何文件。\n");
    }

    @Test
    void every_file_has_the_hash_and_the_number_of_records_that_the_record_says() throws IOException {
        annotateAll();
        run("--split", "train=1");
        JsonNode record = JSON.readTree(out.resolve("export.json").toFile());
        assertThat(record.path("format").asText()).isEqualTo("charmirror.training/1");
        assertThat(record.path("files")).hasSize(6);
        for (JsonNode file : record.path("files")) {
            byte[] bytes = Files.readAllBytes(out.resolve(file.path("name").asText()));
            assertThat(Sha256.hex(bytes)).isEqualTo(file.path("sha256").asText());
            assertThat(bytes.length).isEqualTo(file.path("bytes").asInt());
            assertThat(records(file.path("name").asText()))
                    .hasSize(file.path("records").asInt());
        }
        for (Map.Entry<String, JsonNode> other : record.path("others").properties()) {
            assertThat(Sha256.hex(Files.readAllBytes(out.resolve(other.getKey()))))
                    .isEqualTo(other.getValue().asText());
        }
        assertThat(record.at("/rows/read").asInt()).isEqualTo(6);
        assertThat(record.at("/kinds/supervised/left_out/not_judged").asInt()).isEqualTo(1);
    }

    @Test
    void the_same_study_gives_the_same_bytes_also_over_an_earlier_export() throws IOException {
        annotateAll();
        run("--split", "train=1");
        Map<String, String> first = files();
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.DONE);
        assertThat(files()).isEqualTo(first);
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("scratch"));
        }
    }

    @Test
    void no_character_is_in_two_splits() throws IOException {
        annotateAll();
        assertThat(run("--split", "train=0.5,test=0.5", "--assign", "test=xiang-yu", "--assign", "train=li-bai"))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        Map<String, Set<String>> splits = new HashMap<>();
        for (String name : files().keySet()) {
            if (name.endsWith(".jsonl")) {
                for (JsonNode record : records(name)) {
                    splits.computeIfAbsent(record.at("/meta/character").asText(), unused -> new HashSet<>())
                            .add(name.split("\\.")[name.split("\\.").length - 2]);
                }
            }
        }
        assertThat(splits).isEqualTo(Map.of("li-bai", Set.of("train"), "xiang-yu", Set.of("test")));
        assertThat(terminal.err())
                .contains(study + ": warning: 2 of the 2 different user messages of test are in train, too\n");
        assertThat(JSON.readTree(out.resolve("dataset_info.json").toFile()).properties().stream()
                        .map(Map.Entry::getKey))
                .containsExactly("supervised_train", "supervised_test", "preferences_train", "preferences_test");
    }

    @Test
    void a_dry_run_counts_and_writes_nothing() throws IOException {
        annotateAll();
        assertThat(run("--split", "train=1", "--dry-run", "--json")).isEqualTo(ExitCode.DONE);
        JsonNode outcome = JSON.readTree(terminal.out());
        assertThat(outcome.at("/kinds/preferences/records").asInt()).isEqualTo(2);
        assertThat(outcome.path("dry_run").asBoolean()).isTrue();
        assertThat(outcome.path("written")).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void judgements_that_are_not_of_people_are_used_only_if_named() throws IOException {
        annotate("""
                session,annotator,model,overall,origin
                alpha.li-bai.chat-1.1,s01,alpha,5,synthetic
                beta.li-bai.chat-1.1,gpt,beta,5,judge
                """);
        assertThat(run("--split", "train=1", "--kinds", "dialogue_scores")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo("""
                STUDY: no record is left, and nothing was written
                STUDY: scored dialogues: left out 4 (not judged by the origins in use 4)
                STUDY: has judgements of other origins; --origin synthetic,judge uses these
                """.replace("STUDY", study.toString()));
        assertThat(out).doesNotExist();
        assertThat(run("--split", "train=1", "--origin", "judge")).isEqualTo(ExitCode.DONE);
        assertThat(records("dialogue_scores.train.jsonl"))
                .singleElement()
                .satisfies(
                        record -> assertThat(record.at("/meta/origin").asText()).isEqualTo("judge"));
    }

    @Test
    void checks_and_annotators_who_break_a_rule_are_no_data() throws IOException {
        annotate("""
                session,annotator,model,overall,check
                alpha.li-bai.chat-1.1,w1,alpha,5,overall=1
                beta.li-bai.chat-1.1,w1,beta,5,
                alpha.xiang-yu.chat-1.1,w2,alpha,3,
                """);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "exclusions: {maximum_failed_checks: 0}\n");
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.DONE);
        assertThat(records("dialogue_scores.train.jsonl")).hasSize(2);
        assertThat(run("--split", "train=1", "--exclusions", rules.toString())).isEqualTo(ExitCode.DONE);
        assertThat(records("dialogue_scores.train.jsonl"))
                .singleElement()
                .satisfies(record ->
                        assertThat(record.at("/meta/session").asText()).isEqualTo("alpha.xiang-yu.chat-1.1"));
        JsonNode record = JSON.readTree(out.resolve("export.json").toFile());
        assertThat(record.path("exclusions").asText()).isEqualTo("--exclusions rules.yaml");
        assertThat(record.at("/inputs/--exclusions rules.yaml").asText())
                .isEqualTo(Sha256.hex(Files.readAllBytes(rules)));
        assertThat(files().get("README.md")).contains("by the rules of `--exclusions rules.yaml`.\n");
        assertThat(record.at("/rows").toString()).isEqualTo("{\"read\":3,\"checks\":1,\"excluded\":1,\"used\":1}");
    }

    @Test
    void who_has_withdrawn_left_nothing_to_export() throws IOException {
        annotateAll();
        try (StudyDatabase database = StudyDatabase.open(study.resolve("study.db"))) {
            database.write(handle -> {
                handle.execute("INSERT INTO participant (participant, name, annotator, language, invited)"
                        + " VALUES ('p', 'Wang', 'w1', 'zh', '2026-01-01T00:00:00Z')");
                handle.execute(
                        "INSERT INTO typed_session (session, annotator) VALUES ('alpha.xiang-yu.chat-1.1', 'w1')");
                handle.execute("INSERT INTO user_message (session, turn, source) VALUES"
                        + " ('alpha.xiang-yu.chat-1.1', 1, 'person')");
            });
            assertThat(new StudioWithdrawal(database).withdraw("p")).isTrue();
        }
        assertThat(run("--split", "train=1", "--typed")).as(terminal.err()).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .contains(
                        "Read 1 judgement: 1 about a dialogue, a reply or a pair of the study.\n",
                        "supervised dialogues: left out 3 (the dialogue is not finished, or failed 1;"
                                + " not judged by the origins in use 2)\n");
        assertThat(String.join("", files().values())).doesNotContain("\"alpha.xiang-yu.chat-1.1\"");
    }

    @Test
    void a_folder_that_holds_something_else_is_left_alone() throws IOException {
        annotateAll();
        Files.createDirectories(out);
        Files.writeString(out.resolve("thesis.txt"), "mine");
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(out
                        + ": is not empty and holds no earlier training data (it has thesis.txt); name another folder"
                        + " with --out\n");
        Files.delete(out.resolve("thesis.txt"));
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.DONE);
        Files.writeString(out.resolve("supervised.messages.train.jsonl"), "changed by hand\n");
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(out.resolve("supervised.messages.train.jsonl")
                        + ": is not as training data were written there; move it"
                        + " away, or name another folder with --out\n");
        assertThat(out.resolve("supervised.messages.train.jsonl")).hasContent("changed by hand");
        Files.delete(out.resolve("supervised.messages.train.jsonl"));
        keep("study", "another");
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(out + ": has training data of other studies (s); name another folder with --out\n");
        out = study.resolve("training");
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(out + ": lies in the study's own folder; name another folder with --out\n");
    }

    @Test
    void a_character_that_is_not_as_it_was_stops_the_export_or_is_left_out() throws IOException {
        annotateAll();
        keep("character li-bai", "0".repeat(64));
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(study
                        + ": characters/li-bai: no file has the SHA-256 that the dialogues were played from any more ("
                        + "0".repeat(64)
                        + "); bring the old file back, or leave out what hangs on it with --skip-changed\n");
        assertThat(run("--split", "train=1", "--skip-changed")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.err()).startsWith("left out: " + study + ": characters/li-bai: ");
        assertThat(terminal.out())
                .contains("supervised dialogues: left out 3 (the profile that it was played from is not known 2;"
                        + " not judged by the origins in use 1)\n");
    }

    @Test
    void fewer_characters_than_splits_and_unknown_ones_are_told_together() throws IOException {
        annotateAll();
        assertThat(run("--assign", "test=li-bay")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(study
                        + ": has 2 characters, too few for the 3 splits train, validation, test, which keep characters"
                        + " apart; name fewer, such as --split train=1\n" + study
                        + ": has no dialogue of \"li-bay\", whom --assign names; did you mean li-bai?\n");
    }

    @Test
    void a_folder_of_judgements_alone_holds_nothing_to_train_on() throws IOException {
        study = Files.createDirectory(folder.resolve("rows"));
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(study
                        + ": holds no dialogues (it has no study.db), and training data are made of dialogues and their"
                        + " judgements; name the folder of a study\n");
    }

    @Test
    void an_archive_gives_the_same_records_as_the_folder_and_a_warning() throws IOException {
        annotateAll();
        run("--split", "train=1");
        Map<String, String> fromFolder = files();
        Path archive = folder.resolve("my-run.zip");
        assertThat(terminal.run("study", "export", study.toString(), "--out", archive.toString(), "--skip-changed"))
                .as(terminal.err())
                .isZero();
        study = archive;
        out = folder.resolve("again");
        assertThat(run("--split", "train=1")).as(terminal.err()).isEqualTo(ExitCode.DONE);
        assertThat(terminal.err())
                .isEqualTo(archive
                        + ": warning: an archive does not know who has withdrawn since it was sealed; use the study's"
                        + " folder if there is one\n");
        Map<String, String> fromArchive = files();
        for (String name : fromFolder.keySet()) {
            if (name.endsWith(".jsonl")) {
                assertThat(fromArchive.get(name)).as(name).isEqualTo(fromFolder.get(name));
            }
        }
    }
}
