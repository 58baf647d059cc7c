package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.MetricTable;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.metric.Metric;
import org.charactermirror.metric.MetricDescription;
import org.charactermirror.metric.Metrics;
import org.charactermirror.metric.Reason;
import org.charactermirror.metric.ReplyScores;
import org.charactermirror.metric.Score;
import org.charactermirror.session.RecordedDialogue;
import org.junit.jupiter.api.Test;

class AutomaticSectionTest {

    private static final String HASH = "0".repeat(64);

    private static AutomaticPart part() {
        List<MetricDescription> metrics = Metrics.ofText().stream()
                .map(Metric::description)
                .filter(metric -> metric.key().equals("self_bleu"))
                .toList();
        List<ReplyScores> replies = List.of(
                new ReplyScores("s1", "tiny", "c1", "chat", 1, false, List.of(Score.undefined(Reason.EMPTY_REPLY))),
                new ReplyScores("s1", "tiny", "c1", "chat", 2, true, List.of(Score.of(0.25))),
                new ReplyScores("s2", "tiny", "c2", "chat", 1, true, List.of(Score.of(0.5))));
        return new AutomaticPart(
                "",
                "demo",
                MetricTable.of(metrics, replies, List.of("tiny"), Optional.empty()),
                new AutomaticPart.NotPlayed(1, 2, 4),
                List.of("c2"),
                Map.of("refusal.txt", HASH));
    }

    private static Report report(Language language, AutomaticPart... parts) {
        return Report.of(new ReportInput(
                        "test",
                        Analysis.of(Annotations.none(), AnalysisSettings.ofDefaults()),
                        List.of(),
                        0,
                        List.of(),
                        new Stamp("now", "1.0", "charmirror report test"),
                        language,
                        List.of())
                .withAutomatic(List.of(parts)));
    }

    private static String file(Report report, String name) {
        return report.files().getOrDefault(name, "");
    }

    /** The mean of 0.25 and 0.5 is 0.375; with two characters the interval reaches from one to the other. */
    @Test
    void the_table_has_mean_interval_n_and_what_has_no_value_in_every_format() {
        Report report = report(Language.EN, part());
        assertThat(file(report, "report.md"))
                .contains("## What programs say of the replies")
                .contains("No person had a part in these figures")
                .contains("| self-BLEU (share) | tiny | 0.3750 | 0.2500 … 0.5000 \\* | 2 | 1 |")
                .contains(
                        "demo: 7 planned replies are not there and count nowhere: 1 of dialogues that were refused, 2 of others that failed, 4")
                .contains("are not at hand for c2")
                .contains("| self-BLEU | Rises with the number of earlier replies");
        assertThat(file(report, "index.html")).contains("0.2500 … 0.5000 *").contains("empty reply 1");
        assertThat(file(report, "report.tex")).contains("0.3750").contains("What programs say of the replies");
    }

    @Test
    void a_chinese_report_says_it_in_chinese() {
        assertThat(file(report(Language.ZH, part()), "report.md"))
                .contains("## 程序对回复的测量")
                .contains("| 自身 BLEU（比例） | tiny | 0.3750 | 0.2500 … 0.5000 \\* | 2 | 1 |")
                .contains("demo：计划中的 7 条回复不存在，未计入任何数字；其中对话被拒绝的 1 条，因其他原因失败的 2 条，尚未完成的 4 条。");
    }

    @Test
    void programs_get_the_same_with_reasons_and_hashes() throws IOException {
        JsonNode entry = new ObjectMapper()
                .readTree(file(report(Language.ZH, part()), "report.json"))
                .at("/automatic/0");
        assertThat(entry.at("/metrics/self_bleu/models/tiny/mean").doubleValue())
                .isEqualTo(0.375);
        assertThat(entry.at("/metrics/self_bleu/models/tiny/undefined/empty_reply")
                        .intValue())
                .isEqualTo(1);
        assertThat(entry.at("/metrics/self_bleu/scope").asText()).isEqualTo("reply");
        assertThat(entry.at("/clusters").asText()).isEqualTo("character");
        assertThat(entry.at("/sha256/refusal.txt").asText()).isEqualTo(HASH);
        assertThat(entry.at("/replies_not_played/failed").intValue()).isEqualTo(2);
    }

    /** One was done after two rounds, one failed after one, one never began; the pair was done after two, with two replies each. */
    @Test
    void replies_that_never_came_are_counted_by_what_became_of_their_dialogues() {
        List<RecordedDialogue> dialogues = StudyParts.pairAndSingle().dialogues();
        int rounds = dialogues.get(0).rounds();
        assertThat(AutomaticPart.NotPlayed.of(dialogues))
                .isEqualTo(new AutomaticPart.NotPlayed(0, rounds - 1, (rounds - 2) + rounds + 2 * (rounds - 2)));
    }

    @Test
    void a_report_without_replies_has_no_such_section() throws IOException {
        Report report = report(Language.EN);
        assertThat(file(report, "report.md")).doesNotContain("What programs say");
        assertThat(new ObjectMapper().readTree(file(report, "report.json")).get("automatic"))
                .isEmpty();
    }
}
