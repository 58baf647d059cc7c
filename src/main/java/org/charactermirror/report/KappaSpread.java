package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.charactermirror.analysis.Agreement;
import org.charactermirror.chart.Chart;
import org.charactermirror.chart.DotPlot;
import org.charactermirror.chart.Scale;

/** Draws how the kappas of every two annotators spread where they are too many for a square each. */
final class KappaSpread {

    private final Labels labels;

    private KappaSpread(Labels labels) {
        this.labels = labels;
    }

    /**
     * Returns a row for each column: the median of the kappas, and the middle half of them.
     *
     * @param columns some; one without an estimated kappa has no row
     * @param name what people call a column
     */
    static Optional<Chart> of(Map<String, Agreement> columns, UnaryOperator<String> name, Labels labels) {
        return new KappaSpread(labels).draw(columns, name);
    }

    private Optional<Chart> draw(Map<String, Agreement> columns, UnaryOperator<String> name) {
        List<DotPlot.Row> rows = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        double low = 0;
        double high = 1;
        for (Map.Entry<String, Agreement> column : columns.entrySet()) {
            double[] kappas = column.getValue().pairs().stream()
                    .flatMapToDouble(pair -> pair.kappa().value().stream())
                    .sorted()
                    .toArray();
            if (kappas.length > 0) {
                double median = quantile(kappas, 0.5);
                DotPlot.Span half = new DotPlot.Span(quantile(kappas, 0.25), quantile(kappas, 0.75), false);
                String label = name.apply(column.getKey());
                rows.add(new DotPlot.Row(
                        label,
                        OptionalDouble.of(median),
                        Optional.of(half),
                        List.of(FigureText.fixed(median, 2), Labels.grouped(kappas.length))));
                sentences.add(labels.get(
                        "charts.spread.sentence",
                        label,
                        FigureText.fixed(median, 2),
                        FigureText.fixed(half.low(), 2),
                        FigureText.fixed(half.high(), 2),
                        FigureText.fixed(kappas[0], 2),
                        FigureText.fixed(kappas[kappas.length - 1], 2),
                        Labels.grouped(kappas.length)));
                low = Math.min(low, half.low());
                high = Math.max(high, half.high());
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new DotPlot(
                                labels.get("charts.spread.title"),
                                String.join(labels.get("charts.separator"), sentences),
                                List.of(labels.get("charts.head.median"), labels.get("charts.head.pairs")),
                                Scale.around(low, high),
                                OptionalDouble.of(0),
                                rows)
                        .draw());
    }

    /** Returns a quantile between the two nearest of sorted figures (Hyndman and Fan 1996, type 7). */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Returns the least and the most judgements that two annotators with an estimate have in common. */
    static int[] common(Map<String, Agreement> columns) {
        int[] counts = columns.values().stream()
                .flatMap(column -> column.pairs().stream())
                .filter(pair -> pair.kappa().value().isPresent())
                .mapToInt(Agreement.Pair::n)
                .toArray();
        return new int[] {
            Arrays.stream(counts).min().orElse(0), Arrays.stream(counts).max().orElse(0)
        };
    }
}
