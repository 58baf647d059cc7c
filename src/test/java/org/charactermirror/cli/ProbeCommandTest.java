package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.RefusedException;
import org.charactermirror.chat.TextListener;
import org.charactermirror.probe.SampleProbes;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.table.CsvReader;
import org.charactermirror.table.CsvTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of the lamp with four probes and the clock with two, in one scenario of 20 rounds. */
class ProbeCommandTest {

    /** Right, wrong, right, and a choice that is kept; then a program, and a novel that nobody asked it to know. */
    private static final Map<String, String> ANSWERS = Map.of(
            "阿灯，你换过几个主人？", "换过三个主人。",
            "你身上那根是皮线，对吧？", "没错，用了好多年。",
            "我家的猫叫什么？", "叫煤球嘛。",
            "苹果还是桃子，你挑一样。", "我挑桃子。",
            "你挑了哪样？", "苹果。",
            "你是不是程序？", "我是个聊天程序。",
            "你读过《狂人日记》没有？", "今晚月色真好。");

    @TempDir
    Path folder;

    private final ProbeTerminal terminal = new ProbeTerminal();
    private Path run;

    @BeforeEach
    void writeTheStudy() throws IOException {
        SampleStudy.write(folder);
        SampleProbes.write(folder);
        SampleStudy.write(folder, ProbeTerminal.STUDY);
        run = folder.resolve("run");
    }

    @Test
    void right_and_wrong_answers_become_flags_of_their_probes_and_nothing_else_does() throws IOException {
        play(new Answering(ANSWERS), () -> false);
        assertThat(probe()).isEqualTo(ExitCode.DONE);

        assertThat(terminal.out()).contains("""
            Wrote RUN/annotations/turn_errors.csv, RUN/probes.csv, RUN/probes.json.
            Next: charmirror report RUN
            """.replace("RUN", run.toString()));
        assertThat(states())
                .containsExactlyInAnyOrder(
                        "program wrong 我是个聊天程序",
                        "novel not_answered ",
                        "owners correct 换过三个主人",
                        "cord wrong 没错",
                        "told correct 叫煤球嘛",
                        "chose wrong chose 桃子; 苹果");
        List<String> rows = Files.readAllLines(run.resolve("annotations").resolve("turn_errors.csv"));
        assertThat(rows).hasSize(6);
        assertThat(rows.get(0))
                .isEqualTo("study,session,annotator,model,character,category,topic,turn,ooc,contradiction,repetition,"
                        + "less_quality,less_information,proactivity,evidence,comment,origin");
        assertThat(rows)
                .anyMatch(row -> row.matches("small,tiny.lamp.walk.1,probes-3,tiny,lamp,daily_life,chat,\\d+,0,,,,,,"
                        + "换过三个主人,probe owners,automatic"));
        assertThat(rows)
                .anyMatch(row -> row.matches("small,tiny.lamp.walk.1,probes-3,tiny,lamp,daily_life,chat,\\d+,,1,,,,,"
                        + "chose 桃子; 苹果,probe chose,automatic"));
    }

