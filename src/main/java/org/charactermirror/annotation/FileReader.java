package org.charactermirror.annotation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvRow;
import org.charactermirror.table.CsvTable;

/** Reads the rows of one file whose columns are known. */
final class FileReader {

    private final CsvTable table;
    private final Columns columns;
    private final ReadSettings settings;
    private final Problems problems;
    private final List<Annotation> rows = new ArrayList<>();
    private final List<Problem> bad = new ArrayList<>();
    private int badRows;
    private int notJudged;

    FileReader(CsvTable table, Columns columns, ReadSettings settings, Problems problems) {
        this.table = table;
        this.columns = columns;
        this.settings = settings;
        this.problems = problems;
    }

    AnnotationFile read() {
        bad.addAll(table.raggedRows());
        badRows = bad.size();
        LongForm longForm = new LongForm(columns.kind());
        for (CsvRow row : table.rows()) {
            Problems found = new Problems();
            Cells cells = new Cells(table.source(), columns, settings.scale(), row, found);
            RowNotes.problems(columns.kind(), cells.extra()).forEach(cells::error);
            RowReader reader = new RowReader(columns, settings.items(), cells, found);
            switch (columns.form()) {
                case WIDE -> reader.wide().ifPresent(one -> add(one, cells));
                case LONG -> reader.longRow().ifPresent(part -> longForm.add(part, problems));
                case SHEET -> sheet(reader.sheet(), cells, found);
            }
            if (found.hasErrors()) {
                bad.addAll(found.all());
                badRows++;
            }
        }
        longForm.judgements().forEach(this::keep);
        bad.sort(Comparator.comparingInt(Problem::line));
        return new AnnotationFile(
                table.source(),
                table.dialect(),
                columns.kind(),
                columns.form(),
                columns.uses(),
                table.rows().size() + table.raggedRows().size(),
                rows,
                notJudged,
                longForm.repeated(),
                bad,
                badRows);
    }

    private void add(Annotation row, Cells cells) {
        RowNotes.neverMet(row).ifPresentOrElse(cells::error, () -> rows.add(row));
    }

    private void sheet(Optional<Annotation> row, Cells cells, Problems found) {
        row.ifPresent(one -> add(one, cells));
        notJudged += row.isEmpty() && !found.hasErrors() ? 1 : 0;
    }

    private void keep(Annotation row) {
        if (row.isEmpty()) {
            notJudged++;
        } else {
            rows.add(row);
        }
    }
}
