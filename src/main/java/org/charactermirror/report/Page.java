package org.charactermirror.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.charactermirror.analysis.Marks;
import org.jspecify.annotations.Nullable;

/**
 * What the readable reports show, before it is put into a format.
 *
 * @param banners what must be read first
 * @param facts the most important numbers
 * @param stamp the line that says who wrote this when
 */
public record Page(String title, List<Banner> banners, List<Fact> facts, List<Section> sections, String stamp) {

    /**
     * A statement that stands above everything else.
     *
     * @param caution whether it warns
     */
    public record Banner(boolean caution, String heading, String text) {}

    /** A number and what it counts. */
    public record Fact(String value, String label) {}

    /** A part with a heading. */
    public record Section(String id, String title, List<String> paragraphs, List<TableView> tables) {}

    /**
     * A table as shown.
     *
     * @param head the first column's head, then one per cell
     * @param groupHead what the titles of the groups are, for formats that give them a column
     */
    public record TableView(String caption, List<String> head, String groupHead, List<RowGroup> groups, Style style) {

        /** Returns a table of figures that is not divided. */
        static TableView figures(String caption, List<String> head, List<Row> rows) {
            return new TableView(caption, head, "", List.of(new RowGroup("", rows)), Style.FIGURES);
        }

        /** Returns a table of words that is not divided. */
        static TableView words(String caption, List<String> head, List<Row> rows) {
            return new TableView(caption, head, "", List.of(new RowGroup("", rows)), Style.WORDS);
        }

        /** Tells whether rows have a bar of wins, ties and losses. */
        public boolean bars() {
            return style == Style.BARS;
        }

        /** Tells whether cells hold words, which may be long, and not figures. */
        public boolean words() {
            return style == Style.WORDS;
        }

        /** Tells whether its groups have titles. */
        boolean grouped() {
            return groups.stream().anyMatch(group -> !group.title().isEmpty());
        }

        /** Returns how many columns an HTML table of it has. */
        public int width() {
            return head.size() + (bars() ? 1 : 0);
        }
    }

    /**
     * Rows under a heading of their own.
     *
     * @param title empty for none
     */
    public record RowGroup(String title, List<Row> rows) {

        /** Returns groups with their titles. */
        static List<RowGroup> of(Map<String, List<Row>> groups) {
            return groups.entrySet().stream()
                    .map(group -> new RowGroup(group.getKey(), group.getValue()))
                    .toList();
        }
    }

    /** What a table's cells hold. */
    public enum Style {
        FIGURES,
        /** Figures, with a bar of wins, ties and losses after them. */
        BARS,
        WORDS
    }

    /** One row. */
    public record Row(
            String label, List<Cell> cells, @Nullable Bar bar) {

        /** Returns a row of texts. */
        static Row of(String label, String... cells) {
            return new Row(label, Arrays.stream(cells).map(Cell::of).toList(), null);
        }
    }

    /**
     * One figure.
     *
     * @param hint what it was computed from; may be empty
     */
    public record Cell(String text, Marks mark, String hint) {

        /** Returns a figure without mark and hint. */
        static Cell of(String text) {
            return new Cell(text, Marks.NONE, "");
        }

        /** Tells whether the figure is the best of its column. */
        public boolean isBest() {
            return mark == Marks.BEST;
        }

        /** Tells whether the figure is the second best of its column. */
        public boolean isSecond() {
            return mark == Marks.SECOND;
        }
    }

    /** Whole percentages that sum to 100. */
    public record Bar(int win, int tie, int lose) {}
}
