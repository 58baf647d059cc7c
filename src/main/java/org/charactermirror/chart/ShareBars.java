package org.charactermirror.chart;

import java.util.List;

/**
 * Bars of wins, ties and losses with their percentages above them.
 *
 * @param heads of the three columns of percentages; their colours are the bars' key
 * @param bars from top to bottom; not empty
 */
public record ShareBars(String title, String description, List<String> heads, List<Bar> bars) {

    private static final double PITCH = 31;
    private static final double TOP = 40;
    private static final double COLUMN = 36;
    private static final double THICK = 8;
    private static final List<String> STYLES = List.of("c-win", "c-tie", "c-lose");
    private static final List<String> TEXTS = List.of("c-win-text", "c-soft", "c-lose-text");

    public ShareBars {
        heads = List.copyOf(heads);
        bars = List.copyOf(bars);
        if (heads.size() != STYLES.size()) {
            throw new IllegalArgumentException(heads.size() + " heads for wins, ties and losses");
        }
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("a chart without bars shows nothing");
        }
    }

    /**
     * One bar; the three percentages sum to 100.
     *
     * @param label what was compared
     * @param sum whether it is of all comparisons
     */
    public record Bar(String label, int win, int tie, int lose, boolean sum) {

        public Bar {
            if (win < 0 || tie < 0 || lose < 0 || win + tie + lose != 100) {
                throw new IllegalArgumentException(label + ": " + win + ", " + tie + " and " + lose + " are not 100 %");
            }
        }
    }

    /** Draws. */
    public Chart draw() {
        Canvas canvas = new Canvas();
        canvas.fitted(0, 12, Canvas.Anchor.START, "c-title", title, Chart.WIDTH);
        for (int i = 0; i < STYLES.size(); i++) {
            canvas.fitted(column(i), TOP - 10, Canvas.Anchor.END, TEXTS.get(i), heads.get(i), COLUMN - 4);
        }
        double y = TOP;
        for (Bar bar : bars) {
            bar(canvas, bar, y);
            y += PITCH;
        }
        double middle = Chart.WIDTH / 2;
        for (int i = 0; i < bars.size(); i++) {
            double top = TOP + PITCH * i + 15;
            canvas.line(middle, top - 2, middle, top + THICK + 2, "c-half");
        }
        return new Chart(title, description, Chart.WIDTH, y, canvas.body());
    }

    private static double column(int i) {
        return Chart.WIDTH - COLUMN * (STYLES.size() - 1 - i);
    }

    private static void bar(Canvas canvas, Bar bar, double y) {
        double names = Chart.WIDTH - COLUMN * STYLES.size();
        canvas.fitted(0, y + 10, Canvas.Anchor.START, bar.sum() ? "c-strong" : "", bar.label(), names);
        int[] shares = {bar.win(), bar.tie(), bar.lose()};
        double x = 0;
        for (int i = 0; i < shares.length; i++) {
            double width = shares[i] * Chart.WIDTH / 100;
            if (shares[i] > 0) {
                canvas.rect(x, y + 15, width, THICK, STYLES.get(i));
            }
            x += width;
            String style = bar.sum() ? "c-strong" : i == 1 ? "c-soft" : "";
            canvas.text(column(i), y + 10, Canvas.Anchor.END, style, String.valueOf(shares[i]));
        }
    }
}
