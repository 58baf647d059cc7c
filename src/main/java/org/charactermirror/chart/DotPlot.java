package org.charactermirror.chart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One dot a row on a common scale, with the interval that its figure may lie in, and the figure itself beside it.
 *
 * @param heads of the columns of figures at the right
 * @param scale of the dots
 * @param reference a figure that is marked by a line across all rows
 * @param rows from top to bottom; not empty
 */
public record DotPlot(
        String title, String description, List<String> heads, Scale scale, OptionalDouble reference, List<Row> rows) {

    private static final double PITCH = 19;
    private static final double TOP = 42;
    private static final double GAP = 8;
    /** The share of the width that names take at most. */
    private static final double NAMES = 0.4;

    public DotPlot {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a chart without rows shows nothing");
        }
        for (Row row : rows) {
            if (row.figures().size() != heads.size()) {
                throw new IllegalArgumentException(
                        row.label() + " has " + row.figures().size() + " figures for " + heads.size() + " columns");
            }
        }
    }

    /**
     * One row.
     *
     * @param value where its dot stands; nothing for a row without one, whose figures say why
     * @param interval nothing where there is none
     * @param figures as printed, one a column
     */
    public record Row(String label, OptionalDouble value, Optional<Span> interval, List<String> figures) {

        public Row {
            figures = List.copyOf(figures);
        }
    }

    /**
     * An interval.
     *
     * @param tooNarrow whether it is likely to be wider in truth, which is drawn with gaps
     */
    public record Span(double low, double high, boolean tooNarrow) {

        public Span {
            if (!(low <= high)) {
                throw new IllegalArgumentException("no interval: " + low + " to " + high);
            }
        }
    }

    /** Draws. */
    public Chart draw() {
        Canvas canvas = new Canvas();
        canvas.fitted(0, 12, Canvas.Anchor.START, "c-title", title, Chart.WIDTH);
        double names = Math.min(
                NAMES * Chart.WIDTH,
                rows.stream()
                        .mapToDouble(row -> Letters.width(row.label()))
                        .max()
                        .orElse(0));
        double[] columns = new double[heads.size()];
        double end = Chart.WIDTH;
        for (int i = heads.size() - 1; i >= 0; i--) {
            columns[i] = end;
            int column = i;
            end -= GAP
                    + Math.max(
                            Letters.width(heads.get(i)),
                            rows.stream()
                                    .mapToDouble(
                                            row -> Letters.width(row.figures().get(column)))
                                    .max()
                                    .orElse(0));
            canvas.text(columns[i], TOP - 12, Canvas.Anchor.END, "c-soft", heads.get(i));
        }
        Plot plot = new Plot(names + GAP + 4, end - 4);
        double bottom = TOP + PITCH * rows.size();
        axis(canvas, plot, bottom);
        for (int i = 0; i < rows.size(); i++) {
            row(canvas, plot, rows.get(i), TOP + PITCH * (i + 0.5), names, columns);
        }
        return new Chart(title, description, Chart.WIDTH, bottom + 20, canvas.body());
    }

    /** Where dots stand. */
    private record Plot(double left, double right) {

        double x(double share) {
            return left + share * (right - left);
        }
    }

    private void axis(Canvas canvas, Plot plot, double bottom) {
        List<Double> ticks = scale.ticks();
        double widest = ticks.stream()
                .mapToDouble(tick -> Letters.width(scale.label(tick)))
                .max()
                .orElse(0);
        // Where numbers have no room, every second or third stands, zero among them.
        int every = (int) Math.max(1, Math.ceil((widest + 3) * (ticks.size() - 1) / (plot.right - plot.left)));
        int zero = Math.max(0, ticks.indexOf(0.0));
        for (int i = 0; i < ticks.size(); i++) {
            double x = plot.x(scale.share(ticks.get(i)));
            canvas.line(x, TOP - 4, x, bottom, "c-grid");
            if ((i - zero) % every == 0) {
                canvas.text(x, bottom + 14, Canvas.Anchor.MIDDLE, "c-soft", scale.label(ticks.get(i)));
            }
        }
        reference.ifPresent(figure -> {
            double x = plot.x(scale.share(figure));
            canvas.line(x, TOP - 4, x, bottom, "c-reference");
        });
    }

    private void row(Canvas canvas, Plot plot, Row row, double y, double names, double[] columns) {
        canvas.fitted(0, y + 4, Canvas.Anchor.START, "", row.label(), names);
        row.interval()
                .ifPresent(span -> canvas.line(
                        plot.x(scale.share(span.low())),
                        y,
                        plot.x(scale.share(span.high())),
                        y,
                        span.tooNarrow() ? "c-interval c-narrow" : "c-interval"));
        row.value()
                .ifPresent(value -> canvas.dot(
                        plot.x(scale.share(value)),
                        y,
                        3.4,
                        "c-dot",
                        row.label() + ": " + row.figures().get(0)));
        for (int i = 0; i < columns.length; i++) {
            canvas.text(
                    columns[i],
                    y + 4,
                    Canvas.Anchor.END,
                    i == 0 ? "" : "c-soft",
                    row.figures().get(i));
        }
    }
}
