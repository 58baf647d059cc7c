package org.charactermirror.table;

import java.util.List;

/**
 * One record of a CSV file.
 *
 * @param line the 1-based line on which the record starts
 * @param cells one text per column of the header, exactly as written
 */
public record CsvRow(int line, List<String> cells) {

    public CsvRow {
        cells = List.copyOf(cells);
    }
}
