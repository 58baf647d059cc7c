package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.analysis.ColumnInference;
import org.charactermirror.analysis.ColumnInference.ModelFigure;
import org.charactermirror.analysis.PrintedTable;
import org.charactermirror.analysis.TableInference;
import org.charactermirror.chart.DotPlot;
import org.charactermirror.chart.Scale;

/** Draws every column of a rating or error table: a dot and an interval for each model, the best one first. */
final class ColumnCharts {

    private final Labels labels;
    private final TableInference table;
    private final String name;

    private ColumnCharts(TableInference table, String name, Labels labels) {
        this.table = table;
        this.name = name;
        this.labels = labels;
    }

    /** Returns the charts of the rating table. */
    static Page.ChartGroup ofRatings(TableInference table, Labels labels) {
        return new ColumnCharts(table, "ratings", labels).group();
    }

    /** Returns the charts of the error table. */
    static Page.ChartGroup ofErrors(TableInference table, Labels labels) {
        return new ColumnCharts(table, "errors", labels).group();
    }

    private Page.ChartGroup group() {
        List<Page.NamedChart> charts = new ArrayList<>();
        List<String> undrawn = new ArrayList<>();
        for (ColumnInference column : table.columns()) {
            if (column.models().stream().anyMatch(model -> model.mean().isPresent())) {
                charts.add(new Page.NamedChart(
                        Charts.name(name, column.column()), plot(column).draw()));
            } else {
                undrawn.add(labels.word(column.column()));
            }
        }
        List<String> notes = new ArrayList<>(List.of(labels.get("charts.dots.note")));
        if (table.columns().stream()
                .flatMap(column -> column.models().stream())
                .anyMatch(model -> model.uncertainty().tooNarrow())) {
            notes.add(labels.get("charts.narrow"));
        }
        if (!undrawn.isEmpty()) {
            notes.add(labels.get("charts.undrawn", labels.list(undrawn)));
        }
        return new Page.ChartGroup(
                labels.get(
                        "charts." + name, labels.get("origin." + table.origin().word())),
                notes,
                charts);
    }

    private boolean higherIsBetter(ColumnInference column) {
        return name.equals("ratings") || PrintedTable.higherIsBetterInErrors(column.column());
    }

    private DotPlot plot(ColumnInference column) {
        Comparator<ModelFigure> byMean =
                Comparator.comparingDouble(figure -> figure.mean().orElse(Double.NEGATIVE_INFINITY));
        List<ModelFigure> models = Stream.concat(
                        column.models().stream()
                                .filter(figure -> figure.mean().isPresent())
                                .sorted(higherIsBetter(column) ? byMean.reversed() : byMean),
                        column.models().stream().filter(figure -> figure.mean().isEmpty()))
                .toList();
        boolean lettered = models.stream().anyMatch(figure -> !figure.letters().isEmpty());
        List<DotPlot.Row> rows =
                models.stream().map(figure -> row(figure, lettered)).toList();
        String estimate = labels.get(name.equals("ratings") ? "charts.head.mean" : "charts.head.percent");
        return new DotPlot(
                labels.word(column.column()),
                models.stream().map(this::sentence).collect(Collectors.joining(labels.get("charts.separator"))),
                lettered ? List.of(estimate, "") : List.of(estimate),
                name.equals("ratings") ? RATINGS : percentages(models),
                OptionalDouble.empty(),
                rows);
    }

    /** The scale of scores, whole in every chart so that they can be compared. */
    private static final Scale RATINGS = new Scale(1, 5, 1);

    /** Returns a scale from zero, or from below it where an overall rate is: more proactivity than errors. */
    private static Scale percentages(List<ModelFigure> models) {
        double low = 0;
        double high = 0;
        for (ModelFigure figure : models) {
            double mean = figure.mean().orElse(0);
            low = Math.min(
                    low,
                    figure.uncertainty()
                            .interval()
                            .map(ends -> Math.min(ends.low(), mean))
                            .orElse(mean));
            high = Math.max(
                    high,
                    figure.uncertainty()
                            .interval()
                            .map(ends -> Math.max(ends.high(), mean))
                            .orElse(mean));
        }
        return Scale.around(low, high);
    }

    private DotPlot.Row row(ModelFigure figure, boolean lettered) {
        List<String> figures = new ArrayList<>(List.of(printed(figure)));
        if (lettered) {
            figures.add(figure.letters());
        }
        return new DotPlot.Row(figure.model(), figure.mean(), Charts.span(figure.uncertainty()), figures);
    }

    private int decimals() {
        return name.equals("ratings") ? 2 : 1;
    }

    private String printed(ModelFigure figure) {
        return figure.mean().isPresent()
                ? FigureText.fixed(figure.mean().getAsDouble(), decimals())
                : labels.get("cell.not_judged");
    }

    private String sentence(ModelFigure figure) {
        String interval = figure.uncertainty()
                .interval()
                .map(ends -> " (" + FigureText.words(ends, decimals()) + ")")
                .orElse("");
        String letters = figure.letters().isEmpty() ? "" : " " + figure.letters();
        return figure.model() + " " + printed(figure) + interval + letters;
    }
}
