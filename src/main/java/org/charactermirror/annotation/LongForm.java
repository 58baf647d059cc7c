package org.charactermirror.annotation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Puts the rows of the long form together: those with one dialogue, annotator and model, or reply, are one judgement. */
final class LongForm {

    private final Kind kind;
    private final Map<LongRow.Key, Map<Field, LongRow>> judgements = new LinkedHashMap<>();
    private int repeated;

    LongForm(Kind kind) {
        this.kind = kind;
    }

    /** Adds a row, counts it where it repeats an earlier one, or adds a problem where it contradicts one. */
    void add(LongRow row, Problems problems) {
        @Nullable
        LongRow earlier = judgements
                .computeIfAbsent(row.key(), unused -> new LinkedHashMap<>())
                .putIfAbsent(row.judged(), row);
        if (earlier == null) {
            return;
        }
        if (row.repeats(earlier)) {
            repeated++;
            return;
        }
        String remedy = row.key().subject().session() != null
                ? "remove one of the two rows"
                : "remove one of the two rows or, if they judge different dialogues, name these in a column session";
        problems.error(
                row.place().file(),
                row.place().line(),
                0,
                "contradicts " + earlier.place() + ", which has the same "
                        + row.key().words(kind) + ", " + row.judged().word() + " and other values; " + remedy);
    }

    /** Returns how many rows repeat an earlier one. */
    int repeated() {
        return repeated;
    }

    /** Returns the judgements in the order of their first rows. */
    List<Annotation> judgements() {
        Set<String> varying = varyingColumns();
        List<Annotation> all = new ArrayList<>();
        judgements.forEach((key, rows) -> all.add(judgement(key, rows.values(), varying)));
        return all;
    }

    private Annotation judgement(LongRow.Key key, Collection<LongRow> rows, Set<String> varying) {
        Place place = rows.iterator().next().place();
        @Nullable String comment = joined(rows, LongRow::comment);
        Map<String, String> extra = extra(rows, varying);
        if (kind == Kind.RATINGS) {
            Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
            for (LongRow row : rows) {
                if (row.number() != null) {
                    scores.put(Dimension.valueOf(row.judged().name()), row.number());
                }
            }
            return new Rating(place, key.subject(), key.model(), scores, comment, key.origin(), extra);
        }
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        for (LongRow row : rows) {
            if (row.number() != null) {
                flags.put(TurnFlag.valueOf(row.judged().name()), row.number().signum() != 0);
            }
        }
        int turn = Objects.requireNonNull(key.turn(), "the reader asks for a turn");
        @Nullable String evidence = joined(rows, LongRow::evidence);
        return new TurnError(place, key.subject(), key.model(), turn, flags, evidence, comment, key.origin(), extra);
    }

    /** Returns the text that the rows have in common, or all of them, each with what it was said of. */
    private static @Nullable String joined(Collection<LongRow> rows, Function<LongRow, @Nullable String> text) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (LongRow row : rows) {
            @Nullable String each = text.apply(row);
            if (each != null) {
                texts.putIfAbsent(each, row.judged().word() + ": " + each);
            }
        }
        if (texts.size() == 1) {
            return texts.keySet().iterator().next();
        }
        return texts.isEmpty() ? null : String.join("\n", texts.values());
    }

    /** Returns the unknown columns; one that differs between the rows of a judgement becomes one for each of them. */
    private static Map<String, String> extra(Collection<LongRow> rows, Set<String> varying) {
        Map<String, String> extra = new LinkedHashMap<>();
        for (LongRow row : rows) {
            row.extra().forEach((name, value) -> {
                if (varying.contains(name)) {
                    extra.put(name + " (" + row.judged().word() + ")", value);
                } else {
                    extra.putIfAbsent(name, value);
                }
            });
        }
        return extra;
    }

    private Set<String> varyingColumns() {
        Set<String> varying = new HashSet<>();
        for (Map<Field, LongRow> rows : judgements.values()) {
            Map<String, String> first = rows.values().iterator().next().extra();
            for (LongRow row : rows.values()) {
                row.extra().forEach((name, value) -> {
                    if (!value.equals(first.get(name))) {
                        varying.add(name);
                    }
                });
            }
        }
        return varying;
    }
}
