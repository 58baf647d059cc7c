package org.charactermirror.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A figure over the turns of dialogues, with the lines of others behind it to compare with.
 *
 * @param across what the numbers below the lines count, such as turns
 * @param unit after the numbers beside the lines, such as a percent sign
 * @param turns how many there are; at least 1
 * @param scale of the figures, the same for all charts to be compared
 * @param points of the line, in the order of turns; a turn that is missing breaks the line; not empty
 * @param context the points of others
 * @param steps whether a figure holds until the next turn that has one, as in a survival curve
 */
public record LinePlot(
        String title,
        String description,
        String across,
        String unit,
        int turns,
        Scale scale,
        List<Point> points,
        List<List<Point>> context,
        boolean steps) {

    public LinePlot {
        points = List.copyOf(points);
        context = context.stream().map(List::copyOf).toList();
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a chart without points shows nothing");
        }
        for (Point point : points) {
            if (point.turn() < from(steps) || point.turn() > turns) {
                throw new IllegalArgumentException("turn " + point.turn() + " of " + turns);
            }
        }
    }

    /** Returns the turn at the left: before the first reply nothing has happened yet. */
    private static int from(boolean steps) {
        return steps ? 0 : 1;
    }

    /**
     * A figure at a turn.
     *
     * @param turn from 1; 0 for what holds before the first
     * @param interval drawn where figures are steps; nothing where there is none
     * @param hint what it is made of, in words
     */
    public record Point(int turn, double value, Optional<DotPlot.Span> interval, String hint) {

        /** Makes a figure without an interval. */
        public Point(int turn, double value, String hint) {
            this(turn, value, Optional.empty(), hint);
        }
    }

    /** Draws. */
    public Chart draw() {
        Canvas canvas = new Canvas();
        canvas.fitted(0, 12, Canvas.Anchor.START, "c-title", title, Chart.WIDTH);
        TurnAxes axes = TurnAxes.of(scale, unit, across, from(steps), turns, Chart.WIDTH - 6);
        if (steps) {
            bands(canvas, axes);
        }
        axes.draw(canvas, across);
        for (List<Point> other : context) {
            parts(other).forEach(part -> canvas.polyline(places(axes, part), "c-context"));
        }
        for (List<Point> part : parts(points)) {
            canvas.polyline(places(axes, part), "c-line");
        }
        for (Point point : points) {
            canvas.dot(axes.x(point.turn()), axes.y(point.value()), steps ? 1.6 : 2.2, "c-dot", point.hint());
        }
        return new Chart(title, description, Chart.WIDTH, TurnAxes.ALL, canvas.body());
    }

    private List<Canvas.Point> places(TurnAxes axes, List<Point> part) {
        return steps ? axes.steps(part) : axes.joined(part);
    }

    /** Draws each interval as far as its figure holds. */
    private void bands(Canvas canvas, TurnAxes axes) {
        for (int i = 0; i + 1 < points.size(); i++) {
            double left = axes.x(points.get(i).turn());
            double right = axes.x(points.get(i + 1).turn());
            points.get(i).interval().ifPresent(span -> {
                double top = axes.y(span.high());
                canvas.rect(left, top, right - left, axes.y(span.low()) - top, "c-band");
            });
        }
    }

    /** Divides points where a turn is missing; steps hold over those. */
    private List<List<Point>> parts(List<Point> all) {
        List<List<Point>> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean follows =
                    i > 0 && (steps || all.get(i).turn() == all.get(i - 1).turn() + 1);
            if (!follows) {
                parts.add(new ArrayList<>());
            }
            parts.get(parts.size() - 1).add(all.get(i));
        }
        return parts;
    }
}
