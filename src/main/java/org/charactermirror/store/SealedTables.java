package org.charactermirror.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.table.CsvWriter;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The tables of a study's database as text, one line a row, and back. */
final class SealedTables {

    /** Every table that is sealed, in an order in which no row comes before one that it refers to. */
    static final List<String> RUN = List.of(
            "session",
            "turn",
            "pair_session",
            "pair_turn",
            "pair_reply",
            "user_message",
            "model_usage",
            "ingredient",
            "event",
            "identity_leak",
            "adjudication",
            "judge",
            "judge_answer",
            "judgement");

    /** Those that name annotators. */
    static final List<String> ANNOTATIONS = List.of("rating", "turn_error", "preference");

    /**
     * What stays at home: the secret of the sheets and pseudonyms, whom sheets were made for, who played a user, all that the
     * studio knows of people, and how often judgements were written.
     */
    static final List<String> KEPT_BACK = List.of(
            "annotation_key",
            "annotation_item",
            "typed_session",
            "annotation_version",
            "studio_setting",
            "participant",
            "browser",
            "assignment",
            "answer",
            "submission",
            "waiting_pair",
            "audit");

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final TypeReference<LinkedHashMap<String, Object>> ROW = new TypeReference<>() {};

    private SealedTables() {}

    /** Writes all tables into a folder, and the judgements as CSV files too, with the file and line that each came from. */
    static void write(StudyDatabase database, Path folder, Pseudonyms pseudonyms) throws IOException {
        Path tables = Files.createDirectories(folder.resolve("tables"));
        database.readAtOneMoment(handle -> {
            for (String table : RUN) {
                writeLines(handle, table, tables.resolve(table + ".jsonl"), Pseudonyms.none());
            }
            for (String table : ANNOTATIONS) {
                writeLines(handle, table, tables.resolve(table + ".jsonl"), pseudonyms);
                writeRaw(handle, table, folder, pseudonyms);
            }
        });
    }

    private static void writeLines(Handle handle, String table, Path file, Pseudonyms pseudonyms) {
        AtomicFile.write(file, writer -> query(handle, table, pseudonyms, row -> append(writer, written(row))));
    }

    private static void writeRaw(Handle handle, String table, Path folder, Pseudonyms pseudonyms) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        query(handle, table, pseudonyms, rows::add);
        if (rows.isEmpty()) {
            return;
        }
        List<String> columns = columns(handle, table);
        CsvWriter csv = new CsvWriter(columns);
        for (Map<String, Object> row : rows) {
            csv.row(columns.stream()
                    .map(column -> {
                        @Nullable Object value = row.get(column);
                        return value == null ? "" : value.toString();
                    })
                    .toList());
        }
        Path raw = Files.createDirectories(folder.resolve("annotations").resolve("raw"));
        AtomicFile.write(raw.resolve(table + ".csv"), csv.toString());
    }

    /** What takes rows one after the other. */
    private interface RowConsumer {

        void take(Map<String, Object> row);
    }

    private static void query(Handle handle, String table, Pseudonyms pseudonyms, RowConsumer consumer) {
        List<String> columns = columns(handle, table);
        handle.createQuery("SELECT * FROM " + table + " ORDER BY " + order(table))
                .map((row, context) -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    for (String column : columns) {
                        values.put(column, row.getObject(column));
                    }
                    values.computeIfPresent("annotator", (name, value) -> pseudonyms.of(value.toString()));
                    // The folder that a file lay in says more about a computer than about the rows.
                    values.computeIfPresent("file", (name, value) -> pseudonyms.ofFile(fileName(value.toString())));
                    return values;
                })
                .forEach(consumer::take);
    }

    private static String fileName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static String order(String table) {
        return switch (table) {
            case "session" -> "position";
            case "turn", "pair_turn", "user_message" -> "session, turn";
            case "model_usage" -> "run, model";
            case "identity_leak" -> "session, turn, model, words";
            case "pair_reply" -> "session, turn, side";
            case "pair_session" -> "session";
            case "ingredient" -> "name";
            case "judge" -> "judge";
            case "judge_answer" -> "key";
            case "judgement" -> "judge, kind, session, turn";
            default -> "number";
        };
    }

    private static List<String> columns(Handle handle, String table) {
        return handle.createQuery("SELECT name FROM pragma_table_info(?) ORDER BY cid")
                .bind(0, table)
                .mapTo(String.class)
                .list();
    }

    private static String written(Map<String, Object> row) {
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }

    private static void append(Writer writer, String line) {
        try {
            writer.append(line).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills the tables of a new database from what was written.
     *
     * @throws BadInputException if a line cannot be a row
     */
    static void read(Path folder, StudyDatabase database) throws IOException {
        List<String> all = new ArrayList<>(RUN);
        all.addAll(ANNOTATIONS);
        database.write(handle -> {
            for (String table : all) {
                Path file = folder.resolve("tables").resolve(table + ".jsonl");
                if (Files.exists(file)) {
                    readLines(handle, table, file);
                }
            }
            AnnotationStore.count(handle);
        });
    }

    private static void readLines(Handle handle, String table, Path file) throws IOException {
        Set<String> known = new HashSet<>(columns(handle, table));
        int number = 1;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine(), number++) {
                Map<String, Object> row = JSON.readValue(line, ROW);
                row.keySet().retainAll(known);
                List<String> columns = List.copyOf(row.keySet());
                handle.execute(
                        "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")",
                        row.values().toArray());
            }
        } catch (JsonProcessingException e) {
            throw BadInputException.of(file.getFileName() + ":" + number, "is no row: " + e.getOriginalMessage());
        } catch (JdbiException e) {
            throw BadInputException.of(file.getFileName() + ":" + number, "is no row of this table: " + e.getMessage());
        }
    }
}
