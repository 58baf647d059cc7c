package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.table.CsvWriter;
import org.charactermirror.table.Percentages;

/**
 * A table with the printed digits only, in exactly the columns of the published one.
 *
 * @param keys the columns that name a row
 * @param figures the columns of numbers
 */
public record PrintedTable(List<String> keys, List<String> figures, List<Row> rows) {

    public PrintedTable {
        keys = List.copyOf(keys);
        figures = List.copyOf(figures);
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param key one text per key column
     * @param figures one per column, with nothing where a figure cannot be given
     */
    public record Row(List<String> key, List<Optional<BigDecimal>> figures) {

        public Row {
            key = List.copyOf(key);
            figures = List.copyOf(figures);
        }
    }

    /** Returns the rating table's columns: model, overall, and the six dimensions. */
    public static PrintedTable of(RatingTable table) {
        List<String> columns =
                Arrays.stream(Dimension.values()).map(Dimension::word).toList();
        List<Row> rows = table.rows().stream()
                .map(row -> new Row(
                        List.of(row.model()),
                        Arrays.stream(Dimension.values()).map(row::printed).toList()))
                .toList();
        return new PrintedTable(List.of("model"), columns, rows);
    }

    /** Returns the error table's columns: model, overall, and the six flags. */
    public static PrintedTable of(ErrorTable table) {
        List<String> columns = Stream.concat(
                        Stream.of("overall"), Arrays.stream(TurnFlag.values()).map(TurnFlag::word))
                .toList();
        List<Row> rows = table.rows().stream()
                .map(row -> new Row(
                        List.of(row.model()),
                        Stream.concat(
                                        Stream.of(row.printedOverall()),
                                        Arrays.stream(TurnFlag.values()).map(row::printed))
                                .toList()))
                .toList();
        return new PrintedTable(List.of("model"), columns, rows);
    }

    /** Returns a pairwise table's columns: both models, the group, win, tie, lose and advantage. */
    public static PrintedTable of(PairwiseTable table, String groupColumn) {
        List<Row> rows = new ArrayList<>();
        for (PairwiseTable.Row row : table.rows()) {
            Percentages shares = row.tally().printed();
            rows.add(new Row(
                    List.of(row.modelA(), row.modelB(), row.group()),
                    Stream.of(shares.win(), shares.tie(), shares.lose(), shares.advantage())
                            .map(figure -> Optional.of(BigDecimal.valueOf(figure)))
                            .toList()));
        }
        return new PrintedTable(
                List.of("model_a", "model_b", groupColumn), List.of("win", "tie", "lose", "advantage"), rows);
    }

    /** Returns the marks of a column, for which lower is better only in the errors. */
    public List<Marks> marks(int column, boolean higherIsBetter) {
        return Marks.of(rows.stream().map(row -> row.figures.get(column)).toList(), higherIsBetter);
    }

    /** Finds a row by its key. */
    public Optional<Row> row(List<String> key) {
        return rows.stream().filter(row -> row.key.equals(key)).findFirst();
    }

    /** Returns the table as CSV; a figure that cannot be given is an empty cell. */
    public String toCsv() {
        List<String> header = Stream.concat(keys.stream(), figures.stream()).toList();
        CsvWriter writer = new CsvWriter(header);
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(row.key);
            row.figures.forEach(
                    figure -> cells.add(figure.map(BigDecimal::toPlainString).orElse("")));
            writer.row(cells);
        }
        return writer.toString();
    }

    /** Tells whether a higher figure is the better one in a column of the error table. */
    public static boolean higherIsBetterInErrors(String column) {
        return column.equals(TurnFlag.PROACTIVITY.name().toLowerCase(Locale.ROOT));
    }
}
