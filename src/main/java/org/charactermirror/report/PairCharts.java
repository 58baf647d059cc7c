package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.analysis.Inference;
import org.charactermirror.analysis.PairInference;
import org.charactermirror.analysis.PairwiseTable;
import org.charactermirror.analysis.Ranking;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.chart.Chart;
import org.charactermirror.chart.DotPlot;
import org.charactermirror.chart.Scale;
import org.charactermirror.chart.ShareBars;
import org.charactermirror.stats.CompactLetters;
import org.charactermirror.table.Percentages;

/** Draws comparisons: shares of wins, ties and losses, advantages, and one order of all models. */
final class PairCharts {

    private PairCharts() {}

    /** Returns a chart for each pair of models. */
    static Page.ChartGroup bars(PairwiseTable table, String groupColumn, Labels labels) {
        Map<List<String>, List<PairwiseTable.Row>> pairs = new LinkedHashMap<>();
        table.rows()
                .forEach(row -> pairs.computeIfAbsent(List.of(row.modelA(), row.modelB()), unused -> new ArrayList<>())
                        .add(row));
        List<Page.NamedChart> charts = new ArrayList<>();
        List<String> notes = new ArrayList<>(
                List.of(labels.get(pairs.isEmpty() ? "charts.none." + groupColumn : "charts.bars.note")));
        if (pairs.size() > ManyPairs.MOST) {
            charts.addAll(new ManyPairs(labels).bars(table, groupColumn));
            notes.add(labels.get("charts.bars.many", pairs.size() + ""));
        } else {
            pairs.forEach((pair, rows) -> charts.add(
                    new Page.NamedChart(Charts.name(groupColumn, pair.get(0), pair.get(1)), bars(pair, rows, labels))));
        }
        return new Page.ChartGroup(
                labels.get(
                        (pairs.size() > ManyPairs.MOST ? "charts.bars.many." : "pairwise.caption.") + groupColumn,
                        labels.get("origin." + table.origin().word())),
                notes,
                charts);
    }

    private static Chart bars(List<String> pair, List<PairwiseTable.Row> rows, Labels labels) {
        List<ShareBars.Bar> bars = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        for (PairwiseTable.Row row : rows) {
            Percentages shares = row.tally().printed();
            String label = labels.word(row.group());
            bars.add(new ShareBars.Bar(
                    label,
                    shares.win(),
                    shares.tie(),
                    shares.lose(),
                    row.group().equals(PairwiseTable.OVERALL)));
            sentences.add(label
                    + labels.get("list.colon")
                    + labels.get("pairwise.bar", shares.win() + "", shares.tie() + "", shares.lose() + ""));
        }
        return new ShareBars(
                        labels.get("pairwise.pair", pair.get(0), pair.get(1)),
                        String.join(labels.get("charts.separator"), sentences),
                        Stream.of("win", "tie", "lose").map(labels::word).toList(),
                        bars)
                .draw();
    }

    /** Returns the advantages of all pairs and, where it can be estimated, the order of all models; otherwise why not. */
    static Page.ChartGroup support(Inference inference, Labels labels) {
        List<PairInference> pairs = inference.pairs();
        List<Page.NamedChart> charts = new ArrayList<>();
        List<String> notes = new ArrayList<>(List.of(labels.get("charts.advantages.note")));
        if (pairs.size() > ManyPairs.MOST && !baseline(pairs)) {
            charts.addAll(new ManyPairs(labels).advantages(pairs, bothSides(pairs)));
            notes.add(labels.get("charts.advantages.many"));
        } else {
            charts.add(advantages(inference, labels));
        }
        inference.davidson().ifPresent(ranking -> {
            if (ranking.strengths().isEmpty()) {
                notes.add(labels.get("support.no_ranking"));
                return;
            }
            List<String> letters = letters(ranking, inference);
            notes.add(labels.get(letters.isEmpty() ? "charts.ranking.no_letters" : "charts.ranking.letters"));
            charts.add(ranking(ranking, letters, labels));
        });
        boolean narrow = Stream.concat(
                        pairs.stream().map(PairInference::uncertainty),
                        inference.davidson().stream()
                                .flatMap(ranking -> ranking.strengths().stream())
                                .map(Ranking.Strength::uncertainty))
                .anyMatch(Uncertainty::tooNarrow);
        if (narrow) {
            notes.add(labels.get("charts.narrow"));
        }
        return new Page.ChartGroup(
                labels.get(
                        "charts.comparisons",
                        inference
                                .pairsOrigin()
                                .map(origin -> labels.get("origin." + origin.word()))
                                .orElse("")),
                notes,
                charts);
    }

