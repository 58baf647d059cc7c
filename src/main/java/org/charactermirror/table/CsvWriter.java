package org.charactermirror.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes RFC 4180 text with line feeds; only cells that need quotes get them. */
public final class CsvWriter {

    private final int columns;
    private final boolean guarded;
    private final StringBuilder text = new StringBuilder();

    /** Starts with a header row. */
    public CsvWriter(List<String> header) {
        this(header, false);
    }

    private CsvWriter(List<String> header, boolean guarded) {
        columns = header.size();
        this.guarded = guarded;
        if (guarded) {
            text.append('\uFEFF');
        }
        append(header, FormulaGuard.COLUMN);
    }

    /**
     * Starts a file that a spreadsheet may open: with a byte-order mark, without anything that it would run as a formula,
     * and with a last column that says so, by which {@link CsvReader} restores the cells.
     */
    public static CsvWriter forSpreadsheets(List<String> header) {
        return new CsvWriter(header, true);
    }

    /** Appends a row, which must be as long as the header. */
    public void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells in a table of " + columns + " columns");
        }
        append(cells, FormulaGuard.NEUTRALISED);
    }

    /** Returns everything written so far. */
    @Override
    public String toString() {
        return text.toString();
    }

    private void append(List<String> cells, String last) {
        List<String> written = new ArrayList<>(cells);
        if (guarded) {
            written.replaceAll(FormulaGuard::guard);
            written.add(last);
        }
        String line = written.stream().map(CsvWriter::quoted).collect(Collectors.joining(","));
        text.append(line.isEmpty() ? "\"\"" : line).append('\n');
    }

    private static String quoted(String cell) {
        boolean needed = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || !cell.equals(cell.strip());
        return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
