package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.charactermirror.analysis.AnnotatorQuality;
import org.charactermirror.annotation.Kind;
import org.charactermirror.chart.Chart;
import org.charactermirror.chart.DotPlot;
import org.charactermirror.chart.Scale;
import org.charactermirror.stats.Interval;

/** Shows how each annotator judged, before anybody was left out. */
final class AnnotatorsSection {

    /** Of more annotators than these, the ones who agree least are drawn. */
    private static final int MANY = 40;

    private static final int LEAST = 10;

    private final Labels labels;

    private AnnotatorsSection(Labels labels) {
        this.labels = labels;
    }

    static Page.Section of(List<AnnotatorQuality> annotators, Labels labels) {
        AnnotatorsSection section = new AnnotatorsSection(labels);
        Map<List<Object>, List<AnnotatorQuality>> groups = annotators.stream()
                .collect(Collectors.groupingBy(
                        one -> List.of(one.kind(), one.origin()), LinkedHashMap::new, Collectors.toList()));
        return new Page.Section(
                "annotators",
                labels.get("section.annotators"),
                List.of(labels.get(annotators.isEmpty() ? "annotators.none" : "annotators.reading")),
                groups.values().stream().map(section::table).toList(),
                groups.values().stream()
                        .filter(group -> group.size() > MANY)
                        .flatMap(group -> section.least(group).stream())
                        .toList());
    }

    /** Draws those who agree least with the others, whom nobody finds in a long table. */
    private Optional<Page.ChartGroup> least(List<AnnotatorQuality> annotators) {
        List<AnnotatorQuality> estimated = annotators.stream()
                .filter(one -> one.agreement().kappa().value().isPresent())
                .sorted(Comparator.comparingDouble(AnnotatorsSection::kappa))
                .toList();
        if (estimated.isEmpty()) {
            return Optional.empty();
        }
        List<AnnotatorQuality> least = estimated.stream().limit(LEAST).toList();
        Kind kind = annotators.get(0).kind();
        Chart chart = new DotPlot(
                        labels.get("charts.least.title"),
                        least.stream()
                                .map(one -> one.annotator() + " " + FigureText.fixed(kappa(one), 2))
                                .collect(Collectors.joining(labels.get("charts.separator"))),
                        List.of("κ", labels.get("head.rows")),
                        Scale.around(Math.min(0, kappa(least.get(0))), 1),
                        OptionalDouble.of(median(estimated)),
                        least.stream()
                                .map(one -> new DotPlot.Row(
                                        one.annotator(),
                                        OptionalDouble.of(kappa(one)),
                                        Optional.empty(),
                                        List.of(FigureText.fixed(kappa(one), 2), Labels.grouped(one.rows()))))
                                .toList())
                .draw();
        String caption = labels.get(
                "annotators.caption." + word(kind),
                labels.get("origin." + annotators.get(0).origin().word()));
        String note = labels.get(
                "charts.least.note",
                Labels.grouped(annotators.size()),
                Labels.grouped(estimated.size()),
                FigureText.fixed(median(estimated), 2),
                Labels.grouped(least.size()));
        return Optional.of(new Page.ChartGroup(
                caption,
                List.of(note),
                List.of(new Page.NamedChart(
                        Charts.name(
                                "annotators",
                                word(kind),
                                annotators.get(0).origin().word()),
                        chart))));
    }

    private static double kappa(AnnotatorQuality one) {
        return one.agreement().kappa().value().orElseThrow();
    }

    private static double median(List<AnnotatorQuality> sorted) {
        return KappaSpread.quantile(
                sorted.stream().mapToDouble(AnnotatorsSection::kappa).toArray(), 0.5);
    }

    private Page.TableView table(List<AnnotatorQuality> annotators) {
        Kind kind = annotators.get(0).kind();
        List<String> keys = new ArrayList<>(
                List.of("head.annotator", "head.rows", "head.mean." + word(kind), "head.spread", "head.agreement"));
        if (kind == Kind.RATINGS) {
            keys.add("head.alike");
        }
        keys.addAll(List.of("head.longest_run", "head.seconds"));
        if (kind == Kind.PREFERENCES) {
            keys.add("head.shown_first");
        }
        keys.addAll(List.of("head.checks_failed", "head.checks_unanswered"));
        return Page.TableView.figures(
                labels.get(
                        "annotators.caption." + word(kind),
                        labels.get("origin." + annotators.get(0).origin().word())),
                keys.stream().map(labels::get).toList(),
                annotators.stream().map(this::row).toList());
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Page.Row row(AnnotatorQuality one) {
        List<String> cells = new ArrayList<>(List.of(
                Labels.grouped(one.rows()),
                FigureText.figure(one.values().mean().value(), 2),
                FigureText.figure(one.values().spread().value(), 2),
                FigureText.figure(one.agreement().kappa().value(), 3)));
        one.alike().ifPresent(part -> cells.add(percent(part.share())));
        cells.add(Labels.grouped(one.longestRun()));
        cells.add(one.time()
                .median()
                .map(median -> FigureText.fixed(median.doubleValue(), 1))
                .orElseGet(() -> labels.get("annotators.not_recorded")));
        one.first()
                .ifPresent(first -> cells.add(percent(first.part().share())
                        + first.wilson()
                                .map(ends -> labels.get(
                                        "annotators.interval",
                                        FigureText.words(new Interval(100 * ends.low(), 100 * ends.high()), 1)))
                                .orElse("")));
        AnnotatorQuality.CheckCount checks = one.checks();
        cells.add(
                checks.all() == 0
                        ? Labels.NONE
                        : labels.get(
                                "annotators.some_of",
                                Labels.grouped(checks.failed()),
                                Labels.grouped(checks.answered())));
        cells.add(checks.all() == 0 ? Labels.NONE : Labels.grouped(checks.notAnswered()));
        return Page.Row.of(one.annotator(), cells.toArray(String[]::new));
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? FigureText.fixed(100 * share.getAsDouble(), 1) : Labels.NONE;
    }
}
