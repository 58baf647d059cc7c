package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The report as GitHub-flavoured Markdown; underlining is the HTML tag that GitHub shows. */
final class MarkdownReport {

    private final StringBuilder text = new StringBuilder();

    private final Labels labels;

    private MarkdownReport(Labels labels) {
        this.labels = labels;
    }

    static String of(Page page, Labels labels) {
        MarkdownReport report = new MarkdownReport(labels);
        report.write(page);
        return report.text.toString();
    }

    private void write(Page page) {
        text.append("# ").append(escape(page.title())).append("\n\n");
        for (Page.Banner banner : page.banners()) {
            text.append("> **")
                    .append(escape(banner.heading()))
                    .append(labels.get("facts.end"))
                    .append("** ");
            text.append(escape(banner.text())).append("\n\n");
        }
        text.append(page.facts().stream()
                        .map(fact -> fact.value() + " " + fact.label())
                        .collect(Collectors.joining(labels.get("list.separator"))))
                .append(labels.get("facts.end"))
                .append('\n');
        if (!page.summary().isEmpty()) {
            text.append("\n## ").append(labels.get("section.summary")).append('\n');
            page.summary()
                    .forEach(point -> text.append("\n**")
                            .append(escape(point.about()))
                            .append(labels.get("facts.end"))
                            .append("** ")
                            .append(escape(point.text()))
                            .append('\n'));
        }
        for (Page.Section section : page.sections()) {
            text.append("\n## ").append(escape(section.title())).append('\n');
            section.paragraphs()
                    .forEach(paragraph ->
                            text.append('\n').append(escape(paragraph)).append('\n'));
            section.charts().forEach(this::write);
            section.tables().forEach(this::write);
            notes(section.notes());
        }
        text.append("\n---\n\n").append(escape(page.stamp())).append('\n');
    }

    /** Folds notes with the HTML tags that GitHub shows; what is between them is Markdown again after an empty line. */
    private void notes(List<String> notes) {
        if (notes.isEmpty()) {
            return;
        }
        text.append("\n<details><summary>")
                .append(escape(labels.get("notes.heading")))
                .append("</summary>\n");
        notes.forEach(note -> text.append('\n').append(escape(note)).append('\n'));
        text.append("\n</details>\n");
    }

    private void write(Page.ChartGroup group) {
        text.append('\n').append(escape(group.caption())).append(labels.get("facts.end"));
        group.notes().forEach(note -> text.append(' ').append(escape(note)));
        text.append('\n');
        for (Page.NamedChart chart : group.charts()) {
            text.append("\n![")
                    .append(bracketed(chart.chart().title()))
                    .append("](")
                    .append(chart.file())
                    .append(")\n");
        }
    }

    private static String bracketed(String text) {
        return escape(text).replace("[", "\\[").replace("]", "\\]");
    }

    private void write(Page.TableView table) {
        boolean grouped = table.grouped();
        List<String> head = new ArrayList<>(table.head());
        if (grouped) {
            head.add(0, table.groupHead());
        }
        text.append('\n')
                .append(escape(table.caption()))
                .append(labels.get("facts.end"))
                .append("\n\n");
        line(head.stream().map(MarkdownReport::escape).toList());
        List<String> rule = new ArrayList<>(Collections.nCopies(head.size(), table.words() ? ":--" : "--:"));
        rule.set(0, ":--");
        if (grouped) {
            rule.set(1, ":--");
        }
        line(rule);
        for (Page.RowGroup group : table.groups()) {
            for (Page.Row row : group.rows()) {
                List<String> cells = new ArrayList<>();
                if (grouped) {
                    cells.add(escape(group.title()));
                }
                cells.add(escape(row.label()));
                row.cells().forEach(cell -> cells.add(marked(cell)));
                line(cells);
            }
        }
    }

    private void line(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String marked(Page.Cell cell) {
        String figure = escape(cell.text());
        return switch (cell.mark()) {
            case BEST -> "**" + figure + "**";
            case SECOND -> "<u>" + figure + "</u>";
            case NONE -> figure;
        };
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("`", "\\`")
                .replace("\r\n", " ")
                .replace('\n', ' ');
    }
}
