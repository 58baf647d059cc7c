package org.charactermirror.annotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvReader;
import org.charactermirror.table.CsvRow;
import org.charactermirror.table.CsvTable;

/** Reads files of judgements; a file's kind is told by its header, not by its name. */
public final class AnnotationFiles {

    private AnnotationFiles() {}

    /**
     * Reads one file.
     *
     * @param source the file's name in messages
     * @param problems receives what keeps the file as a whole from being read; bad rows are in the result
     */
    public static Optional<AnnotationFile> read(Path file, String source, Scale scale, Problems problems) {
        return CsvReader.read(file, source, problems).flatMap(table -> of(table, scale, problems));
    }

    /** Reads a file's text; otherwise as {@link #read}. */
    public static Optional<AnnotationFile> parse(String text, String source, Scale scale, Problems problems) {
        return CsvReader.parse(text, source, problems).flatMap(table -> of(table, scale, problems));
    }

    /**
     * Returns the {@code *.csv} files that lie in a folder itself, by name.
     *
     * @throws IOException if the folder cannot be listed
     */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".csv"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** Tells whether a file is one of judgements and has at least one row, good or bad. */
    public static boolean holdsRows(Path file) {
        Problems unused = new Problems();
        return CsvReader.read(file, file.toString(), unused)
                .map(table -> Columns.announceAnnotations(table.header())
                        && !(table.rows().isEmpty() && table.raggedRows().isEmpty()))
                .orElse(false);
    }

    private static Optional<AnnotationFile> of(CsvTable table, Scale scale, Problems problems) {
        Optional<Columns> columns = Columns.of(table.header(), table.source(), problems);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<Annotation> rows = new ArrayList<>();
        List<Problem> bad = new ArrayList<>(table.raggedRows());
        int badRows = bad.size();
        for (CsvRow row : table.rows()) {
            RowReader reader = new RowReader(table.source(), columns.get(), scale, row);
            Optional<Annotation> annotation = reader.read();
            if (annotation.isPresent()) {
                rows.add(annotation.get());
            } else {
                bad.addAll(reader.problems().all());
                badRows++;
            }
        }
        bad.sort((one, other) -> Integer.compare(one.line(), other.line()));
        return Optional.of(new AnnotationFile(table.source(), columns.get().kind(), rows, bad, badRows));
    }
}
