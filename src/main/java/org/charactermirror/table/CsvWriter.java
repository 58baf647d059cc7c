package org.charactermirror.table;

import java.util.List;
import java.util.stream.Collectors;

/** Writes RFC 4180 text with line feeds; only cells that need quotes get them. */
public final class CsvWriter {

    private final int columns;
    private final StringBuilder text = new StringBuilder();

    /** Starts with a header row. */
    public CsvWriter(List<String> header) {
        columns = header.size();
        row(header);
    }

    /** Appends a row, which must be as long as the header. */
    public void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns + " columns");
        }
        String line = cells.stream().map(CsvWriter::quoted).collect(Collectors.joining(","));
        text.append(line.isEmpty() ? "\"\"" : line).append('\n');
    }

    /** Returns everything written so far. */
    @Override
    public String toString() {
        return text.toString();
    }

    private static String quoted(String cell) {
        boolean needed = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || !cell.equals(cell.strip());
        return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
