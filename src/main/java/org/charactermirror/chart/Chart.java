package org.charactermirror.chart;

/**
 * A chart that has been drawn.
 *
 * @param title what it shows, in a few words
 * @param description the same figures in sentences, for people who do not see the drawing
 * @param width in units of which 11 are the height of its letters
 * @param height likewise
 * @param body the marks as SVG elements
 */
public record Chart(String title, String description, double width, double height, String body) {

    /** The width that all charts have: three stand beside each other on a desk, one on a phone. */
    static final double WIDTH = 300;

    private static final double MARGIN = 10;

    public Chart {
        if (title.isBlank() || description.isBlank()) {
            throw new IllegalArgumentException("a chart needs a title and a description");
        }
    }

    /**
     * Returns the chart as an element of an HTML page whose style has {@link Theme#ofPage}.
     *
     * @param id unique in the page
     */
    public String within(String id) {
        String name = Markup.escape(id);
        return "<svg class=\"chart\" role=\"img\" aria-labelledby=\"" + name + "-title " + name
                + "-desc\" viewBox=\"0 0 "
                + Markup.number(width) + " " + Markup.number(height) + "\">"
                + "<title id=\"" + name + "-title\">" + Markup.escape(title) + "</title>"
                + "<desc id=\"" + name + "-desc\">" + Markup.escape(description) + "</desc>\n"
                + body
                + "</svg>";
    }

    /** Returns the chart as a file that stands alone, with a margin. */
    public String file() {
        String box = Markup.number(-MARGIN) + " " + Markup.number(-MARGIN) + " " + Markup.number(width + 2 * MARGIN)
                + " " + Markup.number(height + 2 * MARGIN);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" viewBox=\"" + box
                + "\" width=\""
                + Markup.number(2 * (width + 2 * MARGIN)) + "\" height=\"" + Markup.number(2 * (height + 2 * MARGIN))
                + "\">\n"
                + "<title>" + Markup.escape(title) + "</title>\n"
                + "<desc>" + Markup.escape(description) + "</desc>\n"
                + "<style>\n" + Theme.ofFile() + "</style>\n"
                + "<rect class=\"c-ground\" x=\"" + Markup.number(-MARGIN) + "\" y=\"" + Markup.number(-MARGIN)
                + "\" width=\"" + Markup.number(width + 2 * MARGIN) + "\" height=\""
                + Markup.number(height + 2 * MARGIN) + "\"/>\n"
                + body
                + "</svg>\n";
    }
}
