package org.charactermirror.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.charactermirror.analysis.Marks;
import org.charactermirror.chart.Chart;

/**
 * What the readable reports show, before it is put into a format.
 *
 * @param banners what must be read first
 * @param facts the most important numbers
 * @param summary what the figures say, in words; empty where there is nothing to say
 * @param stamp the line that says who wrote this when
 */
public record Page(
        String title,
        List<Banner> banners,
        List<Fact> facts,
        List<Point> summary,
        List<Section> sections,
        String stamp) {

    /** Returns all charts. */
    List<NamedChart> charts() {
        return sections.stream()
                .flatMap(section -> section.charts().stream())
                .flatMap(group -> group.charts().stream())
                .toList();
    }

    /**
     * A statement that stands above everything else.
     *
     * @param caution whether it warns
     */
    public record Banner(boolean caution, String heading, String text) {}

    /** A number and what it counts. */
    public record Fact(String value, String label) {}

    /**
     * One finding, or why there is none.
     *
     * @param about what it is about
     */
    public record Point(String about, String text) {}

    /**
     * A part with a heading.
     *
     * @param charts stand before the tables
     * @param notes stand after the tables, folded where that can be
     */
    public record Section(
            String id,
            String title,
            List<String> paragraphs,
            List<TableView> tables,
            List<ChartGroup> charts,
            List<String> notes) {

        public Section {
            charts = List.copyOf(charts);
            notes = List.copyOf(notes);
        }

        Section(String id, String title, List<String> paragraphs, List<TableView> tables, List<ChartGroup> charts) {
            this(id, title, paragraphs, tables, charts, List.of());
        }

        Section(String id, String title, List<String> paragraphs, List<TableView> tables) {
            this(id, title, paragraphs, tables, List.of());
        }

        /** Returns the same with charts. */
        Section with(List<ChartGroup> added) {
            return new Section(id, title, paragraphs, tables, added, notes);
        }

        /** Returns the same with notes. */
        Section withNotes(List<String> added) {
            return new Section(id, title, paragraphs, tables, charts, added);
        }
    }

    /**
     * Charts of the same kind beside each other.
     *
     * @param notes how to read them, and which are not drawn and why
     * @param charts may be empty where the notes say why
     */
    public record ChartGroup(String caption, List<String> notes, List<NamedChart> charts) {

        public ChartGroup {
            notes = List.copyOf(notes);
            charts = List.copyOf(charts);
        }
    }

    /**
     * A chart of a section.
     *
     * @param name letters, digits, dots, hyphens and underscores; its file's name, too
     */
    public record NamedChart(String name, Chart chart) {

        /** Returns its path within the report's folder. */
        public String file() {
            return "charts/" + name + ".svg";
        }

        /** Returns it as an element of the page. */
        public String element() {
            return chart.within("chart-" + name);
        }
    }

    /**
     * A table as shown.
     *
     * @param head the first column's head, then one per cell
     * @param groupHead what the titles of the groups are, for formats that give them a column
     */
    public record TableView(String caption, List<String> head, String groupHead, List<RowGroup> groups, Style style) {

        private static final int FRAMED = 60;

        /** Returns a table of figures that is not divided. */
        static TableView figures(String caption, List<String> head, List<Row> rows) {
            return new TableView(caption, head, "", List.of(new RowGroup("", rows)), Style.FIGURES);
        }

        /** Returns a table of words that is not divided. */
        static TableView words(String caption, List<String> head, List<Row> rows) {
            return new TableView(caption, head, "", List.of(new RowGroup("", rows)), Style.WORDS);
        }

        /** Tells whether cells hold words, which may be long, and not figures. */
        public boolean words() {
            return style != Style.FIGURES;
        }

        /** Tells whether each group is a card of its own. */
        public boolean cards() {
            return style == Style.CARDS;
        }

        /** Tells whether it is so long that a page shows it in a frame of its own. */
        public boolean isLong() {
            return groups.stream().mapToInt(group -> group.rows().size()).sum() > FRAMED;
        }

        /** Tells whether its groups have titles. */
        boolean grouped() {
            return groups.stream().anyMatch(group -> !group.title().isEmpty());
        }

        /** Returns how many columns a table of it has. */
        public int width() {
            return head.size();
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
        /** Words, with a card for each group in place of a row. */
        CARDS,
        WORDS
    }

    /** One row. */
    public record Row(String label, List<Cell> cells) {

        /** Returns a row of texts. */
        static Row of(String label, String... cells) {
            return new Row(label, Arrays.stream(cells).map(Cell::of).toList());
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
}
