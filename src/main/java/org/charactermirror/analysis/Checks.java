package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Expectation;
import org.charactermirror.annotation.RowNotes;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.jspecify.annotations.Nullable;

/** Tells rows that check their annotators from judgements: by the study's list of gold items, or by a cell of the row itself. */
final class Checks {

    private final Map<String, List<GoldItem>> bySession = new HashMap<>();

    Checks(List<GoldItem> gold) {
        gold.forEach(item -> bySession
                .computeIfAbsent(item.session(), unused -> new ArrayList<>())
                .add(item));
    }

    /**
     * What a row should have said.
     *
     * @param declared whether the study says so
     */
    record Check(Expectation expectation, boolean declared) {}

    /** Returns what a row should have said; nothing where it is a judgement. */
    Optional<Check> of(Annotation row) {
        Optional<Check> own = RowNotes.check(row).map(expectation -> new Check(expectation, false));
        return own.isPresent() ? own : gold(row);
    }

    private Optional<Check> gold(Annotation row) {
        @Nullable String session = row.subject().session();
        if (session == null) {
            return Optional.empty();
        }
        for (GoldItem item : bySession.getOrDefault(session, List.of())) {
            Expectation expectation = new Expectation(item.expect());
            @Nullable Integer turn = row.identity().turn();
            boolean sameTurn = item.turn().isPresent()
                    ? turn != null && turn == item.turn().getAsInt()
                    : turn == null;
            boolean sameModel = item.model()
                    .filter(model -> !row.identity().models().contains(model))
                    .isEmpty();
            if (sameTurn && sameModel && expectation.kind().equals(Optional.of(row.kind()))) {
                return Optional.of(new Check(expectation, true));
            }
        }
        return Optional.empty();
    }

    /** Returns the rows that fulfil a condition. */
    static Annotations only(Annotations rows, Predicate<Annotation> condition) {
        return new Annotations(
                rows.ratings().stream().filter(condition).toList(),
                rows.turnErrors().stream().filter(condition).toList(),
                rows.preferences().stream().filter(condition).toList(),
                rows.repeated());
    }
}