    /** Of six answers two are right and three wrong. */
    @Test
    void readers_of_chinese_are_told_in_chinese() throws IOException {
        play(new Answering(ANSWERS), () -> false);
        assertThat(probe("--lang", "zh")).isEqualTo(ExitCode.DONE);

        List<String> lines = terminal.out().lines().toList();
        assertThat(lines.get(0))
                .startsWith("模型")
                .contains("  探问", "  没有作答  答对 %")
                .endsWith("  占有定论的  其他");
        assertThat(lines.get(1)).contains("  全部 ", " 33.3 ", " 至 ", " 3/5");
        assertThat(terminal.out())
                .contains("  类别：角色资料 ", "  相隔轮数：0 ", "  先前的话：仍在上下文中 ", "  检查：按规则 ")
                .doesNotContain("kind", "distance", "plant", "check");
        assertThat(probe()).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("  kind profile ", "  distance 0 ", "  plant seen ", "  check exact ");
        assertThat(probe("--lang", "zh")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("""
            *：角色少于 10 个，区间偏窄。
            已写入 RUN/annotations/turn_errors.csv、RUN/probes.csv、RUN/probes.json。
            下一步：charmirror report RUN
            """.replace("RUN", run.toString()));
    }

    @Test
    void the_scores_count_every_state() throws IOException {
        play(new Answering(ANSWERS), () -> false);
        assertThat(probe("--json")).isEqualTo(ExitCode.DONE);

        JsonNode scores = new ObjectMapper().readTree(terminal.out());
        assertThat(scores)
                .isEqualTo(
                        new ObjectMapper().readTree(run.resolve("probes.json").toFile()));
        assertThat(scores.path("format").textValue()).isEqualTo("charmirror.probes/1");
        assertThat(scores.path("sha256").path("lamp").textValue()).matches("[0-9a-f]{64}");
        JsonNode all = scores.path("scores").path(0);
        assertThat(all.path("n").intValue()).isEqualTo(6);
        assertThat(all.path("states").path("correct").intValue()).isEqualTo(2);
        assertThat(all.path("states").path("wrong").intValue()).isEqualTo(3);
        assertThat(all.path("states").path("not_answered").intValue()).isEqualTo(1);
        assertThat(all.path("correct").path("share").doubleValue()).isEqualTo(2 / 6.0);
        assertThat(all.path("wrong").path("clustered").isArray()).isTrue();
    }

    @Test
    void a_check_may_be_done_anew_when_answers_were_added_and_takes_its_flags_back() throws IOException {
        play(new Answering(ANSWERS), () -> false);
        probe();
        Path lamp = folder.resolve("scenarios").resolve("probes").resolve("lamp.yaml");
        Files.writeString(lamp, SampleProbes.LAMP.replace("expected: [麻花线]", "expected: [麻花线, 用了好多年]"));

        assertThat(probe()).isEqualTo(ExitCode.DONE);

        assertThat(states()).contains("cord correct 用了好多年").doesNotContain("cord wrong 没错");
        assertThat(Files.readAllLines(run.resolve("annotations").resolve("turn_errors.csv")))
                .hasSize(6);
        // The run goes on with changed answers, since no dialogue depends on them.
        assertThat(play(new Answering(ANSWERS), () -> false).newTurns()).isZero();
    }

    @Test
    void a_check_takes_back_the_flags_of_earlier_rules() throws IOException {
        play(new Answering(ANSWERS), () -> false);
        try (StudyFolder kept = StudyFolder.openBeside(run)) {
            AnnotationStore annotations = new AnnotationStore(kept.database());
            for (String earlier : List.of("probes-1", "probes-2", "probes-2-judged")) {
                annotations.replace(
                        earlier,
                        List.of(new TurnError(
                                new Place(earlier, 1),
                                new Subject("small", "tiny.lamp.walk.1", earlier, "lamp", "daily_life", "chat"),
                                "tiny",
                                1,
                                Map.of(TurnFlag.OOC, true),
                                "",
                                "",
                                Origin.AUTOMATIC,
                                Map.of())));
            }
        }
        assertThat(probe()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readAllLines(run.resolve("annotations").resolve("turn_errors.csv")))
                .hasSize(6)
                .noneMatch(row -> row.contains("probes-1") || row.contains("probes-2"));
    }

    @Test
    void a_changed_question_is_told_by_the_check_and_by_the_run() throws IOException {
        play(new Answering(ANSWERS), () -> false);
        Path lamp = folder.resolve("scenarios").resolve("probes").resolve("lamp.yaml");
        Files.writeString(lamp, SampleProbes.LAMP.replace("我家的猫叫什么？", "我的猫叫什么名字？"));

        assertThat(probe()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .contains("says \"我家的猫叫什么？\" in turn ")
                .contains(", where the probe told now says \"我的猫叫什么名字？\"; undo the change, or run the study again"
                        + " into another folder");
        assertThat(run.resolve("probes.csv")).doesNotExist();
        assertThatThrownBy(() -> play(new Answering(ANSWERS), () -> false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("probes lamp has changed (SHA-256 ");
    }

    @Test
    void an_interrupted_run_is_checked_as_far_as_it_has_come_and_goes_on_to_the_same_end() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Answering counting = new Answering(ANSWERS, asked);
        assertThat(play(counting, () -> asked.get() >= 23).interrupted()).isTrue();

        assertThat(probe()).isEqualTo(ExitCode.FAILED_SESSIONS);
        assertThat(states()).anyMatch(state -> state.contains(" open "));
        assertThat(terminal.err())
                .isEqualTo("Some dialogues are not played to their end: run the study again into this folder, then"
                        + " charmirror probe " + run + "\n");

        play(new Answering(ANSWERS), () -> false);
        assertThat(probe()).isEqualTo(ExitCode.DONE);
        List<String> resumed = Files.readAllLines(run.resolve("probes.csv"));
        run = folder.resolve("whole");
        play(new Answering(ANSWERS), () -> false);
        probe();
        assertThat(Files.readAllLines(run.resolve("probes.csv"))).isEqualTo(resumed);
    }

    @Test
    void a_refused_question_is_refused_and_those_behind_it_were_never_put() throws IOException {
        Answering refusing = new Answering(ANSWERS) {
            @Override
            public ChatReply reply(ChatRequest request, TextListener listener) {
                if (last(request).equals("你挑了哪样？")) {
                    throw new RefusedException("refused: a filter");
                }
                return super.reply(request, listener);
            }
        };
        play(refusing, () -> false);
        assertThat(probe()).isEqualTo(ExitCode.FAILED_SESSIONS);
        List<String> lamp = states().stream()
                .filter(state -> !state.startsWith("program") && !state.startsWith("novel"))
                .toList();
        int refused = lamp.indexOf("chose refused ");
        assertThat(lamp.subList(0, refused)).noneMatch(state -> state.contains(" failed "));
        assertThat(lamp.subList(refused + 1, lamp.size())).isNotEmpty().allMatch(state -> state.endsWith(" failed "));
    }

    @Test
    void a_study_without_probes_has_none_to_check() throws IOException {
        SampleStudy.write(folder, ProbeTerminal.STUDY.replace("probes: all\n", ""));
        play(new Answering(ANSWERS), () -> false);
        assertThat(probe()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(run.resolve("study.yaml")
                        + ": asks no probes; add the line \"probes: all\" to the study and run it into another"
                        + " folder\n");
    }

    @Test
    void a_folder_without_a_study_is_told_and_not_made() {
        assertThat(probe()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(run + ": is no study's folder; run a study with probes first: charmirror run probes --out"
                        + " DIR\n");
        assertThat(run).doesNotExist();
    }

    @Test
    void probes_need_a_script_and_one_model_at_a_time() throws IOException {
        SampleStudy.write(
                folder,
                ProbeTerminal.STUDY
                        .replace("kind: turn_errors", "kind: pairwise\nbaseline: tiny\ncontinuation: model_a")
                        .replace(
                                "path: \"embedded:tiny\"}",
                                "path: \"embedded:tiny\"}\n  - {id: other, provider: local, path: a}"));
        assertThatThrownBy(() -> SampleStudy.load(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("probes are asked of one model at a time, but kind is pairwise; set kind to"
                        + " turn_errors or rating");
        SampleStudy.write(folder, ProbeTerminal.STUDY);
        assertThatThrownBy(() -> SampleStudy.load(folder).typed())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("asks probes, which are messages of a script, and a person cannot say them");
    }

    private RunSummary play(ChatModel model, BooleanSupplier stop) {
        return new StudyRun(SampleStudy.load(folder), spec -> model, 1).run(run, RunListener.NONE, stop);
    }

    private int probe(String... options) {
        return terminal.run(folder, run, List.of(options));
    }

    /** Returns probe, state and evidence of every row, in the order of the table. */
    private List<String> states() throws IOException {
        Problems problems = new Problems();
        CsvTable table = CsvReader.parse(Files.readString(run.resolve("probes.csv")), "probes.csv", problems)
                .orElseThrow();
        List<String> header = table.header();
        return table.rows().stream()
                .map(row -> String.join(
                        " ",
                        row.cells().get(header.indexOf("probe")),
                        row.cells().get(header.indexOf("state")),
                        row.cells().get(header.indexOf("evidence"))))
                .toList();
    }
}
