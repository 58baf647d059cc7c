package org.charactermirror.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report as LaTeX that can be set alone or included in a paper; needs the packages array, booktabs and longtable, and Chinese
 * text XeLaTeX with ctex.
 */
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
            Map.entry((int) 'λ', "$\\lambda$"),
            Map.entry((int) 'ν', "$\\nu$"),
            Map.entry((int) 'τ', "$\\tau$"),
            Map.entry((int) 'ρ', "$\\rho$"),
            Map.entry((int) 'κ', "$\\kappa$"),
            Map.entry((int) '“', "``"),
            Map.entry((int) '”', "''"),
            Map.entry((int) '·', "$\\cdot$"),
            Map.entry((int) '\n', " "),
            Map.entry((int) '\r', ""));

    /** A word longer than this may be broken after every few letters. */
    private static final int LONG_WORD = 20;

    private static final int BREAK = 4;

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
        text.append(resource(page)).append('\n');
        for (Page.Banner banner : page.banners()) {
            paragraph(banner.heading(), banner.text());
        }
        if (!page.summary().isEmpty()) {
            heading(labels.get("section.summary"));
            page.summary().forEach(point -> paragraph(point.about(), point.text()));
        }
        for (Page.Section section : page.sections()) {
            heading(section.title());
            section.paragraphs().forEach(this::paragraph);
            section.charts().forEach(this::write);
            section.tables().forEach(this::write);
            notes(section.notes());
        }
        text.append("\\endgroup\n\\CharmirrorEnd\n");
    }

    /** Returns what lets the file be set alone as well as within another document. */
    private String resource(Page page) {
        boolean chinese =
                labels.language() == Language.ZH || page.toString().codePoints().anyMatch(LatexReport::isHan);
        String preamble = HtmlReport.resource("preamble.tex");
        return preamble.replace("CLASS", chinese ? "ctexart" : "article");
    }

    private static boolean isHan(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }

    private void heading(String title) {
        text.append("\n\\subsection*{").append(escape(title)).append("}\n");
    }

    private void paragraph(String sentences) {
        text.append('\n').append(escape(sentences)).append('\n');
    }

    private void paragraph(String about, String sentences) {
        text.append("\n\\paragraph{")
                .append(escape(about))
                .append(labels.get("facts.end"))
                .append("} ");
        text.append(escape(sentences)).append('\n');
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            paragraph(labels.get("notes.heading"), notes.get(0));
            notes.stream().skip(1).forEach(this::paragraph);
        }
    }

    /** Names the files of charts: a document takes them as PDF, into which other programs turn SVG. */
    private void write(Page.ChartGroup group) {
        text.append("\n% ").append(comment(group.caption())).append('\n');
        group.notes().forEach(note -> text.append("% ").append(comment(note)).append('\n'));
        group.charts()
                .forEach(chart -> text.append("% ")
                        .append(chart.file())
                        .append(labels.get("list.colon"))
                        .append(comment(chart.chart().title()))
                        .append('\n'));
    }

    private void write(Page.TableView table) {
        int columns = table.head().size();
        text.append("\n\\begin{longtable}{").append(columns(table)).append("}\n");
        text.append("\\caption{")
                .append(escape(table.caption()))
                .append(labels.get("facts.end"))
                .append("} \\\\\n\\toprule\n");
        text.append(table.head().stream().map(head -> head(table, head)).collect(Collectors.joining(" & ")))
                .append(" \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
        for (Page.RowGroup group : table.groups()) {
            if (!group.title().isEmpty()) {
                text.append("\\multicolumn{").append(columns).append("}{l}{\\emph{");
                text.append(escape(group.title())).append("}} \\\\\n");
            }
            for (Page.Row row : group.rows()) {
                text.append(first(row.label()));
                row.cells().forEach(cell -> text.append(" & ").append(marked(cell)));
                text.append(" \\\\\n");
            }
        }
        text.append("\\end{longtable}\n");
    }

    /** Protects a cell at the beginning of a row from being read as an argument of the line break before it. */
    private static String first(String label) {
        return (label.startsWith("[") || label.startsWith("*") ? "{}" : "") + escape(label);
    }

    /** Figures stand to the right and take what they need; words share the line and are broken. */
    private static String columns(Page.TableView table) {
        int columns = table.head().size();
        if (!table.words()) {
            return "l" + "r".repeat(columns - 1);
        }
        String width = String.format(Locale.ROOT, "%.2f", 0.65 / (columns - 1));
        return "L{0.28\\linewidth}" + ("L{" + width + "\\linewidth}").repeat(columns - 1);
    }

    /** Heads of figures are as narrow as their longest word. */
    private static String head(Page.TableView table, String head) {
        return table.words() || !head.contains(" ")
                ? escape(head)
                : "\\shortstack[r]{" + escape(head).replaceAll(" (?!\\\\%)", "\\\\\\\\") + "}";
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
        int[] run = {0};
        text.codePoints().forEach(c -> {
            // Hashes and paths have no place to be broken at.
            run[0] = c == ' ' || isHan(c) ? 0 : run[0] + 1;
            if (run[0] > LONG_WORD && run[0] % BREAK == 0) {
                escaped.append("\\allowbreak{}");
            }
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
        return text.replaceAll("[\\r\\n]+", " ").replace('’', '\'');
    }
}
