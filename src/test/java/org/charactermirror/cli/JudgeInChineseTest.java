package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.charactermirror.chat.remote.Answers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code judge} tells readers of Chinese. */
class JudgeInChineseTest {

    /**
     * 1,000 tokens of prompt at 1 a thousand and 100 of reply at 1 a thousand: an answer is 1.1. As the prompt is guessed at some
     * 3,500, only one request of a budget of 5 can be under way, and after two answers there is too little left.
     */
    private static final String PRICED = "id: strict, max_new_tokens: 100, price: {prompt_per_million: 1000,"
            + " reply_per_million: 1000, currency: USD}";

    @TempDir
    Path folder;

    private StudyForJudges study;

    @BeforeEach
    void play() throws IOException {
        study = new StudyForJudges(folder);
        study.judges("id: strict, wording: 2");
    }

    @AfterEach
    void stop() {
        study.close();
    }

    private String out() {
        return study.terminal().out();
    }

    private String lastLine() {
        return study.terminal().err().lines().reduce("", (before, line) -> line);
    }

    @Test
    void what_came_of_the_judging_and_what_was_written_is_told_in_chinese_and_recorded_in_english() throws Exception {
        assertThat(study.judge("--lang", "zh")).as(study.terminal().err()).isEqualTo(ExitCode.DONE);

        assertThat(out()).isEqualTo("""
                        评判模型 strict，评分：共判 4 条：给出结果 4 条
                          警告：有 2 条出自与评判模型同一家族的模型
                        评判模型 strict，历次运行合计：4 个回答；提示词 4,000 个词元，回答 400 个词元；4 个回答没有价格
                        已写入 RUN/annotations/ratings.csv、RUN/judgements.jsonl。
                        下一步：charmirror report RUN
                        """.replace("RUN", study.run().toString()));
        assertThat(RunFiles.query(study.run(), "SELECT detail FROM event WHERE kind = 'judged'"))
                .isEqualTo("judge strict, ratings: 4 judged: 4 scored;"
                        + "   WARNING: 2 items are of the judge's own family of models");
    }

    @Test
    void a_plan_is_told_in_chinese() {
        assertThat(study.judge("--dry-run", "--lang", "zh")).isEqualTo(ExitCode.DONE);

        assertThat(out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("评判模型 strict：4 条，4 次请求，提示词 [\\d,]+ 个词元，回答 8,192 个词元；没有给出价格"),
                        line -> assertThat(line)
                                .isEqualTo("以上是没有回答需要重问时的上限：每个回答都达到允许的最大长度；ASCII 以外的字符每个计 2 个词元，"
                                        + "ASCII 字符每两个计 1 个词元，每条消息另计 8 个。"),
                        line -> assertThat(line).isEqualTo("没有向评判模型提问。下一步：同一命令去掉 --dry-run"));
        assertThat(study.endpoint().judged()).isZero();
    }

    @Test
    void what_failed_and_where_the_reasons_are_is_told_in_chinese() {
        study.endpoint().judging(question -> Answers.status(400, "{\"error\":{\"message\":\"no such model\"}}"));

        assertThat(study.judge("--lang", "zh")).isEqualTo(ExitCode.FAILED_SESSIONS);

        assertThat(lastLine()).isEqualTo("4 条失败，原因见 " + study.run().resolve("judgements.jsonl") + "。要重试：再次运行同一命令。");
    }

    @Test
    void why_a_budget_ended_the_judging_is_told_in_chinese_and_recorded_in_english() throws Exception {
        study.judges(PRICED);

        assertThat(study.judge("--budget", "5", "--lang", "zh")).isEqualTo(ExitCode.FAILED_SESSIONS);

        assertThat(out()).contains("提示词 2,000 个词元，回答 200 个词元；花费 2.2 USD\n");
        assertThat(lastLine())
                .matches("已停止：下一次请求最多可能花费 [\\d.]+，而预算 5 已用去 2\\.2；还有 2 条没有评判。要继续：用更大的 --budget 再次运行同一命令。");
        assertThat(RunFiles.query(study.run(), "SELECT detail FROM event WHERE kind = 'budget'"))
                .matches("the next request may cost [\\d.]+, and 2\\.2 of the budget of 5 is spent");
    }

    @Test
    void a_budget_that_a_judge_keeps_from_being_kept_is_told_in_chinese() throws IOException {
        study.endpoint().judging(question -> JudgingEndpoint.answer(JudgingEndpoint.judgement(question), false));
        study.judges(PRICED);

        assertThat(study.judge("--budget", "5", "--lang", "zh")).isEqualTo(ExitCode.FAILED_SESSIONS);

        assertThat(out()).contains("个词元，1 个回答没有给出词元数\n");
        assertThat(lastLine()).isEqualTo("已停止：无法保证不超出预算：strict 有一个回答没有给出词元数；还有 3 条没有评判。要继续：用更大的 --budget 再次运行同一命令。");
    }
}
