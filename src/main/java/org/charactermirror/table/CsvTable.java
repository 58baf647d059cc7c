package org.charactermirror.table;

import java.util.List;
import org.charactermirror.problem.Problem;

/**
 * A CSV file as it was read.
 *
 * @param source the file as the user named it
 * @param dialect how it is written, in words
 * @param headerLine the 1-based line on which the header starts
 * @param header the column names, stripped of surrounding white space
 * @param rows the records that have as many cells as the header, blank ones left out
 * @param raggedRows what is wrong with the records that do not
 */
public record CsvTable(
        String source,
        Dialect dialect,
        int headerLine,
        List<String> header,
        List<CsvRow> rows,
        List<Problem> raggedRows) {

    public CsvTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        raggedRows = List.copyOf(raggedRows);
    }
}
