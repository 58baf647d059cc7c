package org.charactermirror.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Several figures over the turns of dialogues, each holding until its next step, with their names where they end.
 *
 * @param across what the numbers below the curves count, such as turns
 * @param unit after the numbers beside the curves, such as a percent sign
 * @param turns how many there are; at least 1
 * @param curves as many as {@link #fit}
 */
public record CurvePlot(
        String title, String description, String across, String unit, int turns, Scale scale, List<Curve> curves) {

    /** More curves than these cannot be told apart where they cross. */
    private static final int MOST = 4;
    /** How far apart names must be. */
    private static final double PITCH = 12;
    /** The share of the width that names take at most. */
    private static final double NAMES = 0.34;

    private static final double DOT = 1.6;

    public CurvePlot {
        curves = List.copyOf(curves);
        if (!fit(curves, scale)) {
            throw new IllegalArgumentException(curves.size() + " curves whose names do not fit");
        }
    }

    /**
     * A curve.
     *
     * @param points in the order of turns, from 0; not empty
     */
    public record Curve(String name, List<LinePlot.Point> points) {

        public Curve {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("a curve without points shows nothing");
            }
        }

        private LinePlot.Point end() {
            return points.get(points.size() - 1);
        }
    }

    /** Tells whether curves are few enough, and end far enough apart, to be drawn with their names beside their ends. */
    public static boolean fit(List<Curve> curves, Scale scale) {
        if (curves.isEmpty() || curves.size() > MOST) {
            return false;
        }
        List<Double> ends = new ArrayList<>(curves.stream()
                .map(curve -> TurnAxes.HEIGHT * scale.share(curve.end().value()))
                .sorted(Comparator.naturalOrder())
                .toList());
        for (int i = 1; i < ends.size(); i++) {
            if (ends.get(i) - ends.get(i - 1) < PITCH) {
                return false;
            }
        }
        return true;
    }

    /** Draws. */
    public Chart draw() {
        Canvas canvas = new Canvas();
        canvas.fitted(0, 12, Canvas.Anchor.START, "c-title", title, Chart.WIDTH);
        double names = Math.min(
                NAMES * Chart.WIDTH,
                curves.stream()
                        .mapToDouble(curve -> Letters.width(curve.name()))
                        .max()
                        .orElse(0));
        double right = Chart.WIDTH - names - 4;
        TurnAxes axes = TurnAxes.of(scale, unit, across, 0, turns, right);
        axes.draw(canvas, across);
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            double y = axes.y(curve.end().value());
            // A curve may end before the others; a thin line leads on to its name.
            canvas.line(axes.x(curve.end().turn()), y, right, y, "c-reference");
            canvas.polyline(axes.steps(curve.points()), "c-line c-curve-" + i);
            for (LinePlot.Point point : curve.points()) {
                canvas.dot(axes.x(point.turn()), axes.y(point.value()), DOT, "c-dot c-curve-dot-" + i, point.hint());
            }
            canvas.fitted(right + 4, y + 4, Canvas.Anchor.START, "", curve.name(), names);
        }
        return new Chart(title, description, Chart.WIDTH, TurnAxes.ALL, canvas.body());
    }
}
