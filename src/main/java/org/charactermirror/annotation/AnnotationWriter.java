package org.charactermirror.annotation;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.charactermirror.table.CsvWriter;
import org.jspecify.annotations.Nullable;

/** Writes judgements in the form in which they are read. */
public final class AnnotationWriter {

    private AnnotationWriter() {}

    /** Returns the text of a file with all columns of its kind, unknown ones last. */
    public static String write(Kind kind, List<? extends Annotation> rows) {
        return write(kind, rows, CsvWriter::new);
    }

    /** Returns the same for spreadsheets: with a byte-order mark, and nothing that they would run as a formula. */
    public static String writeForSpreadsheets(Kind kind, List<? extends Annotation> rows) {
        return write(kind, rows, CsvWriter::forSpreadsheets);
    }

    /** Writes the text of {@link #write(Kind, List)} without holding all of it in memory. */
    public static void write(Kind kind, List<? extends Annotation> rows, Writer to) throws IOException {
        Map<String, String> extra = extraColumns(rows);
        CsvWriter writer = new CsvWriter(header(kind, extra));
        for (Annotation row : rows) {
            writer.row(cells(kind, row, extra));
            writer.moveTo(to);
        }
        writer.moveTo(to);
    }

    private static String write(
            Kind kind, List<? extends Annotation> rows, Function<List<String>, CsvWriter> newWriter) {
        Map<String, String> extra = extraColumns(rows);
        CsvWriter writer = newWriter.apply(header(kind, extra));
        for (Annotation row : rows) {
            writer.row(cells(kind, row, extra));
        }
        return writer.toString();
    }

    private static List<String> header(Kind kind, Map<String, String> extra) {
        List<String> header =
                new ArrayList<>(Field.of(kind).stream().map(Field::word).toList());
        header.addAll(extra.values());
        return header;
    }

    private static List<String> cells(Kind kind, Annotation row, Map<String, String> extra) {
        List<String> cells = new ArrayList<>();
        for (Field field : Field.of(kind)) {
            cells.add(cell(row, field));
        }
        if (!extra.isEmpty()) {
            Map<String, String> own = new HashMap<>();
            row.extra().forEach((name, value) -> own.put(name.toLowerCase(Locale.ROOT), value));
            extra.keySet().forEach(name -> cells.add(own.getOrDefault(name, "")));
        }
        return cells;
    }

    /** Returns the names of all unknown columns by their lower-case forms, since columns are matched without case. */
    private static Map<String, String> extraColumns(List<? extends Annotation> rows) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Annotation row : rows) {
            row.extra().keySet().forEach(name -> names.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
        }
        return names;
    }

    private static String cell(Annotation row, Field field) {
        return switch (field) {
            case STUDY -> text(row.subject().study());
            case SESSION -> text(row.subject().session());
            case ANNOTATOR -> row.subject().annotator();
            case CHARACTER -> text(row.subject().character());
            case CATEGORY -> text(row.subject().category());
            case TOPIC -> text(row.subject().topic());
            case ORIGIN -> row.origin().word();
            default -> judgement(row, field);
        };
    }

    private static String judgement(Annotation row, Field field) {
        if (row instanceof Rating rating) {
            return switch (field) {
                case MODEL -> rating.model();
                case COMMENT -> text(rating.comment());
                default -> text(rating.scores().get(Dimension.valueOf(field.name())));
            };
        }
        if (row instanceof TurnError turnError) {
            return switch (field) {
                case MODEL -> turnError.model();
                case TURN -> Integer.toString(turnError.turn());
                case EVIDENCE -> text(turnError.evidence());
                case COMMENT -> text(turnError.comment());
                default -> flag(turnError.flags(), TurnFlag.valueOf(field.name()));
            };
        }
        if (row instanceof Preference preference) {
            return switch (field) {
                case MODEL_A -> preference.modelA();
                case MODEL_B -> preference.modelB();
                case TURN -> text(preference.turn());
                case OUTCOME -> preference.outcome().word();
                case SHOWN_FIRST ->
                    preference.shownFirst() == null
                            ? ""
                            : preference.shownFirst().word();
                case REASON -> text(preference.reason());
                default -> throw new IllegalArgumentException("no column " + field.word() + " in preferences");
            };
        }
        throw new IllegalArgumentException("no such kind of row: " + row);
    }

    private static String flag(Map<TurnFlag, Boolean> flags, TurnFlag flag) {
        @Nullable Boolean value = flags.get(flag);
        if (value == null) {
            return "";
        }
        return value ? "1" : "0";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
