package org.charactermirror.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The colours and letters of charts, by day and by night. Wins and losses are told apart by lightness as well as by hue, so that
 * people who see few colours, and printers, tell them apart too.
 */
public final class Theme {

    /** By the name in the style sheet: the colour by day, then the colour by night. */
    private static final Map<String, String[]> COLOURS = colours();

    private static final String STYLE = style();

    private Theme() {}

    private static Map<String, String[]> colours() {
        Map<String, String[]> colours = new LinkedHashMap<>();
        colours.put("ground", new String[] {"#ffffff", "#1b2024"});
        colours.put("ink", new String[] {"#1d2329", "#e7eaec"});
        colours.put("soft", new String[] {"#5d6771", "#9da8b0"});
        colours.put("grid", new String[] {"#e3e7e9", "#31393f"});
        colours.put("mark", new String[] {"#12665a", "#6fcdbc"});
        colours.put("win", new String[] {"#1f6f83", "#5bb3c6"});
        colours.put("tie", new String[] {"#cdd4d8", "#4b565d"});
        colours.put("lose", new String[] {"#e19a5c", "#b4693c"});
        colours.put("win-text", new String[] {"#1f6f83", "#78c4d5"});
        colours.put("lose-text", new String[] {"#9c5a1f", "#dd9a6f"});
        colours.put("heat", new String[] {"#12665a", "#1a7567"});
        colours.put("heat-text", new String[] {"#ffffff", "#ffffff"});
        colours.put("below", new String[] {"#e19a5c", "#b4693c"});
        colours.put("context", new String[] {"#d3d9dc", "#3c464d"});
        return colours;
    }

    private static String style() {
        try (InputStream in = Theme.class.getResourceAsStream("chart.css")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource chart.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the style for a page with charts in it: light or dark as its reader likes, light on paper. */
    public static String ofPage() {
        return ".chart {" + variables(0) + " }\n"
                + "@media (prefers-color-scheme: dark) { .chart {" + variables(1) + " } }\n"
                + "@media print { .chart {" + variables(0) + " } }\n"
                + STYLE;
    }

    private static String variables(int time) {
        StringBuilder variables = new StringBuilder();
        COLOURS.forEach((name, colours) -> variables
                .append(" --c-")
                .append(name)
                .append(": ")
                .append(colours[time])
                .append(';'));
        return variables.toString();
    }

    /** Returns the style of a chart that stands alone, without variables, which not every program knows. */
    static String ofFile() {
        return plain(0) + "@media (prefers-color-scheme: dark) {\n" + plain(1) + "}\n";
    }

    private static String plain(int time) {
        String plain = STYLE;
        for (Map.Entry<String, String[]> colour : COLOURS.entrySet()) {
            plain = plain.replace("var(--c-" + colour.getKey() + ")", colour.getValue()[time]);
        }
        return plain;
    }
}
