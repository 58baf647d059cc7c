package org.charactermirror.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.problem.Problems;

/** Judgements by the dialogue that they are about, and what becomes of each. */
public final class RowIndex {

    private final Map<List<String>, List<Annotation>> byDialogue = new HashMap<>();
    private final Map<RowFate, Integer> fates = new EnumMap<>(RowFate.class);
    private final List<Origin> origins;
    private final Problems problems = new Problems();

    /**
     * Takes in rows.
     *
     * @param rows without checks, and without those of annotators who do not count
     * @param origins that may be used, the one that counts first before others
     */
    public RowIndex(Annotations rows, List<Origin> origins) {
        this.origins = List.copyOf(origins);
        rows.stream().forEach(row -> {
            String session = row.subject().session();
            if (!origins.contains(row.origin())) {
                count(RowFate.OTHER_ORIGIN, 1);
            } else if (!judges(row)) {
                count(RowFate.NOTHING_JUDGED, 1);
            } else if (session == null) {
                count(RowFate.NO_SESSION, 1);
            } else {
                String study = Optional.ofNullable(row.subject().study()).orElse("");
                byDialogue
                        .computeIfAbsent(List.of(study, session), unused -> new ArrayList<>(2))
                        .add(row);
            }
        });
    }

    /** Tells whether a row says more than a comment: one without a score or a flag is nobody's vote. */
    private static boolean judges(Annotation row) {
        return switch (row.kind()) {
            case RATINGS -> !((Rating) row).scores().isEmpty();
            case TURN_ERRORS -> !((TurnError) row).flags().isEmpty();
            case PREFERENCES -> true;
        };
    }

    private void count(RowFate fate, int rows) {
        if (rows > 0) {
            fates.merge(fate, rows, Integer::sum);
        }
    }

    /** Hands out the rows of a dialogue, those that name no study included; each is handed out once. */
    DialogueRows take(String study, String session) {
        List<Annotation> rows = new ArrayList<>();
        for (String name : List.of(study, "")) {
            Optional.ofNullable(byDialogue.remove(List.of(name, session))).ifPresent(rows::addAll);
        }
        return new DialogueRows(rows);
    }

    /** Returns how many rows became what; those that nobody has taken belong to no dialogue. */
    Map<RowFate, Integer> fates() {
        Map<RowFate, Integer> all = new EnumMap<>(RowFate.class);
        all.putAll(fates);
        int left = byDialogue.values().stream().mapToInt(List::size).sum();
        if (left > 0) {
            all.put(RowFate.NO_SUCH_DIALOGUE, left);
        }
        return Collections.unmodifiableMap(all);
    }

    /** An annotator has one vote, also where two files say in different words which dialogue is meant. */
    private void checkOnce(List<? extends Annotation> rows) {
        Map<String, Annotation> first = new HashMap<>();
        for (Annotation row : rows) {
            Annotation earlier = first.putIfAbsent(row.subject().annotator(), row);
            if (earlier != null) {
                problems.error(
                        row.place().file(),
                        row.place().line(),
                        0,
                        "judges what " + earlier.place() + " judges, too (" + row.identity()
                                + "); leave one of the two rows out");
            }
        }
    }

    /** Returns what is wrong with the rows that were handed out so far. */
    public Problems problems() {
        return problems;
    }

    /** The rows of one dialogue, of which items take theirs. */
    final class DialogueRows {

        private final List<Annotation> rows;

        private DialogueRows(List<Annotation> rows) {
            this.rows = rows;
        }

        /** Takes those that fulfil a condition, and leaves the first origin that has any. */
        <R extends Annotation> Judged<R> take(Class<R> kind, Predicate<R> condition) {
            List<R> found = new ArrayList<>();
            rows.removeIf(row -> {
                boolean mine = kind.isInstance(row) && condition.test(kind.cast(row));
                if (mine) {
                    found.add(kind.cast(row));
                }
                return mine;
            });
            for (Origin origin : origins) {
                List<R> own =
                        found.stream().filter(row -> row.origin() == origin).toList();
                if (!own.isEmpty()) {
                    count(RowFate.USED, own.size());
                    count(RowFate.LATER_ORIGIN, found.size() - own.size());
                    checkOnce(own);
                    return new Judged<>(Optional.of(origin), own);
                }
            }
            return new Judged<>(Optional.empty(), List.of());
        }

        /** Counts what no item has taken. */
        void close() {
            count(RowFate.NO_SUCH_REPLY, rows.size());
            rows.clear();
        }
    }

    /**
     * What one origin says of an item.
     *
     * @param origin nothing where nobody judged it
     */
    record Judged<R extends Annotation>(Optional<Origin> origin, List<R> rows) {

        Judged {
            rows = List.copyOf(rows);
        }
    }

    /** Returns how many people, models or programs gave rows. */
    static int annotators(Collection<? extends Annotation> rows) {
        return (int)
                rows.stream().map(row -> row.subject().annotator()).distinct().count();
    }
}
