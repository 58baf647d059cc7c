package org.charactermirror.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvTable;

/**
 * Which kind and form of file a header announces, and where its columns stand.
 *
 * @param index the position of each known column that is present
 * @param extra the names of the other columns by position
 * @param uses what every column is read as, in the order of the header
 */
record Columns(Kind kind, Form form, Map<Field, Integer> index, Map<Integer, String> extra, List<ColumnUse> uses) {

    /** Tells the kind from a header, or adds what is wrong with it. */
    static Optional<Columns> of(CsvTable table, Problems problems) {
        List<String> header = table.header();
        Map<Field, List<String>> names = names(header);
        Problems found = new Problems();
        Optional<Announced> announced = announced(names, header, table, found);
        announced.ifPresent(one -> check(one, names, table, found));
        problems.addAll(found.all());
        return found.hasErrors() ? Optional.empty() : announced.map(one -> columns(one.kind, one.form, header));
    }

    /** Tells whether a header is that of judgements, whatever else may be wrong with it. */
    static boolean announceAnnotations(List<String> header) {
        Set<Field> fields = names(header).keySet();
        return fields.contains(Field.ANNOTATOR)
                && (fields.contains(Field.BETTER)
                        || Arrays.stream(Kind.values())
                                .anyMatch(kind -> isLong(kind, fields)
                                        || Field.judged(kind).stream().anyMatch(fields::contains)));
    }

    /** A kind and form that a header may announce. */
    private record Announced(Kind kind, Form form) {}

    private static Map<Field, List<String>> names(List<String> header) {
        Map<Field, List<String>> names = new EnumMap<>(Field.class);
        for (String name : header) {
            Field.named(name)
                    .ifPresent(field -> names.computeIfAbsent(field, unused -> new ArrayList<>())
                            .add(name));
        }
        return names;
    }

    private static boolean isLong(Kind kind, Set<Field> fields) {
        List<Field> pair = Field.longForm(kind);
        return !pair.isEmpty() && fields.containsAll(pair);
    }

    private static Optional<Announced> announced(
            Map<Field, List<String>> names, List<String> header, CsvTable table, Problems problems) {
        Set<Field> fields = names.keySet();
        boolean sheet = fields.contains(Field.ITEM)
                && !fields.contains(Field.MODEL)
                && !fields.contains(Field.MODEL_A)
                && !fields.contains(Field.MODEL_B);
        Map<Kind, List<Field>> telling = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            List<Field> present =
                    telling(kind, sheet).stream().filter(fields::contains).toList();
            if (!present.isEmpty()) {
                telling.put(kind, present);
            }
        }
        if (telling.isEmpty() && !sheet) {
            // Only a file without columns for the single scores or flags is in long form.
            for (Kind kind : Kind.values()) {
                if (isLong(kind, fields)) {
                    telling.put(kind, Field.longForm(kind));
                }
            }
            if (telling.size() == 1) {
                return Optional.of(new Announced(telling.keySet().iterator().next(), Form.LONG));
            }
        }
        if (telling.size() == 1) {
            return Optional.of(new Announced(telling.keySet().iterator().next(), sheet ? Form.SHEET : Form.WIDE));
        }
        problems.error(
                table.source(), table.headerLine(), 0, telling.isEmpty() ? noKind(header) : mixed(telling, names));
        return Optional.empty();
    }

    private static List<Field> telling(Kind kind, boolean sheet) {
        if (kind != Kind.PREFERENCES) {
            return Field.judged(kind);
        }
        return sheet ? List.of(Field.BETTER) : List.of(Field.MODEL_A, Field.MODEL_B, Field.OUTCOME);
    }

    private static String mixed(Map<Kind, List<Field>> telling, Map<Field, List<String>> names) {
        List<String> mixed = new ArrayList<>();
        telling.values()
                .forEach(fields -> fields.forEach(
                        field -> mixed.add(names.getOrDefault(field, List.of()).get(0))));
        return "the header mixes kinds (" + String.join(", ", mixed)
                + "); put ratings, turn errors and preferences into files of their own";
    }

    private static String noKind(List<String> header) {
        return "not a file of annotations: its columns are " + String.join(", ", header)
                + "; expected are annotator, model and scores (such as consistency), or annotator, model, session, turn"
                + " and flags (such as ooc), or annotator, model_a, model_b and outcome; scores may also stand in the"
                + " columns dimension and score, flags in flag and value";
    }

    private static void check(Announced announced, Map<Field, List<String>> names, CsvTable table, Problems problems) {
        for (Field field : Field.of(announced.kind, announced.form)) {
            List<String> found = names.getOrDefault(field, List.of());
            if (found.size() > 1) {
                problems.error(
                        table.source(),
                        table.headerLine(),
                        0,
                        "columns \"" + String.join("\" and \"", found) + "\" both mean " + field.word()
                                + "; keep one of them");
            }
        }
        List<String> missing = Field.required(announced.kind, announced.form).stream()
                .filter(field -> !names.containsKey(field))
                .map(Field::word)
                .toList();
        if (!missing.isEmpty()) {
            problems.error(
                    table.source(),
                    table.headerLine(),
                    0,
                    "a file of " + announced.kind.words() + " needs the "
                            + (missing.size() == 1 ? "column " : "columns ") + String.join(", ", missing)
                            + "; the header has " + String.join(", ", table.header())
                            + (names.keySet().stream().anyMatch(Field::isForReading) && !names.containsKey(Field.ITEM)
                                    ? "; if it is a sheet that was exported to be filled in, it lacks its column item"
                                    : ""));
        }
    }

    private static Columns columns(Kind kind, Form form, List<String> header) {
        Set<Field> known = new HashSet<>(Field.of(kind, form));
        Map<Field, Integer> index = new EnumMap<>(Field.class);
        Map<Integer, String> extra = new LinkedHashMap<>();
        List<ColumnUse> uses = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            Optional<Field> field = Field.named(name).filter(known::contains);
            if (field.isPresent()) {
                index.put(field.get(), i);
                boolean reading = field.get().isForReading();
                uses.add(new ColumnUse(
                        name, field.get().word(), reading ? ColumnUse.Role.FOR_READING : ColumnUse.Role.READ));
            } else {
                extra.put(i, name);
                uses.add(new ColumnUse(name, "", ColumnUse.Role.KEPT));
            }
        }
        return new Columns(kind, form, index, extra, List.copyOf(uses));
    }
}
