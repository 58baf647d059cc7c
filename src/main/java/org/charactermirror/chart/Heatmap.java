package org.charactermirror.chart;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How alike each two of a number of people are: a square for each pair below the diagonal, the darker the closer to 1. What lies
 * below 0 has another colour.
 *
 * @param names of the people, at least two
 * @param cells by the later person, then by the earlier one: row {@code i} has {@code i} cells; nothing where there is no figure
 */
public record Heatmap(String title, String description, List<String> names, List<List<Cell>> cells) {

    /** More people than these make squares too small to be told apart. */
    public static final int MOST = 40;

    private static final double TOP = 24;
    private static final double NAMES = 0.24;
    /** From here up a square is so dark that letters on it are white. */
    private static final double DARK = 0.78;

    public Heatmap {
        names = List.copyOf(names);
        cells = cells.stream().map(List::copyOf).toList();
        if (names.size() < 2 || names.size() > MOST || cells.size() != names.size()) {
            throw new IllegalArgumentException(names.size() + " names and " + cells.size() + " rows");
        }
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).size() != i) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + cells.get(i).size() + " cells");
            }
        }
    }

    /**
     * One pair.
     *
     * @param value at most 1; nothing where it cannot be estimated
     * @param figure as printed within the square; empty for none
     * @param hint the names and the figure in words
     */
    public record Cell(OptionalDouble value, String figure, String hint) {}

    /** Draws. */
    public Chart draw() {
        Canvas canvas = new Canvas();
        canvas.fitted(0, 12, Canvas.Anchor.START, "c-title", title, Chart.WIDTH);
        int people = names.size();
        double label = Math.min(
                NAMES * Chart.WIDTH,
                names.stream().mapToDouble(Letters::width).max().orElse(0));
        double left = label + 8;
        double side = Math.min(30, (Chart.WIDTH - left) / (people - 1));
        // The first person has no row and the last one no column.
        double height = Math.max(side, people <= 15 ? 16 : side);
        boolean figures = side >= Letters.width("−.88") + 2;
        boolean named = side >= Letters.SIZE;
        for (int i = 1; i < people; i++) {
            double y = TOP + (i - 1) * height;
            if (named || i % 5 == 0) {
                canvas.fitted(label, y + height / 2 + 4, Canvas.Anchor.END, "", names.get(i), label);
            }
            for (int j = 0; j < i; j++) {
                cell(canvas, cells.get(i).get(j), left + j * side, y, side, height, figures);
            }
        }
        double bottom = TOP + (people - 1) * height;
        int spread = spread(side);
        for (int j = 0; j < people - 1; j += spread) {
            String name = Letters.fit(names.get(j), side * spread - 3);
            double x = left + (j + 0.5) * side;
            // A column at the edge has no room for a wide name; its person has a row, too.
            if (x + Letters.width(name) / 2 <= Chart.WIDTH) {
                canvas.text(x, bottom + 13, Canvas.Anchor.MIDDLE, "c-soft", name);
            }
        }
        return new Chart(title, description, Chart.WIDTH, bottom + 20, canvas.body());
    }

    /** Returns under every which column there is room for a name. */
    private int spread(double side) {
        double widest =
                Math.min(48, names.stream().mapToDouble(Letters::width).max().orElse(0)) + 4;
        return Math.max(1, (int) Math.ceil(widest / side));
    }

    private static void cell(
            Canvas canvas, Cell cell, double x, double y, double side, double height, boolean figures) {
        if (cell.value().isEmpty()) {
            canvas.cell(x + 0.5, y + 0.5, side - 1, height - 1, 1, "c-empty", cell.hint());
            return;
        }
        double value = cell.value().getAsDouble();
        double strength = Math.min(1, Math.abs(value));
        canvas.cell(
                x + 0.5,
                y + 0.5,
                side - 1,
                height - 1,
                Math.max(0.06, strength),
                value < 0 ? "c-below" : "c-heat",
                cell.hint());
        if (figures) {
            String style = value >= DARK ? "c-on" : "";
            canvas.text(x + side / 2, y + height / 2 + 4, Canvas.Anchor.MIDDLE, style, cell.figure());
        }
    }
}
