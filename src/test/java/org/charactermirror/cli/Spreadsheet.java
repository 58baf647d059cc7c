package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a spreadsheet program does with a file: takes it apart into cells, and writes it its own way. */
final class Spreadsheet {

    private Spreadsheet() {}

    /** Returns the cells, of text with commas. */
    static List<List<String>> open(String text) {
        List<List<String>> table = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    table.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        return table;
    }

    /** Returns the text of a table, with every cell in quotes and the line ends of Windows. */
    static String save(List<List<String>> table, char separator) {
        return table.stream()
                .map(row -> row.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(String.valueOf(separator))))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
