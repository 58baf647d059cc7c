package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.charactermirror.analysis.PairInference;
import org.charactermirror.analysis.PairwiseTable;
import org.charactermirror.analysis.Tally;
import org.charactermirror.chart.Chart;
import org.charactermirror.chart.DotPlot;
import org.charactermirror.chart.Scale;
import org.charactermirror.chart.ShareBars;
import org.charactermirror.table.Percentages;

/** Draws comparisons of so many pairs that a chart for each would not be read: one for each group, or for each model. */
final class ManyPairs {

    /** More pairs than these are not drawn one by one. */
    static final int MOST = 20;

    private final Labels labels;

    ManyPairs(Labels labels) {
        this.labels = labels;
    }

    /** Returns a chart for each group, such as a category: each model against all that it was compared with. */
    List<Page.NamedChart> bars(PairwiseTable table, String groupColumn) {
        Map<String, Map<String, Tally>> groups = new LinkedHashMap<>();
        for (PairwiseTable.Row row : table.rows()) {
            Map<String, Tally> models = groups.computeIfAbsent(row.group(), unused -> new LinkedHashMap<>());
            Tally seen = row.tally();
            // What the first model lost the second one won.
            Tally turned = new Tally(/* wins= */ seen.losses(), seen.ties(), seen.bothBad(), /* losses= */ seen.wins());
            models.merge(row.modelA(), seen, ManyPairs::sum);
            models.merge(row.modelB(), turned, ManyPairs::sum);
        }
        List<Page.NamedChart> charts = new ArrayList<>();
        groups.forEach((group, models) ->
                charts.add(new Page.NamedChart(Charts.name(groupColumn, group), bars(labels.word(group), models))));
        return charts;
    }

    private static Tally sum(Tally one, Tally other) {
        return new Tally(
                one.wins() + other.wins(),
                one.ties() + other.ties(),
                one.bothBad() + other.bothBad(),
                one.losses() + other.losses());
    }

    private Chart bars(String title, Map<String, Tally> models) {
        List<ShareBars.Bar> bars = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        Comparator<Map.Entry<String, Tally>> byAdvantage =
                Comparator.comparingDouble(model -> advantage(model.getValue()));
        models.entrySet().stream().sorted(byAdvantage.reversed()).forEach(model -> {
            Percentages shares = model.getValue().printed();
            bars.add(new ShareBars.Bar(model.getKey(), shares.win(), shares.tie(), shares.lose(), false));
            sentences.add(model.getKey()
                    + labels.get("list.colon")
                    + labels.get("pairwise.bar", shares.win() + "", shares.tie() + "", shares.lose() + ""));
        });
        return new ShareBars(
                        title,
                        String.join(labels.get("charts.separator"), sentences),
                        Stream.of("win", "tie", "lose").map(labels::word).toList(),
                        bars)
                .draw();
    }

    private static double advantage(Tally tally) {
        return (double) (tally.wins() - tally.losses()) / tally.n();
    }

    /** Returns a chart for each model, the strongest first, with its advantage over each other: every pair is drawn twice. */
    List<Page.NamedChart> advantages(List<PairInference> pairs, Scale scale) {
        Map<String, List<Seen>> models = new LinkedHashMap<>();
        for (PairInference pair : pairs) {
            models.computeIfAbsent(pair.modelA(), unused -> new ArrayList<>()).add(Seen.first(pair));
            models.computeIfAbsent(pair.modelB(), unused -> new ArrayList<>()).add(Seen.second(pair));
        }
        Comparator<Map.Entry<String, List<Seen>>> byMean = Comparator.comparingDouble(model ->
                model.getValue().stream().mapToDouble(Seen::advantage).average().orElseThrow());
        List<Page.NamedChart> charts = new ArrayList<>();
        models.entrySet().stream().sorted(byMean.reversed()).forEach(model -> {
            List<Seen> others = model.getValue().stream()
                    .sorted(Comparator.comparingDouble(Seen::advantage).reversed())
                    .toList();
            charts.add(new Page.NamedChart(
                    Charts.name("advantages", model.getKey()), advantages(model.getKey(), others, scale)));
        });
        return charts;
    }

    private Chart advantages(String model, List<Seen> others, Scale scale) {
        return new DotPlot(
                        labels.get("charts.advantage.of", model),
                        String.join(
                                labels.get("charts.separator"),
                                others.stream().map(Seen::sentence).toList()),
                        List.of(labels.get("charts.head.points"), labels.get("charts.head.p")),
                        scale,
                        OptionalDouble.of(0),
                        others.stream()
                                .map(other -> new DotPlot.Row(
                                        other.model(),
                                        OptionalDouble.of(other.advantage()),
                                        other.span(),
                                        List.of(FigureText.signed(other.advantage(), 1), other.p())))
                                .toList())
                .draw();
    }

    /** One model's advantage over another. */
    private record Seen(String model, double advantage, Optional<DotPlot.Span> span, String p) {

        static Seen first(PairInference pair) {
            return new Seen(
                    pair.modelB(),
                    pair.advantage(),
                    Charts.span(pair.uncertainty()),
                    FigureText.p(pair.clusteredHolmP()));
        }

        static Seen second(PairInference pair) {
            return new Seen(
                    pair.modelA(),
                    0 - pair.advantage(),
                    Charts.span(pair.uncertainty())
                            .map(ends -> new DotPlot.Span(0 - ends.high(), 0 - ends.low(), ends.tooNarrow())),
                    FigureText.p(pair.clusteredHolmP()));
        }

        String sentence() {
            return model + " " + FigureText.signed(advantage, 1)
                    + span.map(ends -> " (" + FigureText.fixed(ends.low(), 1) + " … " + FigureText.fixed(ends.high(), 1)
                                    + ")")
                            .orElse("");
        }
    }
}
