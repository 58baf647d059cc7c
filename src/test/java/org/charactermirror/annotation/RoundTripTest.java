package org.charactermirror.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvSettings;
import org.charactermirror.table.CsvWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our own files lose nothing on their way out and in again, whatever the texts in them. */
class RoundTripTest {

    private static final int SEEDS = 150;
    private static final Charset GBK = Charset.forName("GBK");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void rows_come_back_as_they_were_written(Kind kind) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Annotation> rows = GeneratedRows.of(kind, seed);
            String text = AnnotationWriter.write(kind, rows);
            comesBack(rows, text.getBytes(StandardCharsets.UTF_8), null, "seed " + seed);
            // What was read is written in the same bytes.
            assertThat(AnnotationWriter.write(
                            kind,
                            read(text.getBytes(StandardCharsets.UTF_8), null).rows()))
                    .as("seed " + seed)
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rows_come_back_from_files_for_spreadsheets_without_what_was_neutralised(Kind kind) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Annotation> rows = GeneratedRows.of(kind, seed);
            String text = AnnotationWriter.writeForSpreadsheets(kind, rows);
            comesBack(rows, text.getBytes(StandardCharsets.UTF_8), null, "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rows_come_back_from_utf_16_with_and_without_a_byte_order_mark(Kind kind) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Annotation> rows = GeneratedRows.of(kind, seed);
            String text = AnnotationWriter.write(kind, rows);
            comesBack(rows, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE), null, "marked, seed " + seed);
            comesBack(rows, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE), null, "marked, seed " + seed);
            comesBack(rows, text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE, "named, seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rows_come_back_from_a_chinese_code_page(Kind kind) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Annotation> rows = GeneratedRows.inGbk(kind, seed);
            byte[] bytes = AnnotationWriter.write(kind, rows).getBytes(GBK);
            comesBack(rows, bytes, GBK, "named, seed " + seed);
            comesBack(rows, bytes, null, "detected, seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void lines_may_end_as_on_windows(Kind kind) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Annotation> rows = GeneratedRows.of(kind, seed);
            byte[] bytes = AnnotationWriter.write(kind, rows).getBytes(StandardCharsets.UTF_8);
            comesBack(rows, withWindowsLineEnds(bytes), null, "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RATINGS", "TURN_ERRORS"})
    void the_long_form_says_the_same_as_the_wide_one(Kind kind) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Annotation> rows = GeneratedRows.of(kind, seed);
            String text = longForm(kind, rows);
            comesBack(rows, text.getBytes(StandardCharsets.UTF_8), null, "seed " + seed);
        }
    }

    /** Ends of lines within quotes stay; those between rows get a carriage return. */
    private static byte[] withWindowsLineEnds(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean quoted = false;
        for (byte one : bytes) {
            quoted ^= one == '"';
            if (one == '\n' && !quoted) {
                out.write('\r');
            }
            out.write(one);
        }
        return out.toByteArray();
    }

    private static String longForm(Kind kind, List<Annotation> rows) {
        List<Field> judged = Field.judged(kind);
        List<Field> pair = Field.longForm(kind);
        List<Field> shared = new ArrayList<>(Field.of(kind));
        shared.removeAll(judged);
        Set<String> extra = new LinkedHashSet<>();
        rows.forEach(row -> extra.addAll(row.extra().keySet()));
        List<String> header = new ArrayList<>();
        shared.forEach(field -> header.add(field.word()));
        pair.forEach(field -> header.add(field.word()));
        header.addAll(extra);
        CsvWriter writer = new CsvWriter(header);
        for (Annotation row : rows) {
            for (Field field : judged) {
                @Nullable String value = row.cells().get(field.word());
                if (value == null) {
                    continue;
                }
                List<String> cells = new ArrayList<>();
                shared.forEach(one -> cells.add(shared(row, one)));
                cells.add(field.word());
                cells.add(value);
                extra.forEach(name -> cells.add(row.extra().getOrDefault(name, "")));
                writer.row(cells);
            }
        }
        return writer.toString();
    }

    private static String shared(Annotation row, Field field) {
        @Nullable
        String value = switch (field) {
            case STUDY -> row.subject().study();
            case SESSION -> row.subject().session();
            case ANNOTATOR -> row.subject().annotator();
            case CHARACTER -> row.subject().character();
            case CATEGORY -> row.subject().category();
            case TOPIC -> row.subject().topic();
            case MODEL -> row.identity().models().get(0);
            case TURN -> String.valueOf(row.identity().turn());
            default -> row.cells().get(field.word());
        };
        return value == null ? "" : value;
    }

    private AnnotationFile read(byte[] bytes, @Nullable Charset encoding) throws IOException {
        Path file = Files.write(folder.resolve("rows.csv"), bytes);
        Problems problems = new Problems();
        ReadSettings settings =
                new ReadSettings(new Scale(1, 5, true), new CsvSettings(encoding, null), SheetItems.NONE);
        AnnotationFile read = AnnotationFiles.read(file, "rows.csv", settings, problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
        assertThat(problems.all()).isEmpty();
        return read;
    }

    private void comesBack(List<Annotation> rows, byte[] bytes, @Nullable Charset encoding, String which)
            throws IOException {
        AnnotationFile read = read(bytes, encoding);
        assertThat(read.badRows()).as(which).isEmpty();
        Set<Object> there = new HashSet<>(GeneratedRows.contents(read.rows()));
        List<Object> missing = GeneratedRows.contents(rows).stream()
                .filter(row -> !there.contains(row))
                .toList();
        assertThat(missing).as("rows that did not come back, " + which).isEmpty();
        assertThat(read.rows()).as(which).hasSameSizeAs(rows);
    }
}
