package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.charactermirror.analysis.Marks;
import org.charactermirror.analysis.MetricTable;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.metric.MetricDescription;
import org.charactermirror.metric.MetricTexts;
import org.charactermirror.metric.Reason;
import org.charactermirror.stats.ClusterBootstrap;
import org.jspecify.annotations.Nullable;

/** Shows what programs say of the replies; it stands apart from what people say, and enters no other table. */
final class AutomaticSection {

    /** Shares may be small: one reply in a thousand must not look like none. */
    private static final int OF_SHARES = 4;

    private static final int OF_OTHERS = 3;

    private final Labels labels;
    private final MetricTexts texts;

    private AutomaticSection(Labels labels) {
        this.labels = labels;
        this.texts = MetricTexts.of(labels.language().word());
    }

    /** Returns the section; nothing where no replies are at hand. */
    static Optional<Page.Section> of(List<AutomaticPart> parts, Labels labels) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(new AutomaticSection(labels).section(parts));
    }

    private Page.Section section(List<AutomaticPart> parts) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(labels.get("automatic.caution"));
        paragraphs.add(labels.get(
                "automatic.reading",
                labels.get("clusters." + parts.get(0).table().kind().name().toLowerCase(Locale.ROOT)),
                Labels.grouped(ClusterBootstrap.RESAMPLES),
                String.valueOf(Uncertainty.ENOUGH)));
        for (AutomaticPart part : parts) {
            if (part.notPlayed().all() > 0) {
                paragraphs.add(labels.get(
                        "automatic.not_played",
                        part.study(),
                        Labels.grouped(part.notPlayed().all()),
                        Labels.grouped(part.notPlayed().refused()),
                        Labels.grouped(part.notPlayed().failed()),
                        Labels.grouped(part.notPlayed().unfinished())));
            }
            if (!part.withoutProfile().isEmpty()) {
                paragraphs.add(labels.get(
                        "automatic.no_profile",
                        part.study(),
                        String.join(labels.get("list.separator"), part.withoutProfile())));
            }
        }
        List<Page.TableView> tables =
                new ArrayList<>(parts.stream().map(this::table).toList());
        tables.add(cautions(parts.get(0).table()));
        return new Page.Section("automatic", labels.get("section.automatic"), paragraphs, tables);
    }

    private Page.TableView table(AutomaticPart part) {
        List<Page.RowGroup> groups = part.table().columns().stream()
                .map(column -> new Page.RowGroup(
                        labels.get("automatic.metric", texts.name(column.metric()), texts.unit(column.metric())),
                        column.models().stream()
                                .map(figure -> row(figure, decimals(column.metric())))
                                .toList()))
                .toList();
        return new Page.TableView(
                labels.get("automatic.caption", part.study()),
                List.of(
                        labels.get("head.model"),
                        labels.get("head.mean.metric"),
                        labels.get("head.interval"),
                        labels.get("head.n"),
                        labels.get("head.undefined")),
                labels.get("head.metric"),
                groups,
                Page.Style.FIGURES);
    }

    private static int decimals(MetricDescription metric) {
        return metric.highest() == 1 ? OF_SHARES : OF_OTHERS;
    }

    private Page.Row row(MetricTable.Figure figure, int decimals) {
        return new Page.Row(
                figure.model(),
                List.of(
                        Page.Cell.of(FigureText.figure(figure.mean(), decimals)),
                        Page.Cell.of(FigureText.interval(figure.uncertainty(), decimals)),
                        Page.Cell.of(Labels.grouped(figure.n())),
                        new Page.Cell(
                                Labels.grouped(figure.undefinedCount()), Marks.NONE, reasons(figure.undefined()))));
    }

    private String reasons(Map<Reason, Integer> undefined) {
        return undefined.entrySet().stream()
                .map(count -> texts.reason(count.getKey()) + " " + Labels.grouped(count.getValue()))
                .collect(Collectors.joining(labels.get("list.separator")));
    }

    private Page.TableView cautions(MetricTable table) {
        return Page.TableView.words(
                labels.get("automatic.cautions"),
                List.of(labels.get("head.metric"), labels.get("head.caution")),
                table.columns().stream()
                        .map(MetricTable.Column::metric)
                        .map(metric -> Page.Row.of(texts.name(metric), texts.caution(metric)))
                        .toList());
    }

    /** Returns the same for programs, an entry for each study. */
    static List<Map<String, @Nullable Object>> json(List<AutomaticPart> parts) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (AutomaticPart part : parts) {
            Map<String, @Nullable Object> entry = new TreeMap<>();
            entry.put("folder", part.name());
            entry.put("study", part.study());
            entry.put("clusters", part.table().kind().word());
            entry.put(
                    "replies_not_played",
                    Map.of(
                            "refused", part.notPlayed().refused(),
                            "failed", part.notPlayed().failed(),
                            "unfinished", part.notPlayed().unfinished()));
            entry.put("characters_without_profile", part.withoutProfile());
            entry.put("sha256", part.ingredients());
            Map<String, Object> metrics = new TreeMap<>();
            for (MetricTable.Column column : part.table().columns()) {
                metrics.put(column.metric().key(), json(column));
            }
            entry.put("metrics", metrics);
            all.add(entry);
        }
        return all;
    }

    private static Map<String, @Nullable Object> json(MetricTable.Column column) {
        MetricTexts english = MetricTexts.of(Language.EN.word());
        MetricDescription metric = column.metric();
        Map<String, @Nullable Object> entry = new TreeMap<>();
        entry.put("name", english.name(metric));
        entry.put("unit", english.unit(metric));
        entry.put("scope", metric.scope().name().toLowerCase(Locale.ROOT));
        entry.put("formula", english.formula(metric));
        entry.put("source", metric.source());
        Map<String, Object> models = new TreeMap<>();
        for (MetricTable.Figure figure : column.models()) {
            models.put(figure.model(), json(figure));
        }
        entry.put("models", models);
        return entry;
    }

    private static Map<String, @Nullable Object> json(MetricTable.Figure figure) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("n", figure.n());
        Map<String, Integer> undefined = new TreeMap<>();
        figure.undefined().forEach((reason, count) -> undefined.put(reason.word(), count));
        cells.put("undefined", undefined);
        if (figure.mean().isPresent()) {
            cells.put("mean", JsonInference.number(figure.mean().getAsDouble()));
            JsonInference.uncertainty(cells, figure.uncertainty());
        } else {
            cells.put("not_estimable", "no reply has a value");
        }
        return cells;
    }
}
