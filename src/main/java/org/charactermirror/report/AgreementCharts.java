package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.charactermirror.analysis.Agreement;
import org.charactermirror.analysis.Agreements;
import org.charactermirror.chart.Chart;
import org.charactermirror.chart.DotPlot;
import org.charactermirror.chart.Heatmap;
import org.charactermirror.chart.Scale;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Interval;

/** Draws how far annotators agree: alpha of every column, and kappa of every two annotators. */
final class AgreementCharts {

    /** Krippendorff (2004) asks for at least this much even for tentative conclusions. */
    static final double TENTATIVE = 0.667;

    private final Labels labels;

    private AgreementCharts(Labels labels) {
        this.labels = labels;
    }

    /** Returns the charts; nothing where nobody judged anything. */
    static Optional<Page.ChartGroup> of(Agreements agreements, Labels labels) {
        Map<String, Agreement> columns = new LinkedHashMap<>();
        agreements.ratings().forEach((column, one) -> columns.put("ratings-" + column.word(), one));
        agreements.turnErrors().forEach((column, one) -> columns.put("errors-" + column.word(), one));
        columns.putAll(agreements.outcomes());
        return columns.isEmpty() ? Optional.empty() : Optional.of(new AgreementCharts(labels).group(columns));
    }

    private Page.ChartGroup group(Map<String, Agreement> columns) {
        Map<String, Agreement> estimated = new LinkedHashMap<>(columns);
        estimated.values().removeIf(column -> column.alpha().value().isEmpty());
        List<String> undrawn = columns.keySet().stream()
                .filter(column -> !estimated.containsKey(column))
                .map(this::name)
                .toList();
        List<String> notes = new ArrayList<>();
        List<Page.NamedChart> charts = new ArrayList<>();
        if (!estimated.isEmpty()) {
            notes.add(labels.get("charts.alpha.note", String.valueOf(TENTATIVE)));
            charts.add(new Page.NamedChart("agreement", alphas(estimated)));
        }
        List<Page.NamedChart> heatmaps = heatmaps(columns);
        if (!heatmaps.isEmpty()) {
            notes.add(labels.get("charts.kappa.note"));
            charts.addAll(heatmaps);
        }
        spread(columns, notes).ifPresent(charts::add);
        if (!undrawn.isEmpty()) {
            notes.add(labels.get("charts.alpha.undrawn", labels.list(undrawn)));
        }
        return new Page.ChartGroup(labels.get("charts.alpha"), notes, charts);
    }

    /** Draws the spread of the kappas in columns that too many annotators judged for a square each. */
    private Optional<Page.NamedChart> spread(Map<String, Agreement> columns, List<String> notes) {
        Map<String, Agreement> many = new LinkedHashMap<>(columns);
        many.values().removeIf(AgreementCharts::fits);
        Optional<Chart> chart = KappaSpread.of(many, this::name, labels);
        if (chart.isPresent()) {
            int[] common = KappaSpread.common(many);
            notes.add(labels.get(
                    "charts.spread.note", Heatmap.MOST + "", Labels.grouped(common[0]), Labels.grouped(common[1])));
        }
        return chart.map(drawn -> new Page.NamedChart("agreement-spread", drawn));
    }

    private List<Page.NamedChart> heatmaps(Map<String, Agreement> columns) {
        List<Page.NamedChart> heatmaps = new ArrayList<>();
        columns.forEach((column, agreement) -> {
            boolean estimated = agreement.pairs().stream()
                    .anyMatch(pair -> pair.kappa().value().isPresent());
            if (estimated && fits(agreement)) {
                heatmaps.add(new Page.NamedChart(Charts.name("agreement", column), heatmap(column, agreement)));
            }
        });
        return heatmaps;
    }

    private static boolean fits(Agreement agreement) {
        return names(agreement.pairs()).size() <= Heatmap.MOST;
    }

    private Chart alphas(Map<String, Agreement> columns) {
        List<DotPlot.Row> rows = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        double least = 0;
        for (Map.Entry<String, Agreement> column : columns.entrySet()) {
            double alpha = column.getValue().alpha().value().orElseThrow();
            Optional<Interval> interval = column.getValue().interval().map(ClusterBootstrap.Resampled::interval);
            String figure = FigureText.fixed(alpha, 2);
            rows.add(new DotPlot.Row(
                    name(column.getKey()),
                    OptionalDouble.of(alpha),
                    interval.map(ends -> new DotPlot.Span(ends.low(), ends.high(), false)),
                    List.of(figure, Labels.grouped(column.getValue().units()))));
            sentences.add(name(column.getKey()) + " " + figure
                    + interval.map(ends -> " (" + FigureText.words(ends, 2) + ")")
                            .orElse(""));
            least = Math.min(least, interval.map(Interval::low).orElse(alpha));
        }
        return new DotPlot(
                        labels.get("charts.alpha.title"),
                        String.join(labels.get("charts.separator"), sentences),
                        List.of(labels.get("head.alpha"), labels.get("head.units")),
                        Scale.around(least, 1),
                        OptionalDouble.of(TENTATIVE),
                        rows)
                .draw();
    }

    private String name(String column) {
        return labels.word(column.replaceFirst("^(ratings|errors)-", ""));
    }

    private Chart heatmap(String column, Agreement agreement) {
        List<String> names = names(agreement.pairs());
        Map<List<String>, Agreement.Pair> pairs = new HashMap<>();
        for (Agreement.Pair pair : agreement.pairs()) {
            pairs.put(List.of(pair.first(), pair.second()), pair);
            pairs.put(List.of(pair.second(), pair.first()), pair);
        }
        List<List<Heatmap.Cell>> cells = new ArrayList<>();
        List<Double> kappas = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<Heatmap.Cell> row = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                Optional<Agreement.Pair> pair = Optional.ofNullable(pairs.get(List.of(names.get(i), names.get(j))));
                row.add(cell(names.get(j) + " · " + names.get(i), pair));
                pair.map(Agreement.Pair::kappa).map(Estimate::value).ifPresent(kappa -> kappa.ifPresent(kappas::add));
            }
            cells.add(row);
        }
        double least = kappas.stream().mapToDouble(kappa -> kappa).min().orElse(0);
        double most = kappas.stream().mapToDouble(kappa -> kappa).max().orElse(0);
        return new Heatmap(
                        labels.get("charts.kappa.title", name(column)),
                        labels.get(
                                "charts.kappa.description",
                                names.size() + "",
                                kappas.size() + "",
                                FigureText.fixed(least, 2),
                                FigureText.fixed(most, 2)),
                        names,
                        cells)
                .draw();
    }

    private Heatmap.Cell cell(String names, Optional<Agreement.Pair> pair) {
        OptionalDouble kappa = pair.map(one -> one.kappa().value()).orElse(OptionalDouble.empty());
        if (kappa.isEmpty()) {
            String why = labels.get(pair.isEmpty() ? "charts.kappa.nothing_common" : "support.not_estimable");
            return new Heatmap.Cell(kappa, "", names + labels.get("list.colon") + why);
        }
        String figure = FigureText.fixed(kappa.getAsDouble(), 2);
        int n = pair.map(Agreement.Pair::n).orElse(0);
        return new Heatmap.Cell(
                kappa,
                figure.replaceFirst("^(−?)0\\.", "$1."),
                names + labels.get("list.colon") + "κ = " + figure + ", n = " + n);
    }

    private static List<String> names(Collection<Agreement.Pair> pairs) {
        TreeSet<String> names = new TreeSet<>();
        pairs.forEach(pair -> {
            names.add(pair.first());
            names.add(pair.second());
        });
        return List.copyOf(names);
    }
}
