package org.charactermirror.annotation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.table.CsvWriter;
import org.jspecify.annotations.Nullable;

/** Writes judgements in the form in which they are read. */
public final class AnnotationWriter {

    private AnnotationWriter() {}

    /** Returns the text of a file with all columns of its kind, unknown ones last. */
    public static String write(Kind kind, List<? extends Annotation> rows) {
        Set<String> extra = new LinkedHashSet<>();
        rows.forEach(row -> extra.addAll(row.extra().keySet()));
        List<String> header =
                new ArrayList<>(Field.of(kind).stream().map(Field::word).toList());
        header.addAll(extra);
        CsvWriter writer = new CsvWriter(header);
        for (Annotation row : rows) {
            List<String> cells = new ArrayList<>();
            Field.of(kind).forEach(field -> cells.add(cell(row, field)));
            extra.forEach(name -> cells.add(row.extra().getOrDefault(name, "")));
            writer.row(cells);
        }
        return writer.toString();
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
