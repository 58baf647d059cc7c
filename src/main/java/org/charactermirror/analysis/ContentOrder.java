package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Identity;
import org.charactermirror.annotation.PairNotes;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into an order that only what was judged and said decides, and what annotators are called only where that is the same: neither
 * the order in which rows were read nor other names for the same people change what is computed of them.
 */
public final class ContentOrder {

    private ContentOrder() {}

    /**
     * A row and what to call its annotator: the labels of all annotators stand in their order.
     *
     * @param row with the annotator's own name
     */
    public record Placed<R>(R row, String annotator) {}

    private record Hashed<R>(R row, String annotator, String[] content, long hash) {}

    /** Orders rows, each of which is the only one of its identity. */
    public static <R extends Annotation> List<Placed<R>> of(List<R> rows) {
        return of(rows, row -> row.subject().annotator(), ContentOrder::content);
    }

    /**
     * Orders rows.
     *
     * @param annotator of a row
     * @param content all of a row that figures may depend on, but for its annotator
     */
    static <R> List<Placed<R>> of(List<R> rows, Function<R, String> annotator, Function<R, List<String>> content) {
        List<Hashed<R>> hashed = new ArrayList<>(rows.size());
        Map<String, Long> sums = new HashMap<>();
        for (R row : rows) {
            String[] texts = content.apply(row).toArray(new String[0]);
            Hashed<R> one = new Hashed<>(row, annotator.apply(row), texts, ContentHash.of(texts));
            hashed.add(one);
            sums.merge(one.annotator(), one.hash(), Long::sum);
        }
        Map<String, String> labels = ContentHash.labels(sums);
        hashed.sort(Comparator.comparing((Hashed<R> one) -> labels.getOrDefault(one.annotator(), ""))
                .thenComparingLong(Hashed::hash)
                .thenComparing(one -> String.join("\n", one.content())));
        return hashed.stream()
                .map(one -> new Placed<>(one.row(), labels.getOrDefault(one.annotator(), "")))
                .toList();
    }

    /** Returns what is judged and said, of a comparison from the side of the model that is first in the alphabet. */
    static List<String> content(Annotation row) {
        Identity identity = row.identity();
        Subject subject = row.subject();
        List<String> content = new ArrayList<>(identity.models());
        for (@Nullable
        Object part : new @Nullable Object[] {
            subject.study(),
            subject.session(),
            subject.character(),
            subject.category(),
            subject.topic(),
            identity.turn()
        }) {
            content.add(part == null ? "" : "=" + part);
        }
        if (row instanceof Rating rating) {
            rating.scores().forEach((dimension, score) -> content.add(dimension.word() + "=" + score.toPlainString()));
        } else if (row instanceof TurnError turnError) {
            turnError.flags().forEach((flag, set) -> content.add(flag.word() + "=" + set));
        } else if (row instanceof Preference preference) {
            boolean inOrder = preference.modelA().compareTo(preference.modelB()) <= 0;
            addChoice(inOrder ? preference : preference.swapped(), content);
        }
        return content;
    }

    private static void addChoice(Preference row, List<String> content) {
        content.add(row.outcome().word());
        @Nullable Side first = row.shownFirst();
        content.add(first == null ? "" : first.word());
        for (Side side : Side.values()) {
            content.add(
                    PairNotes.outcome(row, side).map(outcome -> outcome.word()).orElse(""));
        }
    }
}
