package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricRunTest {

    @Test
    void replies_come_in_the_order_of_dialogues_and_turns_however_many_run_side_by_side() {
        List<Conversation> dialogues = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            dialogues.add(Dialogues.chinese("好".repeat(i), "好"));
        }
        AtomicInteger heard = new AtomicInteger();
        List<ReplyScores> scores =
                new MetricRun(List.of(new LengthMetrics.Characters())).of(dialogues, heard::addAndGet);
        assertThat(heard).hasValue(400);
        for (int i = 0; i < 200; i++) {
            assertThat(scores.get(2 * i).scores()).containsExactly(Score.of(i + 1.0));
            assertThat(scores.get(2 * i).last()).isFalse();
            assertThat(scores.get(2 * i + 1).turn()).isEqualTo(2);
            assertThat(scores.get(2 * i + 1).last()).isTrue();
        }
    }

    /** Both models see 月亮 as said in turn 1, since b's reply continued; 太阳 was never said. */
    @Test
    void where_two_models_share_a_dialogue_what_continued_it_counts_as_said() {
        Conversation pair = Dialogues.with(
                "zh",
                "",
                Optional.empty(),
                List.of("a", "b"),
                List.of(
                        Dialogues.round(1, "嗯", 1, "太阳很大很大", "月亮很圆很圆"),
                        Dialogues.round(2, "嗯", 0, "太阳很大很大", "月亮很圆很圆")));
        List<ReplyScores> scores =
                new MetricRun(List.of(new RepetitionMetrics.Overlap())).of(List.of(pair), scored -> {});
        assertThat(scores.stream().map(ReplyScores::model)).containsExactly("a", "b", "a", "b");
        assertThat(scores.stream().map(reply -> reply.scores().get(0)))
                .containsExactly(
                        Score.undefined(Reason.NO_EARLIER_REPLY),
                        Score.undefined(Reason.NO_EARLIER_REPLY),
                        Score.of(0.0),
                        Score.of(1.0));
    }

    @Test
    void every_metric_is_described_in_both_languages() {
        MetricTexts english = MetricTexts.of("en");
        MetricTexts chinese = MetricTexts.of("zh");
        for (MetricDescription metric : Metrics.descriptions()) {
            for (MetricTexts texts : List.of(english, chinese)) {
                assertThat(List.of(
                                texts.name(metric), texts.unit(metric), texts.formula(metric), texts.caution(metric)))
                        .as(metric.key())
                        .noneMatch(String::isBlank);
            }
            assertThat(chinese.caution(metric)).as(metric.key()).containsPattern("[。]$");
            assertThat(english.caution(metric)).as(metric.key()).containsPattern("[.]$");
        }
        for (Reason reason : Reason.values()) {
            assertThat(chinese.reason(reason)).isNotEqualTo(english.reason(reason));
        }
    }

    @Test
    void names_are_different_and_in_snake_case() {
        assertThat(Metrics.descriptions().stream().map(MetricDescription::key))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.matches("[a-z0-9_]+"))
                .startsWith("repetition_overlap")
                .endsWith("perplexity");
    }

    /** Replies of every awkward kind: no metric may give a number outside of its range, nor fail. */
    @Test
    void every_score_lies_in_the_range_that_its_metric_declares() {
        Conversation awkward = Dialogues.chinese(
                "", " ", "…", "好", "好", "好好好好好好好好", "𠮷", "爱吃炭火烤羊腿", "A", "？？？", "\n", "我是小舟，小舟：你好[小舟]", "👍", "Ａ１");
        List<Metric> metrics = Metrics.ofText();
        for (ReplyScores reply : new MetricRun(metrics).of(List.of(awkward), scored -> {})) {
            for (int i = 0; i < metrics.size(); i++) {
                MetricDescription metric = metrics.get(i).description();
                if (reply.scores().get(i) instanceof Score.Value value) {
                    assertThat(value.number())
                            .as(metric.key() + " of turn " + reply.turn())
                            .isBetween(metric.lowest(), metric.highest());
                }
            }
        }
    }
}
