package org.charactermirror.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

    private static final double TOP = 30;
    private static final double HEIGHT = 84;

    public LinePlot {
        points = List.copyOf(points);
        context = context.stream().map(List::copyOf).toList();
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a chart without points shows nothing");
        }
        for (Point point : points) {
            if (point.turn() < 1 || point.turn() > turns) {
                throw new IllegalArgumentException("turn " + point.turn() + " of " + turns);
            }
        }
    }

    /**
     * A figure at a turn.
     *
     * @param turn from 1
     * @param hint what it is made of, in words
     */
    public record Point(int turn, double value, String hint) {}

    /** Draws. */
    public Chart draw() {
        Canvas canvas = new Canvas();
        canvas.fitted(0, 12, Canvas.Anchor.START, "c-title", title, Chart.WIDTH);
        double labels = Stream.concat(Stream.of(across), scale.ticks().stream().map(tick -> scale.label(tick) + unit))
                .mapToDouble(Letters::width)
                .max()
                .orElse(0);
        double left = labels + 8;
        for (double tick : scale.ticks()) {
            double y = y(tick);
            canvas.line(left, y, Chart.WIDTH - 6, y, "c-grid");
            canvas.text(labels, y + 4, Canvas.Anchor.END, "c-soft", scale.label(tick) + unit);
        }
        turnNumbers(canvas, left, labels);
        for (List<Point> other : context) {
            parts(other).forEach(part -> canvas.polyline(places(part, left), "c-context"));
        }
        for (List<Point> part : parts(points)) {
            canvas.polyline(places(part, left), "c-line");
        }
        for (Point point : points) {
            canvas.dot(x(point.turn(), left), y(point.value()), steps ? 1.6 : 2.2, "c-dot", point.hint());
        }
        return new Chart(title, description, Chart.WIDTH, TOP + HEIGHT + 22, canvas.body());
    }

    private void turnNumbers(Canvas canvas, double left, double labels) {
        double y = TOP + HEIGHT + 16;
        canvas.fitted(labels, y, Canvas.Anchor.END, "c-soft", across, labels);
        int every = turns <= 10 ? 1 : turns <= 25 ? 5 : turns <= 60 ? 10 : 50;
        double free = 0;
        for (int turn = 1; turn <= turns; turn++) {
            double x = x(turn, left);
            double half = Letters.width(String.valueOf(turn)) / 2;
            if ((turn == 1 || turn % every == 0) && x - half >= free) {
                canvas.text(x, y, Canvas.Anchor.MIDDLE, "c-soft", String.valueOf(turn));
                free = x + half + 4;
            }
        }
    }

    private double x(int turn, double left) {
        double room = Chart.WIDTH - 12 - left - 6;
        return left + 6 + (turns == 1 ? room / 2 : room * (turn - 1) / (turns - 1));
    }

    private double y(double value) {
        return TOP + HEIGHT * (1 - scale.share(value));
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

    private List<Canvas.Point> places(List<Point> part, double left) {
        List<Canvas.Point> places = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            if (steps && i > 0) {
                places.add(new Canvas.Point(
                        x(part.get(i).turn(), left), y(part.get(i - 1).value())));
            }
            places.add(
                    new Canvas.Point(x(part.get(i).turn(), left), y(part.get(i).value())));
        }
        return places;
    }
}
