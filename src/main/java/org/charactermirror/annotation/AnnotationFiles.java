package org.charactermirror.annotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvReader;
import org.charactermirror.table.CsvSettings;
import org.charactermirror.table.CsvTable;

/** Reads files of judgements; a file's kind is told by its header, not by its name. */
public final class AnnotationFiles {

    private AnnotationFiles() {}

    /**
     * Reads one file.
     *
     * @param source the file's name in messages
     * @param problems receives what keeps the file as a whole from being read, and rows that contradict each other; bad
     *     rows are in the result
     */
    public static Optional<AnnotationFile> read(Path file, String source, ReadSettings settings, Problems problems) {
        return CsvReader.read(file, source, settings.csv(), problems).flatMap(table -> of(table, settings, problems));
    }

    /** Reads a file as it comes; otherwise as the other method of this name. */
    public static Optional<AnnotationFile> read(Path file, String source, Scale scale, Problems problems) {
        return read(file, source, new ReadSettings(scale, CsvSettings.ofDefaults(), SheetItems.NONE), problems);
    }

    /** Reads a file's text; otherwise as {@link #read}. */
    public static Optional<AnnotationFile> parse(String text, String source, Scale scale, Problems problems) {
        ReadSettings settings = new ReadSettings(scale, CsvSettings.ofDefaults(), SheetItems.NONE);
        return CsvReader.parse(text, source, problems).flatMap(table -> of(table, settings, problems));
    }

    /**
     * Returns the {@code *.csv} files that lie in a folder itself, by name; links that lead nowhere are among them, so that nobody's
     * rows are passed over in silence.
     *
     * @throws IOException if the folder cannot be listed
     */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".csv"))
                    .filter(file -> !Files.isDirectory(file))
                    .sorted()
                    .toList();
        }
    }

    /** Tells whether a file is one of judgements and has at least one row, good or bad. */
    public static boolean holdsRows(Path file) {
        Problems unused = new Problems();
        return CsvReader.read(file, file.toString(), CsvSettings.ofDefaults(), unused)
                .map(table -> Columns.announceAnnotations(table.header())
                        && !(table.rows().isEmpty() && table.raggedRows().isEmpty()))
                .orElse(false);
    }

    /**
     * Reads a table that was made of something else than a file of ours; otherwise as {@link #read}.
     *
     * @param table whose rows all are of one kind
     */
    public static Optional<AnnotationFile> of(CsvTable table, ReadSettings settings, Problems problems) {
        return Columns.of(table, problems).map(columns -> new FileReader(table, columns, settings, problems).read());
    }
}
