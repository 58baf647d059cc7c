package org.charactermirror.report;

import java.util.Map;
import java.util.stream.Collectors;

/** The tables as LaTeX to include in a paper; needs the packages booktabs and longtable, and CJK text a suitable engine. */
final class LatexReport {

    private static final Map<Integer, String> ESCAPES = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '<', "\\textless{}"),
            Map.entry((int) '>', "\\textgreater{}"),
            Map.entry((int) '−', "$-$"),
            Map.entry((int) '–', "--"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '…', "\\ldots{}"),
            Map.entry((int) 'α', "$\\alpha$"),
            Map.entry((int) 'ν', "$\\nu$"),
            Map.entry((int) 'τ', "$\\tau$"),
            Map.entry((int) 'ρ', "$\\rho$"),
            Map.entry((int) '\n', " "),
            Map.entry((int) '\r', ""));

    private final StringBuilder text = new StringBuilder();

    private final Labels labels;

    private LatexReport(Labels labels) {
        this.labels = labels;
    }

    static String of(Page page, Labels labels) {
        LatexReport report = new LatexReport(labels);
        report.write(page);
        return report.text.toString();
    }

    private void write(Page page) {
        text.append("% ").append(comment(page.stamp())).append('\n');
        text.append("% ").append(labels.get("tex.include")).append('\n');
        text.append("% ").append(comment(page.title())).append("\n");
        for (Page.Banner banner : page.banners()) {
            text.append("\n\\paragraph{")
                    .append(escape(banner.heading()))
                    .append(labels.get("facts.end"))
                    .append("} ");
            text.append(escape(banner.text())).append('\n');
        }
        for (Page.Section section : page.sections()) {
            section.tables().stream().filter(table -> !table.words()).forEach(this::write);
        }
    }

    private void write(Page.TableView table) {
        int columns = table.head().size();
        text.append("\n\\begin{longtable}{l").append("r".repeat(columns - 1)).append("}\n");
        text.append("\\caption{")
                .append(escape(table.caption()))
                .append(labels.get("facts.end"))
                .append("} \\\\\n\\toprule\n");
        text.append(table.head().stream().map(LatexReport::escape).collect(Collectors.joining(" & ")))
                .append(" \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
        for (Page.RowGroup group : table.groups()) {
            if (!group.title().isEmpty()) {
                text.append("\\multicolumn{").append(columns).append("}{l}{\\emph{");
                text.append(escape(group.title())).append("}} \\\\\n");
            }
            for (Page.Row row : group.rows()) {
                text.append(escape(row.label()));
                row.cells().forEach(cell -> text.append(" & ").append(marked(cell)));
                text.append(" \\\\\n");
            }
        }
        text.append("\\end{longtable}\n");
    }

    private static String marked(Page.Cell cell) {
        String figure = escape(cell.text());
        return switch (cell.mark()) {
            case BEST -> "\\textbf{" + figure + "}";
            case SECOND -> "\\underline{" + figure + "}";
            case NONE -> figure;
        };
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            String replacement = ESCAPES.get(c);
            if (replacement == null) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(replacement);
            }
        });
        return escaped.toString();
    }

    private static String comment(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
