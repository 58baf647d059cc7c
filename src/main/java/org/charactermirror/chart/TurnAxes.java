package org.charactermirror.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where figures over the turns of dialogues stand.
 *
 * @param from the turn at the left; 0 where a figure stands before the first turn
 * @param turns the last turn
 * @param left where the room for lines begins
 * @param right where it ends
 */
record TurnAxes(Scale scale, String unit, int from, int turns, double left, double right) {

    static final double TOP = 30;
    static final double HEIGHT = 84;
    /** The height of a chart with these axes. */
    static final double ALL = TOP + HEIGHT + 22;
    /** From the edge of the room to the first and to the last turn. */
    private static final double INSET = 6;

    /** Returns axes whose numbers have room at the left, and that end at the right where they are told to. */
    static TurnAxes of(Scale scale, String unit, String across, int from, int turns, double right) {
        double labels = Stream.concat(Stream.of(across), scale.ticks().stream().map(tick -> scale.label(tick) + unit))
                .mapToDouble(Letters::width)
                .max()
                .orElse(0);
        return new TurnAxes(scale, unit, from, turns, labels + 8, right);
    }

    /** Draws the lines and numbers. */
    void draw(Canvas canvas, String across) {
        double labels = left - 8;
        for (double tick : scale.ticks()) {
            canvas.line(left, y(tick), right, y(tick), "c-grid");
            canvas.text(labels, y(tick) + 4, Canvas.Anchor.END, "c-soft", scale.label(tick) + unit);
        }
        double y = TOP + HEIGHT + 16;
        canvas.fitted(labels, y, Canvas.Anchor.END, "c-soft", across, labels);
        int every = turns <= 10 ? 1 : turns <= 25 ? 5 : turns <= 60 ? 10 : 50;
        double free = 0;
        for (int turn = from; turn <= turns; turn++) {
            double x = x(turn);
            double half = Letters.width(String.valueOf(turn)) / 2;
            if ((turn == from || turn % every == 0) && x - half >= free) {
                canvas.text(x, y, Canvas.Anchor.MIDDLE, "c-soft", String.valueOf(turn));
                free = x + half + 4;
            }
        }
    }

    double x(int turn) {
        double room = right - left - 2 * INSET;
        return left + INSET + (turns == from ? room / 2 : room * (turn - from) / (turns - from));
    }

    double y(double value) {
        return TOP + HEIGHT * (1 - scale.share(value));
    }

    /** Returns the places of a figure that holds until the next turn that has one. */
    List<Canvas.Point> steps(List<LinePlot.Point> points) {
        List<Canvas.Point> places = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (i > 0) {
                places.add(new Canvas.Point(
                        x(points.get(i).turn()), y(points.get(i - 1).value())));
            }
            places.add(new Canvas.Point(x(points.get(i).turn()), y(points.get(i).value())));
        }
        return places;
    }

    /** Returns the places of figures that lines join. */
    List<Canvas.Point> joined(List<LinePlot.Point> points) {
        return points.stream()
                .map(point -> new Canvas.Point(x(point.turn()), y(point.value())))
                .toList();
    }
}
