package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.metric.MetricDescription;
import org.charactermirror.metric.MetricTexts;
import org.charactermirror.metric.Metrics;
import org.charactermirror.report.Language;
import org.jspecify.annotations.Nullable;

/** What the metrics are: name, unit, range, formula, source, and when not to use them. */
final class MetricList {

    private MetricList() {}

    static String text(Language language) {
        MetricTexts texts = MetricTexts.of(language.word());
        boolean chinese = language == Language.ZH;
        StringBuilder text = new StringBuilder();
        for (MetricDescription metric : Metrics.descriptions()) {
            text.append(metric.key())
                    .append(chinese ? "：" : ": ")
                    .append(texts.name(metric))
                    .append('\n');
            line(text, chinese ? "单位" : "unit", texts.unit(metric));
            line(text, chinese ? "范围" : "range", range(metric));
            line(text, chinese ? "对象" : "of", scope(metric, chinese));
            line(text, chinese ? "公式" : "formula", texts.formula(metric));
            line(text, chinese ? "出处" : "source", metric.source());
            line(text, chinese ? "注意" : "caution", texts.caution(metric));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-8s %s%n", name, value).replace(System.lineSeparator(), "\n"));
    }

    private static String scope(MetricDescription metric, boolean chinese) {
        return switch (metric.scope()) {
            case REPLY -> chinese ? "单条回复" : "one reply";
            case DIALOGUE -> chinese ? "到该回复为止的整段对话" : "the dialogue up to the reply";
        };
    }

    private static String range(MetricDescription metric) {
        return end(metric.lowest()) + " … " + end(metric.highest());
    }

    private static String end(double end) {
        return Double.isInfinite(end)
                ? (end < 0 ? "−∞" : "∞")
                : String.format(Locale.ROOT, "%.0f", end).replace('-', '−');
    }

    static String json(Language language) {
        MetricTexts texts = MetricTexts.of(language.word());
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (MetricDescription metric : Metrics.descriptions()) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("key", metric.key());
            entry.put("name", texts.name(metric));
            entry.put("unit", texts.unit(metric));
            entry.put("lowest", Double.isInfinite(metric.lowest()) ? null : metric.lowest());
            entry.put("highest", Double.isInfinite(metric.highest()) ? null : metric.highest());
            entry.put("scope", metric.scope().name().toLowerCase(Locale.ROOT));
            entry.put("formula", texts.formula(metric));
            entry.put("source", metric.source());
            entry.put("caution", texts.caution(metric));
            all.add(entry);
        }
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("format", "charmirror.metrics/1");
        outcome.put("sha256", Metrics.lists());
        outcome.put("metrics", all);
        return Json.write(outcome);
    }
}
