package org.charactermirror.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Collects marks as SVG elements, one on a line. */
final class Canvas {

    private final StringBuilder body = new StringBuilder();

    /** Which point of a text stands at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A place. */
    record Point(double x, double y) {}

    /** Writes a text whose line stands on {@code y}. */
    void text(double x, double y, Anchor anchor, String style, String text) {
        body.append("<text").append(attribute("x", x)).append(attribute("y", y));
        if (anchor != Anchor.START) {
            body.append(" text-anchor=\"")
                    .append(anchor.name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        body.append(classes(style)).append('>').append(Markup.escape(text)).append("</text>\n");
    }

    /** Writes a text that is shortened to a width; the whole of it is shown when it is pointed at. */
    void fitted(double x, double y, Anchor anchor, String style, String text, double width) {
        String fitting = Letters.fit(text, width);
        text(x, y, anchor, style, fitting);
        if (!fitting.equals(text)) {
            int end = body.lastIndexOf("</text>");
            body.insert(end, "<title>" + Markup.escape(text) + "</title>");
        }
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        body.append("<line")
                .append(attribute("x1", x1))
                .append(attribute("y1", y1))
                .append(attribute("x2", x2))
                .append(attribute("y2", y2))
                .append(classes(style))
                .append("/>\n");
    }

    void rect(double x, double y, double width, double height, String style) {
        body.append(rectangle(x, y, width, height, style)).append("/>\n");
    }

    /**
     * Draws a rectangle that says more when it is pointed at.
     *
     * @param opacity from 0 to 1
     */
    void cell(double x, double y, double width, double height, double opacity, String style, String hint) {
        body.append(rectangle(x, y, width, height, style))
                .append(attribute("fill-opacity", opacity))
                .append("><title>")
                .append(Markup.escape(hint))
                .append("</title></rect>\n");
    }

    private static String rectangle(double x, double y, double width, double height, String style) {
        return "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) + attribute("height", height)
                + classes(style);
    }

    /** Draws a dot that says more when it is pointed at. */
    void dot(double x, double y, double radius, String style, String hint) {
        body.append("<circle")
                .append(attribute("cx", x))
                .append(attribute("cy", y))
                .append(attribute("r", radius))
                .append(classes(style))
                .append("><title>")
                .append(Markup.escape(hint))
                .append("</title></circle>\n");
    }

    /** Draws a line through places. */
    void polyline(List<Point> points, String style) {
        body.append("<polyline points=\"")
                .append(points.stream()
                        .map(point -> Markup.number(point.x()) + "," + Markup.number(point.y()))
                        .collect(Collectors.joining(" ")))
                .append('"')
                .append(classes(style))
                .append("/>\n");
    }

    private static String attribute(String name, double value) {
        return " " + name + "=\"" + Markup.number(value) + "\"";
    }

    private static String classes(String style) {
        return style.isEmpty() ? "" : " class=\"" + style + "\"";
    }

    String body() {
        return body.toString();
    }
}
