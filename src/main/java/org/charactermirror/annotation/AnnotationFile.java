package org.charactermirror.annotation;

import java.util.List;
import org.charactermirror.problem.Problem;
import org.charactermirror.table.Dialect;

/**
 * One file of judgements as it was read.
 *
 * @param source the file as the user named it
 * @param columns what each column was read as
 * @param rowsRead how many rows the file has, without the header and blank ones
 * @param rows the good rows in their order; of the long form, those of one judgement are one
 * @param notJudged how many rows of a sheet, or judgements of the long form, say nothing and were left out
 * @param repeated how many rows of the long form say again what an earlier one says
 * @param badRows what is wrong with the others, in their order
 * @param badRowCount how many rows that are
 */
public record AnnotationFile(
        String source,
        Dialect dialect,
        Kind kind,
        Form form,
        List<ColumnUse> columns,
        int rowsRead,
        List<Annotation> rows,
        int notJudged,
        int repeated,
        List<Problem> badRows,
        int badRowCount) {

    public AnnotationFile {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        badRows = List.copyOf(badRows);
    }
}
