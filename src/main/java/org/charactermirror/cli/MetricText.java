package org.charactermirror.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.MetricTable;
import org.charactermirror.metric.Metric;
import org.charactermirror.metric.MetricTexts;
import org.charactermirror.metric.Reason;
import org.charactermirror.metric.ReplyScores;
import org.charactermirror.report.AutomaticPart;
import org.charactermirror.report.Language;

/** The table of means that the command prints. */
final class MetricText {

    private final MetricTexts texts;
    private final boolean chinese;

    MetricText(Language language) {
        this.texts = MetricTexts.of(language.word());
        this.chinese = language == Language.ZH;
    }

    String table(List<Metric> metrics, MetricDialogues part, List<ReplyScores> all, Optional<ClusterKind> cluster) {
        List<String> models = all.stream().map(ReplyScores::model).distinct().toList();
        MetricTable table =
                MetricTable.of(metrics.stream().map(Metric::description).toList(), all, models, cluster);
        int width = models.stream().mapToInt(String::length).max().orElse(1);
        StringBuilder text = new StringBuilder();
        text.append(part.part().study())
                .append(chinese ? "（区间：95 %，重抽" : " (intervals: 95 %, drawing ")
                .append(drawn(table.kind()))
                .append(chinese ? "）\n" : ")\n");
        for (MetricTable.Column column : table.columns()) {
            text.append(column.metric().key())
                    .append(chinese ? "：" : ": ")
                    .append(texts.name(column.metric()))
                    .append(chinese ? "（" : " (")
                    .append(texts.unit(column.metric()))
                    .append(chinese ? "）" : ")")
                    .append('\n');
            column.models().forEach(figure -> text.append(line(figure, width)));
        }
        AutomaticPart.NotPlayed missing = part.notPlayed();
        if (missing.all() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    chinese
                            ? "计划中的 %,d 条回复不存在，未计入任何数字：对话被拒绝的 %,d 条，因其他原因失败的 %,d 条，尚未完成的 %,d 条。\n"
                            : "%,d planned replies are not there and count nowhere: %,d of refused dialogues, %,d of others that failed, %,d of"
                                    + " unfinished ones.\n",
                    missing.all(),
                    missing.refused(),
                    missing.failed(),
                    missing.unfinished()));
        }
        return text.toString();
    }

    private String drawn(ClusterKind kind) {
        return switch (kind) {
            case SESSION -> chinese ? "对话" : "dialogues";
            case NONE -> chinese ? "单条回复" : "single replies";
            default -> chinese ? "角色" : "characters";
        };
    }

    private String line(MetricTable.Figure figure, int width) {
        String interval = figure.uncertainty()
                .interval()
                .map(ends -> "[" + number(ends.low()) + ", " + number(ends.high()) + "]"
                        + (figure.uncertainty().tooNarrow() ? "*" : ""))
                .orElse("–");
        return String.format(
                        Locale.ROOT,
                        "  %-" + width + "s  %10s  %-22s n %,d%s",
                        figure.model(),
                        figure.mean().isPresent() ? number(figure.mean().getAsDouble()) : "–",
                        interval,
                        figure.n(),
                        undefined(figure.undefined()))
                + "\n";
    }

    private String undefined(Map<Reason, Integer> counts) {
        return counts.isEmpty()
                ? ""
                : (chinese ? "；无值：" : "; without a value: ")
                        + counts.entrySet().stream()
                                .map(count -> texts.reason(count.getKey()) + " " + count.getValue())
                                .collect(Collectors.joining(chinese ? "，" : ", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