    private static Page.NamedChart advantages(Inference inference, Labels labels) {
        List<PairInference> pairs = inference.pairs();
        List<DotPlot.Row> rows = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        for (PairInference pair : pairs) {
            String advantage = FigureText.signed(pair.advantage(), 1);
            String name = labels.get("pairwise.pair", pair.modelA(), pair.modelB());
            rows.add(new DotPlot.Row(
                    baseline(pairs) ? pair.modelB() : name,
                    OptionalDouble.of(pair.advantage()),
                    Charts.span(pair.uncertainty()),
                    List.of(advantage, FigureText.p(pair.clusteredHolmP()))));
            sentences.add(name + " " + advantage + interval(pair.uncertainty(), 1));
        }
        String title = baseline(pairs)
                ? labels.get("charts.advantage.of", pairs.get(0).modelA())
                : labels.get("charts.advantage");
        Chart chart = new DotPlot(
                        title,
                        String.join(labels.get("charts.separator"), sentences),
                        List.of(labels.get("charts.head.points"), labels.get("charts.head.p")),
                        around(pairs.stream()
                                .flatMap(pair ->
                                        Stream.concat(Stream.of(pair.advantage(), 0.0), ends(pair.uncertainty())))
                                .toList()),
                        OptionalDouble.of(0),
                        rows)
                .draw();
        return new Page.NamedChart("advantages", chart);
    }

    /** Returns a scale that holds every pair from either side. */
    private static Scale bothSides(List<PairInference> pairs) {
        double most = pairs.stream()
                .flatMap(pair -> Stream.concat(Stream.of(pair.advantage()), ends(pair.uncertainty())))
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
        return Scale.around(-most, most);
    }

    /** Tells whether one model stands first in all pairs. */
    private static boolean baseline(List<PairInference> pairs) {
        return pairs.stream().map(PairInference::modelA).distinct().count() == 1;
    }

    private static Page.NamedChart ranking(Ranking ranking, List<String> letters, Labels labels) {
        List<DotPlot.Row> rows = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < ranking.strengths().size(); i++) {
            Ranking.Strength one = ranking.strengths().get(i);
            String strength = FigureText.signed(one.logStrength(), 2);
            rows.add(new DotPlot.Row(
                    one.model(),
                    OptionalDouble.of(one.logStrength()),
                    Charts.span(one.uncertainty()),
                    letters.isEmpty() ? List.of(strength) : List.of(strength, letters.get(i))));
            sentences.add(one.model() + " " + strength + interval(one.uncertainty(), 2));
        }
        Chart chart = new DotPlot(
                        labels.get("charts.ranking.title"),
                        String.join(labels.get("charts.separator"), sentences),
                        letters.isEmpty() ? List.of("") : List.of("", ""),
                        around(ranking.strengths().stream()
                                .flatMap(one -> Stream.concat(Stream.of(one.logStrength()), ends(one.uncertainty())))
                                .toList()),
                        OptionalDouble.of(0),
                        rows)
                .draw();
        return new Page.NamedChart("ranking", chart);
    }

    /** Returns the rank groups; none where some models were never compared with each other, which no letter could say. */
    private static List<String> letters(Ranking ranking, Inference inference) {
        List<String> models =
                ranking.strengths().stream().map(Ranking.Strength::model).toList();
        boolean[][] different = new boolean[models.size()][models.size()];
        int tested = 0;
        for (PairInference pair : inference.pairs()) {
            int a = models.indexOf(pair.modelA());
            int b = models.indexOf(pair.modelB());
            if (a >= 0 && b >= 0 && pair.clusteredHolmP().isPresent()) {
                tested++;
                different[a][b] = pair.holds();
                different[b][a] = pair.holds();
            }
        }
        return tested == models.size() * (models.size() - 1) / 2 ? CompactLetters.of(different) : List.of();
    }

    private static Stream<Double> ends(Uncertainty uncertainty) {
        return uncertainty.interval().stream().flatMap(ends -> Stream.of(ends.low(), ends.high()));
    }

    private static Scale around(List<Double> figures) {
        return Scale.around(
                figures.stream().collect(Collectors.minBy(Double::compare)).orElse(0.0),
                figures.stream().collect(Collectors.maxBy(Double::compare)).orElse(0.0));
    }

    private static String interval(Uncertainty uncertainty, int decimals) {
        return uncertainty
                .interval()
                .map(ends -> " (" + FigureText.words(ends, decimals) + ")")
                .orElse("");
    }
}
