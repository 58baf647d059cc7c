package org.charactermirror.analysis.spark;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.functions;
import org.charactermirror.analysis.spark.RowBytes.Placed;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.ColumnUse;
import org.charactermirror.annotation.Form;
import org.charactermirror.annotation.ReadSettings;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvRow;
import org.charactermirror.table.CsvTable;
import org.charactermirror.table.Dialect;
import org.charactermirror.table.Separator;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Judgements in files of Parquet, with the columns that CSV files have, and by the same rules; a line is a row's number. */
final class ParquetRows {

    /** So many rows are read at once, as a table of a file. */
    private static final int CHUNK = 4096;

    private static final Dialect DIALECT = new Dialect(StandardCharsets.UTF_8, false, Separator.COMMA);
    private static final String FILE = "charmirror file name";
    private static final String NUMBER = "charmirror row number";

    private ParquetRows() {}

    /**
     * Reads files that share their columns.
     *
     * @param files by their numbers
     */
    static JavaPairRDD<Long, byte[]> read(SparkSession session, Map<Integer, String> files, SentSettings sent) {
        Map<String, Integer> numbers = new HashMap<>();
        files.forEach((number, file) -> numbers.put(nameOf(file), number));
        Map<Integer, String> names = new HashMap<>(files);
        // A name with brackets is a name, and not a pattern.
        Dataset<Row> table = session.read()
                .option(DataSource.GLOB_PATHS_KEY(), false)
                .parquet(files.values().stream().map(ParquetFooters::place).toArray(String[]::new));
        String[] columns = table.columns();
        List<String> header = List.of(columns);
        return table.withColumn(FILE, functions.col("_metadata.file_name"))
                .withColumn(NUMBER, functions.col("_metadata.row_index"))
                .toJavaRDD()
                .mapPartitionsToPair(rows -> new Chunks(rows, header, numbers, names, sent));
    }

    static String nameOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Where something stands, by the number of its row and of its column. */
    private record Cell(int row, int column) {}

    /** Reads rows a few thousand at a time. */
    private static final class Chunks implements Iterator<Tuple2<Long, byte[]>> {

        private final Iterator<Row> rows;
        private final List<String> header;
        private final Map<String, Integer> numbers;
        private final Map<Integer, String> names;
        private final AnswerParts.Reader answers;
        private boolean noted;
        private Iterator<Tuple2<Long, byte[]>> ready =
                List.<Tuple2<Long, byte[]>>of().iterator();

        Chunks(
                Iterator<Row> rows,
                List<String> header,
                Map<String, Integer> numbers,
                Map<Integer, String> names,
                SentSettings sent) {
            this.rows = rows;
            this.header = header;
            this.numbers = numbers;
            this.names = names;
            this.answers = new AnswerParts.Reader(sent);
        }

        @Override
        public boolean hasNext() {
            while (!ready.hasNext() && rows.hasNext()) {
                ready = next(CHUNK).iterator();
            }
            if (!ready.hasNext() && !noted) {
                noted = true;
                ready = List.of(noted(FileNote.ofPart(0, new ArrayList<>(), answers.found())))
                        .iterator();
            }
            return ready.hasNext();
        }

        @Override
        public Tuple2<Long, byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more rows");
            }
            return ready.next();
        }

        private List<Tuple2<Long, byte[]>> next(int most) {
            Map<Integer, List<CsvRow>> byFile = new HashMap<>();
            Map<Integer, List<Cell>> noNumbers = new HashMap<>();
            for (int i = 0; i < most && rows.hasNext(); i++) {
                Row row = rows.next();
                @Nullable Integer file = numbers.get(row.<String>getAs(FILE));
                if (file == null) {
                    throw new IllegalStateException("a file that was not asked for: " + row.getAs(FILE));
                }
                int number = Math.toIntExact(row.<Long>getAs(NUMBER) + 1);
                List<String> cells = new ArrayList<>();
                for (int column = 0; column < header.size(); column++) {
                    Object cell = row.get(column);
                    cells.add(text(cell));
                    if (isNoNumber(cell)) {
                        noNumbers
                                .computeIfAbsent(file, unused -> new ArrayList<>())
                                .add(new Cell(number, column));
                    }
                }
                byFile.computeIfAbsent(file, unused -> new ArrayList<>()).add(new CsvRow(number, cells));
            }
            List<Tuple2<Long, byte[]>> found = new ArrayList<>();
            byFile.forEach((file, own) -> read(file, own, noNumbers.getOrDefault(file, List.of()), found));
            return found;
        }

        private void read(int file, List<CsvRow> own, List<Cell> noNumbers, List<Tuple2<Long, byte[]>> found) {
            Problems problems = new Problems();
            String name = names.getOrDefault(file, "");
            CsvTable table = new CsvTable(name, DIALECT, 1, header, own, List.of());
            Optional<AnnotationFile> content = AnnotationFiles.of(table, ReadSettings.ofDefaults(), problems);
            content.filter(one -> one.form() != Form.WIDE)
                    .ifPresent(one -> problems.error(
                            name, "rows are " + one.form().words() + "; in Parquet each judgement is one row"));
            content.ifPresent(one -> {
                one.badRows().forEach(problems::add);
                noNumbers.forEach(cell -> tell(name, cell, one, problems));
            });
            if (problems.hasErrors()) {
                ArrayList<Found> all = new ArrayList<>();
                for (Problem problem : problems.all()) {
                    all.add(Found.of(file, problem));
                }
                found.add(noted(FileNote.ofPart(file, all, new AnswerParts())));
                return;
            }
            for (Annotation row : content.map(AnnotationFile::rows).orElse(List.of())) {
                Position position = new Position(file, row.place().line());
                answers.add(position, row);
                found.add(new Tuple2<>(GroupKey.ofUnit(row), RowBytes.of(new Placed(position, row))));
            }
        }

        /** A number that is none would pass for a name; where it is no score either, the reader says so. */
        private static void tell(String name, Cell cell, AnnotationFile content, Problems problems) {
            ColumnUse use = content.columns().get(cell.column());
            if (use.role() != ColumnUse.Role.KEPT
                    && content.badRows().stream().noneMatch(bad -> bad.line() == cell.row())) {
                problems.error(
                        name, cell.row(), 0, use.readAs() + " is no number; leave it empty where nothing is known");
            }
        }

        private static boolean isNoNumber(@Nullable Object cell) {
            return (cell instanceof Double number && !Double.isFinite(number))
                    || (cell instanceof Float other && !Float.isFinite(other));
        }

        private static Tuple2<Long, byte[]> noted(FileNote note) {
            return new Tuple2<>(note.key(), note.bytes());
        }

        private static String text(@Nullable Object cell) {
            if (cell == null) {
                return "";
            }
            if (cell instanceof Boolean set) {
                return set ? "1" : "0";
            }
            if (cell instanceof byte[] bytes) {
                return text(bytes);
            }
            boolean fraction = cell instanceof BigDecimal
                    || ((cell instanceof Double || cell instanceof Float) && !isNoNumber(cell));
            return fraction
                    ? new BigDecimal(cell.toString()).stripTrailingZeros().toPlainString()
                    : cell instanceof Object[] array ? Arrays.toString(array) : cell.toString();
        }

        /** Some programs do not mark texts as texts. What is none stays told apart from others. */
        private static String text(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                return HexFormat.of().formatHex(bytes);
            }
        }
    }
}
