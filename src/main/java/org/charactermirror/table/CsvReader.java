package org.charactermirror.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV files with a header, as people and their spreadsheets write them: in UTF-8, UTF-16 or a Chinese code page, with
 * or without a byte-order mark, with commas, semicolons or tabs, and any line ends.
 */
public final class CsvReader {

    /** Excel's own first line, which names the separator. */
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("\"?sep=(.)\"?(?:\r\n|\n|\r|$)", Pattern.CASE_INSENSITIVE);

    private CsvReader() {}

    /**
     * Reads a whole file.
     *
     * @param source the file's name in messages
     * @param problems receives what keeps the file from being read at all
     * @return the table, or nothing where a problem was added
     */
    public static Optional<CsvTable> read(Path file, String source, CsvSettings settings, Problems problems) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            problems.error(source, "no such file");
            return Optional.empty();
        } catch (IOException e) {
            problems.error(source, "cannot be read: " + (Files.isDirectory(file) ? "it is a folder" : e.getMessage()));
            return Optional.empty();
        }
        return TextDecoder.decode(bytes, source, settings.encoding(), problems)
                .flatMap(decoded -> parse(decoded, source, settings.separator(), problems));
    }

    /** Reads a file's text; otherwise as {@link #read}. */
    public static Optional<CsvTable> parse(String text, String source, Problems problems) {
        return parse(new TextDecoder.Decoded(text, StandardCharsets.UTF_8, false), source, null, problems);
    }

    private static Optional<CsvTable> parse(
            TextDecoder.Decoded decoded, String source, @Nullable Separator named, Problems problems) {
        String text = decoded.text();
        Matcher declared = SEPARATOR_LINE.matcher(text);
        int start = declared.lookingAt() ? declared.end() : 0;
        Separator separator = named;
        if (separator == null && start > 0) {
            separator = Separator.named(declared.group(1)).orElse(null);
            if (separator == null) {
                problems.error(
                        source,
                        1,
                        0,
                        "the separator is \"" + declared.group(1) + "\"; expected is a comma, a semicolon or a tab");
                return Optional.empty();
            }
        }
        if (separator == null) {
            separator = Separator.detect(text);
        }
        Dialect dialect = new Dialect(decoded.encoding(), decoded.byteOrderMark(), separator);
        return records(text, start, separator, source, problems)
                .flatMap(records -> TableShape.table(records, endsWithLine(text), source, dialect, problems));
    }

    private static boolean endsWithLine(String text) {
        return text.endsWith("\n") || text.endsWith("\r");
    }

    private static Optional<List<CsvRow>> records(
            String text, int start, Separator separator, String source, Problems problems) {
        LineCounter lines = new LineCounter(text);
        lines.lineAt(start);
        CSVFormat format =
                CSVFormat.RFC4180.builder().setDelimiter(separator.symbol()).get();
        try (CSVParser parser = format.parse(new StringReader(text.substring(start)))) {
            List<CsvRow> records = new ArrayList<>();
            TextPool pool = new TextPool();
            for (CSVRecord each : parser) {
                List<String> cells = each.stream().map(pool::shared).toList();
                records.add(new CsvRow(lines.lineAt(start + each.getCharacterPosition()), cells));
            }
            return Optional.of(records);
        } catch (IOException | UncheckedIOException e) {
            problems.error(source, lines.lastLine(), 0, brokenQuotes(e));
            return Optional.empty();
        }
    }

    private static String brokenQuotes(Exception cause) {
        String reason = cause.getMessage() == null ? "" : cause.getMessage();
        if (reason.contains("EOF reached before encapsulated token finished")) {
            return "a quoted cell that starts on this line or later never ends; close it with a double quote";
        }
        return "text follows the closing double quote of a cell on this line or later; write a double quote within a"
                + " quoted cell twice";
    }
}
