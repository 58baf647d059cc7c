package org.charactermirror.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.problem.Severity;

/** Makes a table of a file's records: names the columns, leaves out what is empty, tells which rows do not fit. */
final class TableShape {

    /** Excel leaves the separators of empty last columns out, for so many rows at a time. */
    private static final int BLOCK = 16;

    private final List<CsvRow> records;
    private final boolean lastIsWhole;
    private final String source;
    private final Dialect dialect;

    private TableShape(List<CsvRow> records, boolean lastIsWhole, String source, Dialect dialect) {
        this.records = records;
        this.lastIsWhole = lastIsWhole;
        this.source = source;
        this.dialect = dialect;
    }

    /**
     * Shapes a table, or adds what is wrong with the header.
     *
     * @param lastIsWhole whether the last record came to its end
     */
    static Optional<CsvTable> table(
            List<CsvRow> records, boolean lastIsWhole, String source, Dialect dialect, Problems problems) {
        return new TableShape(records, lastIsWhole, source, dialect).table(problems);
    }

    private Optional<CsvTable> table(Problems problems) {
        int first = 0;
        while (first < records.size() && isBlank(records.get(first))) {
            first++;
        }
        if (first == records.size()) {
            problems.error(source, "the file is empty; it needs a header row that names its columns");
            return Optional.empty();
        }
        CsvRow header = records.get(first);
        int width = header.cells().size();
        List<CsvRow> rows = new ArrayList<>();
        List<Problem> ragged = new ArrayList<>();
        for (int i = first + 1; i < records.size(); i++) {
            CsvRow row = records.get(i);
            if (isBlank(row)) {
                continue;
            }
            int cells = row.cells().size();
            if (cells == width) {
                rows.add(row);
            } else if (cells > width
                    && row.cells().subList(width, cells).stream().allMatch(Blank::is)) {
                rows.add(new CsvRow(row.line(), row.cells().subList(0, width)));
            } else if (cells < width && isCutShortByExcel(i)) {
                rows.add(padded(row, width));
            } else {
                ragged.add(raggedRow(row.line(), cells, width));
            }
        }
        return named(header, rows, ragged, problems);
    }

    /** Leaves out columns with neither a name nor content, and restores what was guarded. */
    private Optional<CsvTable> named(CsvRow header, List<CsvRow> rows, List<Problem> ragged, Problems problems) {
        List<String> names = header.cells().stream().map(Blank::strip).toList();
        int[] kept = IntStream.range(0, names.size())
                .filter(i -> !names.get(i).isEmpty()
                        || !rows.stream().allMatch(row -> Blank.is(row.cells().get(i))))
                .toArray();
        if (!checkNames(names, kept, header.line(), problems)) {
            return Optional.empty();
        }
        List<String> keptNames = pick(names, kept);
        List<CsvRow> keptRows = new ArrayList<>(rows);
        if (kept.length < names.size()) {
            keptRows.replaceAll(row -> new CsvRow(row.line(), pick(row.cells(), kept)));
        }
        int guard = FormulaGuard.column(keptNames, keptRows);
        if (guard < 0) {
            return Optional.of(new CsvTable(source, dialect, header.line(), keptNames, keptRows, ragged));
        }
        keptRows.replaceAll(row -> new CsvRow(row.line(), restored(row.cells(), guard)));
        return Optional.of(new CsvTable(source, dialect, header.line(), restored(keptNames, guard), keptRows, ragged));
    }

    private boolean checkNames(List<String> names, int[] kept, int line, Problems problems) {
        Map<String, Integer> seen = new HashMap<>();
        boolean good = true;
        for (int i : kept) {
            String name = names.get(i);
            if (name.isEmpty()) {
                problems.error(
                        source,
                        line,
                        0,
                        "column " + (i + 1) + " of " + names.size() + " has no name; name it or remove the column");
                good = false;
                continue;
            }
            Integer earlier = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), i + 1);
            if (earlier != null) {
                problems.error(
                        source,
                        line,
                        0,
                        "columns " + earlier + " and " + (i + 1) + " are both named \"" + name
                                + "\"; each column needs a name of its own");
                good = false;
            }
        }
        return good;
    }

    /**
     * Tells whether a row's missing cells are empty ones that Excel did not write: then all rows of its block are as
     * short. A last row that breaks off without a line's end may have lost more than that.
     */
    private boolean isCutShortByExcel(int index) {
        int start = index / BLOCK * BLOCK;
        int end = Math.min(start + BLOCK, records.size());
        if (start == 0 || (end == records.size() && !lastIsWhole)) {
            return false;
        }
        int cells = records.get(index).cells().size();
        return records.subList(start, end).stream().allMatch(row -> row.cells().size() == cells || isBlank(row));
    }

    private Problem raggedRow(int line, int cells, int columns) {
        String message = "the row has " + cells + (cells == 1 ? " cell" : " cells") + ", the header has " + columns
                + (columns == 1 ? " column" : " columns") + "; put text that contains "
                + dialect.separator().words() + " or line breaks in double quotes";
        return new Problem(Severity.ERROR, source, line, 0, message);
    }

    private static boolean isBlank(CsvRow row) {
        return row.cells().stream().allMatch(Blank::is);
    }

    private static CsvRow padded(CsvRow row, int width) {
        List<String> cells = new ArrayList<>(row.cells());
        while (cells.size() < width) {
            cells.add("");
        }
        return new CsvRow(row.line(), cells);
    }

    private static List<String> pick(List<String> cells, int[] kept) {
        return IntStream.of(kept).mapToObj(cells::get).toList();
    }

    private static List<String> restored(List<String> cells, int guard) {
        List<String> restored = new ArrayList<>(cells);
        restored.remove(guard);
        restored.replaceAll(FormulaGuard::restore);
        return restored;
    }
}
