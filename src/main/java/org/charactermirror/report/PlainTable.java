package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: columns in line, figures to the right, Chinese characters two places wide. */
final class PlainTable {

    private PlainTable() {}

    /** Returns an empty line, the caption, the head and the rows. */
    static List<String> of(Page.TableView table) {
        List<List<String>> rows = new ArrayList<>(List.of(table.head()));
        for (Page.RowGroup group : table.groups()) {
            for (Page.Row row : group.rows()) {
                List<String> cells = new ArrayList<>(List.of(row.label()));
                row.cells().forEach(cell -> cells.add(cell.text()));
                rows.add(cells);
            }
        }
        int[] widths = new int[table.width()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>(List.of("", table.caption()));
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String space = " ".repeat(widths[i] - width(row.get(i)));
                line.append("  ").append(i == 0 || table.words() ? row.get(i) + space : space + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(String text) {
        return text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
    }

    private static boolean wide(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN
                || (c >= 0x3000 && c <= 0x303F)
                || (c >= 0xFF00 && c <= 0xFF60);
    }
}
