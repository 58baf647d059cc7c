package org.charactermirror.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.problem.Severity;

/** Reads RFC 4180 files with a header, in UTF-8; a byte-order mark and any line ends are accepted. */
public final class CsvReader {

    private static final CSVFormat DIALECT = CSVFormat.RFC4180;

    private CsvReader() {}

    /**
     * Reads a whole file.
     *
     * @param source the file's name in messages
     * @param problems receives what keeps the file from being read at all
     * @return the table, or nothing where a problem was added
     */
    public static Optional<CsvTable> read(Path file, String source, Problems problems) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            problems.error(source, "no such file");
            return Optional.empty();
        } catch (IOException e) {
            problems.error(source, "cannot be read: " + e.getMessage());
            return Optional.empty();
        }
        return Utf8.decode(bytes, source, problems).flatMap(text -> parse(text, source, problems));
    }

    /** Reads a file's text; otherwise as {@link #read}. */
    public static Optional<CsvTable> parse(String text, String source, Problems problems) {
        LineCounter lines = new LineCounter(text);
        try (CSVParser parser = DIALECT.parse(new StringReader(text))) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                problems.error(source, "the file is empty; it needs a header row that names its columns");
                return Optional.empty();
            }
            CSVRecord first = records.next();
            int headerLine = lines.lineAt(first.getCharacterPosition());
            Optional<List<String>> header = header(first, source, headerLine, problems);
            if (header.isEmpty()) {
                return Optional.empty();
            }
            List<CsvRow> rows = new ArrayList<>();
            List<Problem> ragged = new ArrayList<>();
            while (records.hasNext()) {
                CSVRecord next = records.next();
                int line = lines.lineAt(next.getCharacterPosition());
                if (isBlank(next)) {
                    continue;
                }
                if (next.size() == header.get().size()) {
                    rows.add(new CsvRow(line, next.toList()));
                } else {
                    ragged.add(raggedRow(source, line, next.size(), header.get().size()));
                }
            }
            return Optional.of(new CsvTable(source, header.get(), rows, ragged));
        } catch (IOException | UncheckedIOException e) {
            problems.error(source, lines.lastLine(), 0, brokenQuotes(e));
            return Optional.empty();
        }
    }

    private static Optional<List<String>> header(CSVRecord cells, String source, int line, Problems problems) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> seen = new LinkedHashMap<>();
        boolean good = true;
        for (int i = 0; i < cells.size(); i++) {
            String name = cells.get(i).strip();
            if (name.isEmpty()) {
                problems.error(
                        source,
                        line,
                        0,
                        "column " + (i + 1) + " of " + cells.size() + " has no name; name it or remove the column");
                good = false;
            }
            Integer earlier = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), i + 1);
            if (!name.isEmpty() && earlier != null) {
                problems.error(
                        source,
                        line,
                        0,
                        "columns " + earlier + " and " + (i + 1) + " are both named \"" + name
                                + "\"; each column needs a name of its own");
                good = false;
            }
            names.add(name);
        }
        return good ? Optional.of(names) : Optional.empty();
    }

    private static boolean isBlank(CSVRecord cells) {
        return cells.stream().allMatch(String::isBlank);
    }

    private static Problem raggedRow(String source, int line, int cells, int columns) {
        String message = "the row has " + cells + (cells == 1 ? " cell" : " cells") + ", the header has " + columns
                + (columns == 1 ? " column" : " columns")
                + "; put text that contains commas or line breaks in double quotes";
        return new Problem(Severity.ERROR, source, line, 0, message);
    }

    private static String brokenQuotes(Exception cause) {
        String reason = cause.getMessage() == null ? "" : cause.getMessage();
        if (reason.contains("EOF reached before encapsulated token finished")) {
            return "a quoted cell that starts on this line or later never ends; close it with a double quote";
        }
        return "text follows the closing double quote of a cell on this line or later; write a double quote within a"
                + " quoted cell twice";
    }

    /** Turns ascending character positions into lines; CR, LF and CR LF each end one. */
    private static final class LineCounter {

        private final String text;
        private int position;
        private int line = 1;

        LineCounter(String text) {
            this.text = text;
        }

        int lineAt(long target) {
            while (position < target) {
                char c = text.charAt(position++);
                boolean endsInNext = c == '\r' && position < text.length() && text.charAt(position) == '\n';
                if (c == '\n' || (c == '\r' && !endsInNext)) {
                    line++;
                }
            }
            return line;
        }

        /** Returns the line of the last position that was asked for. */
        int lastLine() {
            return line;
        }
    }
}
