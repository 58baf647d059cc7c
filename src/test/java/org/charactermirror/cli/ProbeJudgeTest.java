package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.remote.Answers;
import org.charactermirror.probe.SampleProbes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of the lamp with its four exact probes and one for a judge, and the clock with its two; a judge on this machine. */
class ProbeJudgeTest {

    private static final String JUDGED = """
              - id: fear
                kind: profile
                field: attributes.other
                question: 你最怕什么？
                check: judged
                answer: 怕停电
                counts_as: ooc
            source: 原创
            """;

    private final JudgingEndpoint endpoint = new JudgingEndpoint();
    private final ProbeTerminal terminal = new ProbeTerminal();

    @TempDir
    Path folder;

    private Path run;
    private Path judges;

    @BeforeEach
    void playTheStudy() throws IOException {
        SampleStudy.write(folder);
        Path probes = SampleProbes.write(folder);
        Files.writeString(probes.resolve("lamp.yaml"), SampleProbes.LAMP.replace("source: 原创\n", JUDGED));
        SampleStudy.write(folder, ProbeTerminal.STUDY);
        run = folder.resolve("run");
        new StudyRun(
                        SampleStudy.load(folder),
                        spec -> new Answering(Map.of("你最怕什么？", "我是tiny，就怕一黑到天亮。", "我家的猫叫什么？", "叫煤球嘛。")),
                        1)
                .run(run, RunListener.NONE, () -> false);
        judges = folder.resolve("judges.yaml");
        writeJudge("");
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private void writeJudge(String more) throws IOException {
        Files.writeString(
                judges,
                "judges:\n  - {id: strict, provider: openai, base_url: \"" + endpoint.url() + "\", model: gpt-9" + more
                        + "}\n");
    }

    private void answer(String relation, String evidence) {
        endpoint.judging(request -> JudgingEndpoint.answer(
                "{\"evidence\": \"" + evidence + "\", \"explanation\": \"一黑就是停电\", \"relation\": \"" + relation + "\"}",
                true));
    }

    private int probe(String... options) {
        return terminal.run(folder, run, List.of(options));
    }

    private int judge(String... more) {
        List<String> options = new ArrayList<>(List.of("--judge", "strict", "--judges", judges.toString()));
        options.addAll(List.of(more));
        return probe(options.toArray(String[]::new));
    }

    private String row(String probe) throws IOException {
        return Files.readAllLines(run.resolve("probes.csv")).stream()
                .filter(line -> line.contains("," + probe + ","))
                .findFirst()
                .orElseThrow();
    }

    private List<String> flags() throws IOException {
        return Files.readAllLines(run.resolve("annotations").resolve("turn_errors.csv"));
    }

    @Test
    void without_a_judge_its_probes_are_unchecked_and_the_command_says_how_many() throws IOException {
        assertThat(probe()).isEqualTo(ExitCode.DONE);

        assertThat(terminal.err())
                .isEqualTo(
                        "Unchecked, since they are for a judge and none was asked: 1 answer. To ask one: charmirror probe "
                                + run + " --judge ID --judges FILE\n");
        assertThat(row("fear")).contains(",unchecked,").endsWith("就怕一黑到天亮。,,,");
        assertThat(endpoint.judged()).isZero();
    }

    @Test
    void what_a_judge_finds_right_is_right_and_the_row_says_who_judged() throws IOException {
        answer("agrees", "一黑到天亮");

        assertThat(judge()).as(terminal.err()).isEqualTo(ExitCode.DONE);

        assertThat(row("fear")).contains(",correct,一黑到天亮,").endsWith(",strict,none,一黑就是停电");
        assertThat(flags())
                .anyMatch(line -> line.matches(
                        "small,tiny.lamp.walk.1,probes-3-judged,tiny,lamp,daily_life,chat,\\d+,0,,,,,,一黑到天亮,"
                                + "\"probe fear, judged by strict\",automatic"))
                .anyMatch(line -> line.contains(",probes-3,"));
        assertThat(terminal.err()).isEqualTo("""
                        judge strict: 1 answer to judge
                        judge strict, in all runs: 1 answers; tokens: 1,000 of prompts, 100 of answers; 1 answers have no price
                        """);
        JsonNode line = new ObjectMapper().readTree(Files.readString(run.resolve("probe-judgements.jsonl")));
        assertThat(line.path("state").asText()).isEqualTo("correct");
        assertThat(line.at("/asked/0/answer/relation").asText()).isEqualTo("agrees");
        JsonNode scores = new ObjectMapper().readTree(run.resolve("probes.json").toFile());
        assertThat(scores.at("/judge/id").asText()).isEqualTo("strict");
        assertThat(scores.at("/judge/rubrics/0").asText()).startsWith("zh 1 ");
    }

    @Test
    void a_judge_does_not_learn_which_model_speaks() {
        answer("agrees", "一黑到天亮");
        judge();
        assertThat(endpoint.questions())
                .singleElement()
                .satisfies(
                        question -> assertThat(question.body().path("messages").toString())
                                .contains("我是▇▇▇，就怕一黑到天亮。")
                                .doesNotContain("tiny"));
    }

    @Test
    void the_same_command_again_asks_nothing_and_a_check_without_a_judge_takes_its_flags_back() throws IOException {
        answer("contradicts", "一黑到天亮");
        judge();
        List<String> before = flags();
        assertThat(judge()).isEqualTo(ExitCode.DONE);
        assertThat(endpoint.judged()).isEqualTo(1);
        assertThat(flags()).isEqualTo(before).anyMatch(line -> line.contains(",probes-3-judged,"));

        probe();

        assertThat(flags())
                .noneMatch(line -> line.contains(",probes-3-judged,"))
                .anyMatch(line -> line.contains(",probes-3,"));
    }

    @Test
    void a_quotation_that_does_not_occur_is_asked_for_again_and_then_the_answer_counts_for_nothing()
            throws IOException {
        answer("agrees", "怕停电");

        assertThat(judge()).isEqualTo(ExitCode.DONE);

        // Once, and twice again, as often as judges are usually asked.
        assertThat(endpoint.judged()).isEqualTo(3);
        assertThat(row("fear")).contains(",unparsable,evidence 里的话不在回复中");
        assertThat(flags()).noneMatch(line -> line.contains("probes-3-judged"));
    }

    @Test
    void a_judge_that_refuses_is_no_reply_that_does() throws IOException {
        endpoint.judging(request -> JudgingEndpoint.answer("抱歉，我无法评判这个。", true));

        assertThat(judge()).isEqualTo(ExitCode.DONE);

        assertThat(row("fear")).contains(",judge_refused,the judge declines,");
        JsonNode states =
                new ObjectMapper().readTree(run.resolve("probes.json").toFile()).at("/scores/0/states");
        assertThat(states.path("judge_refused").intValue()).isEqualTo(1);
        assertThat(states.path("refused").intValue()).isZero();
    }

    @Test
    void what_failed_is_told_and_asked_again_the_next_time() throws IOException {
        endpoint.judging(request -> Answers.status(400, "{\"error\":{\"message\":\"no such model\"}}"));
        assertThat(judge()).isEqualTo(ExitCode.FAILED_SESSIONS);
        assertThat(row("fear")).contains(",judge_failed,");
        assertThat(terminal.err())
                .endsWith(
                        "Not judged: 1 answer; the reasons are in probe-judgements.jsonl. To try again: the same command.\n");

        answer("neither", "");
        assertThat(judge()).isEqualTo(ExitCode.DONE);
        assertThat(row("fear")).contains(",not_answered,");
    }

    @Test
    void a_budget_that_does_not_suffice_leaves_the_answer_unchecked() throws IOException {
        writeJudge(", price: {prompt_per_million: 1000, reply_per_million: 1000, currency: USD}");

        assertThat(judge("--budget", "0.5")).isEqualTo(ExitCode.FAILED_SESSIONS);

        assertThat(endpoint.judged()).isZero();
        assertThat(terminal.err())
                .contains("Stopped: the next request may cost ")
                .contains(". Open: 1 answer. To go on: the same command with a larger --budget.");
        assertThat(row("fear")).contains(",unchecked,");
    }

    @Test
    void a_plan_is_printed_and_nothing_is_asked() {
        assertThat(judge("--dry-run")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .startsWith("judge strict: 1 items, 1 requests, ")
                .contains(" of answers; no price is given\n");
        assertThat(endpoint.judged()).isZero();
        assertThat(run.resolve("probes.csv")).doesNotExist();
    }

    @Test
    void readers_of_chinese_are_told_in_chinese_what_a_judge_would_be_asked_took_and_left() throws IOException {
        assertThat(judge("--dry-run", "--lang", "zh")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("评判模型 strict：1 条，1 次请求，提示词 [\\d,]+ 个词元，回答 2,048 个词元；没有给出价格"),
                        line -> assertThat(line).startsWith("以上是没有回答需要重问时的上限：每个回答都达到允许的最大长度；"));

        endpoint.judging(request -> Answers.status(400, "{\"error\":{\"message\":\"no such model\"}}"));
        assertThat(judge("--lang", "zh")).isEqualTo(ExitCode.FAILED_SESSIONS);
        assertThat(terminal.err()).isEqualTo("""
                        judge strict: 1 answer to judge
                        评判模型 strict，历次运行合计：0 个回答；提示词 0 个词元，回答 0 个词元
                        未能评判：1 个回答，原因见 probe-judgements.jsonl。要重试：再次运行同一命令。
                        """);
        assertThat(terminal.out()).contains("  评判模型失败 1\n", "\n已写入 " + run + "/annotations/turn_errors.csv、");

        answer("agrees", "一黑到天亮");
        assertThat(judge("--lang", "zh")).as(terminal.err()).isEqualTo(ExitCode.DONE);
        assertThat(terminal.err()).endsWith("\n评判模型 strict，历次运行合计：1 个回答；提示词 1,000 个词元，回答 100 个词元；1 个回答没有价格\n");
        assertThat(terminal.out()).endsWith("\n下一步：charmirror report " + run + "\n");
    }

    @Test
    void readers_of_chinese_are_told_in_chinese_why_a_budget_left_an_answer_unchecked() throws IOException {
        writeJudge(", price: {prompt_per_million: 1000, reply_per_million: 1000, currency: USD}");

        assertThat(judge("--budget", "0.5", "--lang", "zh")).isEqualTo(ExitCode.FAILED_SESSIONS);

        assertThat(terminal.err())
                .containsPattern(
                        "\n已停止：下一次请求最多可能花费 [\\d.]+，而预算 0\\.5 已用去 0。尚未检查：1 个回答。" + "要继续：用更大的 --budget 再次运行同一命令。\n$");
    }

    @Test
    void samples_that_disagree_decide_nothing() throws IOException {
        writeJudge(", temperature: 0.5, samples: 3");
        String[] relations = {"agrees", "both", "neither"};
        endpoint.judging(request -> JudgingEndpoint.answer(
                "{\"evidence\": \"一黑\", \"explanation\": \"\", \"relation\": \"" + relations[endpoint.judged() - 1]
                        + "\"}",
                true));

        assertThat(judge()).isEqualTo(ExitCode.DONE);

        assertThat(row("fear"))
                .contains(",undecided,")
                .contains("no relation has most samples: {agrees=1, both=1, neither=1}");
    }

    @Test
    void a_judge_that_is_not_there_is_refused_before_anything_is_written() {
        assertThat(probe("--judge", "stric", "--judges", judges.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(judges + ": --judge is \"stric\", which is no judge here; did you mean \"strict\"?\n");
        assertThat(probe("--judge", "strict")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(run.resolve("study.yaml")
                        + ": --judge is \"strict\", which is no judge here; name a file of judges"
                        + " with --judges\n");
        assertThat(probe("--judges", judges.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith("--judges, --budget and --dry-run need --judge, which names the judge to ask\n");
        assertThat(run.resolve("probes.csv")).doesNotExist();
    }
}
