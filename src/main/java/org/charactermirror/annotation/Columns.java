package org.charactermirror.annotation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Which kind of file a header announces, and where its columns stand.
 *
 * @param index the position of each known column that is present
 * @param extra the names of the other columns by position
 */
record Columns(Kind kind, Map<Field, Integer> index, Map<Integer, String> extra) {

    /** Tells the kind from a header, or adds what is wrong with it. */
    static Optional<Columns> of(List<String> header, String source, Problems problems) {
        Map<Field, List<String>> names = new EnumMap<>(Field.class);
        for (String name : header) {
            Field.named(name)
                    .ifPresent(field -> names.computeIfAbsent(field, unused -> new ArrayList<>())
                            .add(name));
        }
        Optional<Kind> kind = kind(names, header, source, problems);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        List<Field> known = Field.of(kind.get());
        boolean good = true;
        for (Field field : known) {
            List<String> found = names.getOrDefault(field, List.of());
            if (found.size() > 1) {
                problems.error(
                        source,
                        1,
                        0,
                        "columns \"" + String.join("\" and \"", found) + "\" both mean " + field.word()
                                + "; keep one of them");
                good = false;
            }
        }
        List<String> missing = Field.required(kind.get()).stream()
                .filter(field -> !names.containsKey(field))
                .map(Field::word)
                .toList();
        if (!missing.isEmpty()) {
            problems.error(
                    source,
                    1,
                    0,
                    "a file of " + kind.get().words() + " needs the "
                            + (missing.size() == 1 ? "column " : "columns ") + String.join(", ", missing)
                            + "; the header has " + String.join(", ", header));
            good = false;
        }
        return good ? Optional.of(columns(kind.get(), header)) : Optional.empty();
    }

    /** Tells whether a header is that of judgements, whatever else may be wrong with it. */
    static boolean announceAnnotations(List<String> header) {
        List<Field> fields =
                header.stream().map(Field::named).flatMap(Optional::stream).toList();
        return fields.contains(Field.ANNOTATOR)
                && fields.stream()
                        .anyMatch(field -> field == Field.OUTCOME
                                || Field.scores().contains(field)
                                || Field.flags().contains(field));
    }

    private static Optional<Kind> kind(
            Map<Field, List<String>> names, List<String> header, String source, Problems problems) {
        List<String> scores = present(Field.scores(), names);
        List<String> flags = present(Field.flags(), names);
        boolean pair = names.containsKey(Field.MODEL_A)
                || names.containsKey(Field.MODEL_B)
                || names.containsKey(Field.OUTCOME);
        if (pair && scores.isEmpty() && flags.isEmpty()) {
            return Optional.of(Kind.PREFERENCES);
        }
        if (!pair && flags.isEmpty() && !scores.isEmpty()) {
            return Optional.of(Kind.RATINGS);
        }
        if (!pair && scores.isEmpty() && !flags.isEmpty()) {
            return Optional.of(Kind.TURN_ERRORS);
        }
        if (pair || !scores.isEmpty()) {
            List<String> mixed = new ArrayList<>();
            mixed.addAll(present(List.of(Field.MODEL_A, Field.MODEL_B, Field.OUTCOME), names));
            mixed.addAll(scores);
            mixed.addAll(flags);
            problems.error(
                    source,
                    1,
                    0,
                    "the header mixes kinds (" + String.join(", ", mixed)
                            + "); put ratings, turn errors and preferences into files of their own");
        } else {
            problems.error(
                    source,
                    1,
                    0,
                    "not a file of annotations: its columns are " + String.join(", ", header)
                            + "; expected are annotator, model and scores (such as consistency), or annotator, model,"
                            + " session, turn and flags (such as ooc), or annotator, model_a, model_b and outcome");
        }
        return Optional.empty();
    }

    private static List<String> present(List<Field> fields, Map<Field, List<String>> names) {
        return fields.stream()
                .filter(names::containsKey)
                .map(field -> names.getOrDefault(field, List.of()).get(0))
                .toList();
    }

    private static Columns columns(Kind kind, List<String> header) {
        List<Field> known = Field.of(kind);
        Map<Field, Integer> index = new EnumMap<>(Field.class);
        Map<Integer, String> extra = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            @Nullable Field field = Field.named(header.get(i)).orElse(null);
            if (field != null && known.contains(field)) {
                index.put(field, i);
            } else {
                extra.put(i, header.get(i));
            }
        }
        return new Columns(kind, index, extra);
    }
}
