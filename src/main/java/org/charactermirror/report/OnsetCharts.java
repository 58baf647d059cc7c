package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.analysis.ErrorOnset;
import org.charactermirror.analysis.ErrorOnset.Curve;
import org.charactermirror.analysis.ErrorOnset.Step;
import org.charactermirror.chart.CurvePlot;
import org.charactermirror.chart.DotPlot;
import org.charactermirror.chart.LinePlot;
import org.charactermirror.chart.Scale;
import org.charactermirror.stats.Interval;

/** Draws which share of dialogues is still without an error after each turn. */
final class OnsetCharts {

    /** Shares are drawn from none to all, so that a curve always begins at the top. */
    private static final Scale PERCENT = new Scale(0, 100, 25);

    private final ErrorOnset onset;
    private final Labels labels;
    private final int turns;

    private OnsetCharts(ErrorOnset onset, Labels labels) {
        this.onset = onset;
        this.labels = labels;
        this.turns = onset.models().stream().mapToInt(Curve::lastTurn).max().orElseThrow();
    }

    /** Returns one chart of all models where their names have room beside the curves' ends, and one for each otherwise. */
    static Page.ChartGroup of(ErrorOnset onset, Labels labels) {
        return new OnsetCharts(onset, labels).group();
    }

    private Page.ChartGroup group() {
        List<CurvePlot.Curve> curves = onset.models().stream()
                .map(curve -> new CurvePlot.Curve(curve.model(), points(curve)))
                .toList();
        boolean together = curves.size() > 1 && CurvePlot.fit(curves, PERCENT);
        List<String> notes = new ArrayList<>(List.of(labels.get("charts.onset.note")));
        if (!together) {
            notes.add(labels.get(curves.size() > 1 ? "charts.onset.each" : "charts.onset.band"));
        }
        return new Page.ChartGroup(
                labels.get(
                        "onset.caption", labels.get("origin." + onset.origin().word())),
                notes,
                together ? List.of(all(curves)) : each(curves));
    }

    private Page.NamedChart all(List<CurvePlot.Curve> curves) {
        CurvePlot plot = new CurvePlot(
                labels.get("charts.onset.title"),
                String.join(
                        labels.get("charts.separator"),
                        onset.models().stream().map(this::sentence).toList()),
                labels.get("charts.head.turn"),
                " %",
                turns,
                PERCENT,
                curves);
        return new Page.NamedChart("onset", plot.draw());
    }

    private List<Page.NamedChart> each(List<CurvePlot.Curve> curves) {
        List<Page.NamedChart> charts = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            List<List<LinePlot.Point>> others =
                    new ArrayList<>(curves.stream().map(CurvePlot.Curve::points).toList());
            others.remove(i);
            LinePlot plot = new LinePlot(
                    curves.get(i).name(),
                    sentence(onset.models().get(i)),
                    labels.get("charts.head.turn"),
                    " %",
                    turns,
                    PERCENT,
                    curves.get(i).points(),
                    others,
                    true);
            charts.add(new Page.NamedChart(Charts.name("onset", curves.get(i).name()), plot.draw()));
        }
        return charts;
    }

    /** Returns all dialogues before the first turn, then the share after each step, held until the last judged turn. */
    private List<LinePlot.Point> points(Curve curve) {
        List<LinePlot.Point> points = new ArrayList<>();
        points.add(new LinePlot.Point(0, 100, labels.get("charts.onset.start", Labels.grouped(curve.dialogues()))));
        Optional<DotPlot.Span> interval = Optional.empty();
        for (Step step : curve.steps()) {
            interval = step.interval().map(ends -> new DotPlot.Span(100 * ends.low(), 100 * ends.high(), false));
            points.add(new LinePlot.Point(step.turn(), 100 * step.withoutError(), interval, hint(step)));
        }
        LinePlot.Point last = points.get(points.size() - 1);
        if (last.turn() < curve.lastTurn()) {
            points.add(new LinePlot.Point(curve.lastTurn(), last.value(), interval, last.hint()));
        }
        return points;
    }

    private String hint(Step step) {
        return labels.get(
                "charts.onset.point",
                String.valueOf(step.turn()),
                FigureText.fixed(100 * step.withoutError(), 1)
                        + step.interval()
                                .map(ends -> labels.get(
                                        "annotators.interval",
                                        FigureText.words(new Interval(100 * ends.low(), 100 * ends.high()), 1)))
                                .orElse(""),
                Labels.grouped(step.events()),
                Labels.grouped(step.atRisk()));
    }

    private String sentence(Curve curve) {
        String median = curve.medianTurn().isPresent()
                ? String.valueOf(curve.medianTurn().getAsInt())
                : labels.get("onset.not_reached");
        return labels.get(
                "charts.onset.sentence",
                curve.model(),
                FigureText.fixed(100 * curve.withoutErrorAfter(curve.lastTurn()), 1),
                String.valueOf(curve.lastTurn()),
                median);
    }
}
