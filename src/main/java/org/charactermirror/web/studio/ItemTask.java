package org.charactermirror.web.studio;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.charactermirror.annotation.Side;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.StudioAssignment;
import org.charactermirror.store.StudioAssignment.Purpose;
import org.charactermirror.store.StudioDialogue;

/**
 * What is asked of an annotator about a dialogue.
 *
 * @param asked the turns that are to be judged; 0 alone for the whole dialogue
 * @param shown how many turns are shown at most
 * @param checks by turn, the answer that is known to be right, as a row's cell has it
 * @param attention an instruction
 */
record ItemTask(
        StudioAssignment assignment,
        StudioDialogue.Plan plan,
        SortedSet<Integer> asked,
        int shown,
        SortedMap<Integer, String> checks,
        Optional<Attention> attention) {

    /** An instruction comes after something to read, and takes no more time than it must. */
    private static final int ATTENTION_TURN = 3;

    ItemTask {
        asked = Collections.unmodifiableSortedSet(new TreeSet<>(asked));
        checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
    }

    /**
     * Tells what is asked.
     *
     * @param first by turn, whose reply the annotator sees first
     */
    static ItemTask of(
            StudioStudy study, StudioAssignment assignment, StudioDialogue.Plan plan, IntFunction<Side> first) {
        return switch (assignment.purpose()) {
            case JUDGE ->
                new ItemTask(
                        assignment, plan, all(study.kind(), plan), plan.rounds(), new TreeMap<>(), Optional.empty());
            case GOLD -> gold(study, assignment, plan);
            case ATTENTION -> attention(study, assignment, plan, first);
        };
    }

    private static SortedSet<Integer> all(StudyKind kind, StudioDialogue.Plan plan) {
        return kind == StudyKind.RATING
                ? new TreeSet<>(List.of(0))
                : IntStream.rangeClosed(1, plan.rounds()).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    /** Only the turns with known answers are asked about: judgements of the others would count for one model more often. */
    private static ItemTask gold(StudioStudy study, StudioAssignment assignment, StudioDialogue.Plan plan) {
        SortedMap<Integer, String> checks = new TreeMap<>();
        for (GoldItem item : study.gold()) {
            if (item.session().equals(plan.session())) {
                checks.merge(item.turn().orElse(0), check(item.expect()), (one, other) -> one + "; " + other);
            }
        }
        int shown = study.kind() == StudyKind.RATING || checks.isEmpty() ? plan.rounds() : checks.lastKey();
        return new ItemTask(assignment, plan, new TreeSet<>(checks.keySet()), shown, checks, Optional.empty());
    }

    private static String check(Map<String, String> expected) {
        return expected.entrySet().stream()
                .map(cell -> cell.getKey() + "=" + cell.getValue())
                .collect(Collectors.joining("; "));
    }

    private static ItemTask attention(
            StudioStudy study, StudioAssignment assignment, StudioDialogue.Plan plan, IntFunction<Side> first) {
        Attention attention = Attention.of(study.kind(), assignment.code());
        boolean whole = study.kind() == StudyKind.RATING;
        int turn = whole ? 0 : Math.min(ATTENTION_TURN, plan.rounds());
        Side side = first.apply(turn);
        return new ItemTask(
                assignment,
                plan,
                new TreeSet<>(List.of(turn)),
                whole ? plan.rounds() : turn,
                new TreeMap<>(Map.of(turn, attention.check(plan, side))),
                Optional.of(attention));
    }

    /** Tells whether what is said here is no judgement of a model. */
    boolean isCheck() {
        return assignment.purpose() != Purpose.JUDGE;
    }

    /** Returns how many turns are shown at most, and can be judged. */
    int shownOf(int played) {
        return Math.min(shown, played);
    }
}
