package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.charactermirror.metric.Metric;
import org.charactermirror.metric.MetricDescription;
import org.charactermirror.metric.Metrics;
import org.charactermirror.metric.Reason;
import org.charactermirror.metric.ReplyScores;
import org.charactermirror.metric.Score;
import org.charactermirror.stats.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTableTest {

    private static final MetricDescription OF_REPLY = description("length_characters");
    private static final MetricDescription OF_DIALOGUE = description("distinct_1");

    private static MetricDescription description(String key) {
        return Metrics.ofText().stream()
                .map(Metric::description)
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static ReplyScores reply(String model, String character, int turn, boolean last, Score... scores) {
        return new ReplyScores(model + "." + character, model, character, "chat", turn, last, List.of(scores));
    }

    private static MetricTable table(List<ReplyScores> replies) {
        return MetricTable.of(List.of(OF_REPLY, OF_DIALOGUE), replies, List.of("x", "y"), Optional.empty());
    }

    private static final List<ReplyScores> REPLIES = List.of(
            reply("x", "c1", 1, false, Score.of(1.0), Score.of(0.9)),
            reply("x", "c1", 2, true, Score.of(1.0), Score.of(0.5)),
            reply("x", "c2", 1, false, Score.of(3.0), Score.of(0.8)),
            reply("x", "c2", 2, true, Score.undefined(Reason.EMPTY_REPLY), Score.of(0.7)),
            reply("y", "c1", 1, true, Score.undefined(Reason.EMPTY_REPLY), Score.undefined(Reason.NO_WORDS)));

    /** 1, 1 and 3 have the mean 5/3; of dialogues the last values 0.5 and 0.7 count. */
    @Test
    void a_metric_of_replies_has_the_mean_over_replies_and_one_of_dialogues_that_of_last_values() {
        MetricTable.Figure length = table(REPLIES).columns().get(0).models().get(0);
        assertThat(length.n()).isEqualTo(3);
        assertThat(length.mean()).hasValue(5.0 / 3);
        assertThat(length.undefined()).isEqualTo(Map.of(Reason.EMPTY_REPLY, 1));
        MetricTable.Figure distinct = table(REPLIES).columns().get(1).models().get(0);
        assertThat(distinct.n()).isEqualTo(2);
        assertThat(distinct.mean()).hasValue(0.6);
        assertThat(distinct.undefinedCount()).isZero();
    }

    /** Of two characters drawn twice, a quarter of the draws has c1 alone (mean 1) and a quarter c2 alone (mean 3). */
    @Test
    void intervals_draw_whole_characters_anew() {
        Uncertainty uncertainty =
                table(REPLIES).columns().get(0).models().get(0).uncertainty();
        assertThat(uncertainty.interval()).contains(new Interval(1, 3));
        assertThat(uncertainty.kind()).isEqualTo(ClusterKind.CHARACTER);
        assertThat(uncertainty.clusters()).isEqualTo(2);
        assertThat(uncertainty.tooNarrow()).isTrue();
    }

    @Test
    void a_model_without_any_value_has_no_mean_and_says_how_many_replies_lack_one() {
        MetricTable.Figure length = table(REPLIES).columns().get(0).models().get(1);
        assertThat(length.mean()).isEqualTo(OptionalDouble.empty());
        assertThat(length.n()).isZero();
        assertThat(length.uncertainty().interval()).isEmpty();
        assertThat(length.undefined()).isEqualTo(Map.of(Reason.EMPTY_REPLY, 1));
    }

    /** Tenths are not exact, so that sums in another order are rounded otherwise. */
    @ParameterizedTest
    @EnumSource(names = {"CHARACTER", "SESSION", "NONE"})
    void dialogues_in_another_order_have_the_same_means_and_intervals(ClusterKind clusters) {
        List<ReplyScores> replies = new ArrayList<>();
        for (int dialogue = 0; dialogue < 30; dialogue++) {
            for (int turn = 1; turn <= 4; turn++) {
                replies.add(new ReplyScores(
                        "s" + dialogue,
                        "x",
                        "c" + dialogue % 7,
                        "chat",
                        turn,
                        turn == 4,
                        List.of(Score.of(dialogue * turn % 11 / 10.0), Score.of(dialogue % 9 / 10.0))));
            }
        }
        List<MetricDescription> metrics = List.of(OF_REPLY, OF_DIALOGUE);
        MetricTable table = MetricTable.of(metrics, replies, List.of("x"), Optional.of(clusters));
        Collections.shuffle(replies, new Random(1));
        assertThat(MetricTable.of(metrics, replies, List.of("x"), Optional.of(clusters)))
                .isEqualTo(table);
    }

    @Test
    void there_are_no_annotators_to_draw() {
        assertThat(MetricTable.of(List.of(OF_REPLY, OF_DIALOGUE), REPLIES, List.of("x"), Optional.of(ClusterKind.BOTH))
                        .kind())
                .isEqualTo(ClusterKind.CHARACTER);
        assertThat(MetricTable.of(
                                List.of(OF_REPLY, OF_DIALOGUE), REPLIES, List.of("x"), Optional.of(ClusterKind.SESSION))
                        .kind())
                .isEqualTo(ClusterKind.SESSION);
    }
}
