package org.charactermirror.table;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

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

    /** Returns everything written so far and not moved away. */
    @Override
    public String toString() {
        return text.toString();
    }

    private void append(List<String> cells, String last) {
        int start = text.length();
        for (int column = 0; column < cells.size(); column++) {
            text.append(column == 0 ? "" : ",");
            text.append(quoted(guarded ? FormulaGuard.guard(cells.get(column)) : cells.get(column)));
        }
        if (guarded) {
            text.append(',').append(quoted(last));
        }
        text.append(text.length() == start ? "\"\"" : "").append('\n');
    }

    private static String quoted(String cell) {
        return needsQuotes(cell) ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static boolean needsQuotes(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return cell.strip().length() < cell.length();
    }

    /** Moves everything written so far to a writer, so that it takes no more memory here. */
    public void moveTo(Writer writer) throws IOException {
        writer.append(text);
        text.setLength(0);
    }
}
