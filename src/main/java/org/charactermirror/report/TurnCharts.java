package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.charactermirror.analysis.ErrorsByTurn;
import org.charactermirror.analysis.Share;
import org.charactermirror.annotation.Origin;
import org.charactermirror.chart.LinePlot;
import org.charactermirror.chart.Scale;

/** Draws when errors begin: for every model the share of its judged replies with an error, turn by turn. */
final class TurnCharts {

    private TurnCharts() {}

    /**
     * Returns a chart for each model of a table, with the lines of the others behind its own.
     *
     * @param origin of the rows that were counted
     */
    static Page.ChartGroup of(Origin origin, ErrorsByTurn byTurn, Labels labels) {
        String caption = labels.get("charts.turns", labels.get("origin." + origin.word()));
        if (byTurn.lastTurn() < 2) {
            return new Page.ChartGroup(caption, List.of(labels.get("charts.turns.none")), List.of());
        }
        Scale scale = Scale.around(
                0,
                byTurn.rows().stream()
                        .flatMap(row -> row.turns().values().stream())
                        .mapToDouble(TurnCharts::percent)
                        .max()
                        .orElse(0));
        List<List<LinePlot.Point>> lines =
                byTurn.rows().stream().map(row -> points(row, labels)).toList();
        List<Page.NamedChart> charts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                List<List<LinePlot.Point>> others = new ArrayList<>(lines);
                others.remove(i);
                others.removeIf(List::isEmpty);
                String model = byTurn.rows().get(i).model();
                LinePlot plot = new LinePlot(
                        model,
                        lines.get(i).stream()
                                .map(LinePlot.Point::hint)
                                .collect(Collectors.joining(labels.get("charts.separator"))),
                        labels.get("charts.head.turn"),
                        " %",
                        byTurn.lastTurn(),
                        scale,
                        lines.get(i),
                        others,
                        false);
                charts.add(new Page.NamedChart(Charts.name("turns", model), plot.draw()));
            }
        }
        return new Page.ChartGroup(caption, List.of(labels.get("charts.turns.note")), charts);
    }

    private static List<LinePlot.Point> points(ErrorsByTurn.Row row, Labels labels) {
        List<LinePlot.Point> points = new ArrayList<>();
        row.turns()
                .forEach((turn, share) ->
                        points.add(new LinePlot.Point(turn, percent(share), hint(turn, share, labels))));
        return points;
    }

    /** Returns a percentage, far more exact than it can be drawn. */
    private static double percent(Share share) {
        return share.rate().halfUp(6).doubleValue();
    }

    private static String hint(int turn, Share share, Labels labels) {
        return labels.get(
                "charts.turns.point",
                turn + "",
                share.printed().toPlainString(),
                Labels.grouped(share.flagged()),
                Labels.grouped(share.judged()));
    }
}
