package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.charactermirror.analysis.RunComparison.Line;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.chart.Chart;
import org.charactermirror.chart.DotPlot;
import org.charactermirror.chart.Scale;

/** Draws how far two runs differ: a chart for each column, with a row for each model or pair of models. */
final class ComparisonCharts {

    /** The second model of a pair, as lines name it. */
    private static final String SECOND = "~.*";

    private final Labels labels;
    private final int decimals;
    private final Function<Line, String> subject;
    private final Scale scale;

    private ComparisonCharts(List<Line> lines, int decimals, Function<Line, String> subject, Labels labels) {
        this.labels = labels;
        this.decimals = decimals;
        this.subject = subject;
        this.scale = Scale.around(
                Math.min(0, ends(lines).min().orElse(0)),
                Math.max(0, ends(lines).max().orElse(0)));
    }

    private static DoubleStream ends(List<Line> lines) {
        return lines.stream()
                .flatMapToDouble(line -> DoubleStream.concat(
                        DoubleStream.of(line.difference()),
                        line.uncertainty().interval().stream()
                                .flatMapToDouble(ends -> DoubleStream.of(ends.low(), ends.high()))));
    }

    /**
     * Returns the charts of one kind of rows, all on the same scale.
     *
     * @param name {@code ratings}, {@code errors} or {@code preferences}
     * @param lines not empty
     * @param subject what people call what a line is about
     */
    static Page.ChartGroup of(
            String name, List<Line> lines, int decimals, Function<Line, String> subject, Labels labels) {
        ComparisonCharts drawing = new ComparisonCharts(lines, decimals, subject, labels);
        Map<String, List<Line>> columns = new LinkedHashMap<>();
        lines.forEach(line -> columns.computeIfAbsent(line.column(), unused -> new ArrayList<>())
                .add(line));
        List<Page.NamedChart> charts = new ArrayList<>();
        columns.forEach((column, own) ->
                charts.add(new Page.NamedChart(Charts.name("differences", name, column), drawing.draw(column, own))));
        List<String> notes = new ArrayList<>(List.of(labels.get("charts.compare.note")));
        if (charts.size() > 1) {
            notes.add(labels.get("charts.compare.scale"));
        }
        if (lines.stream().map(Line::uncertainty).anyMatch(Uncertainty::tooNarrow)) {
            notes.add(labels.get("charts.narrow"));
        }
        return new Page.ChartGroup(labels.get("charts.compare", labels.get("compare.kind." + name)), notes, charts);
    }

    private Chart draw(String column, List<Line> lines) {
        // Where all pairs have the same first model, the title names it once.
        Set<String> firsts = lines.stream()
                .map(line -> line.subject().replaceFirst(SECOND, ""))
                .collect(Collectors.toSet());
        boolean oneFirst = firsts.size() == 1
                && lines.stream().allMatch(line -> line.subject().matches(".+" + SECOND));
        List<DotPlot.Row> rows = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        for (Line line : lines) {
            String difference = FigureText.signed(line.difference(), decimals);
            rows.add(new DotPlot.Row(
                    oneFirst ? line.subject().substring(line.subject().indexOf('~') + 1) : subject.apply(line),
                    OptionalDouble.of(line.difference()),
                    Charts.span(line.uncertainty()),
                    List.of(difference, FigureText.p(line.holmP()))));
            sentences.add(subject.apply(line) + " " + difference
                    + line.uncertainty()
                            .interval()
                            .map(ends -> " (" + FigureText.words(ends, decimals) + ")")
                            .orElse(""));
        }
        return new DotPlot(
                        oneFirst
                                ? labels.get(
                                        "charts.advantage.of", firsts.iterator().next())
                                : labels.word(column),
                        String.join(labels.get("charts.separator"), sentences),
                        List.of(labels.get("charts.head.difference"), labels.get("charts.head.p")),
                        scale,
                        OptionalDouble.of(0),
                        rows)
                .draw();
    }
}
