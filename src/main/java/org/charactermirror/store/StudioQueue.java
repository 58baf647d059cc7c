package org.charactermirror.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.document.Sha256;
import org.charactermirror.store.StudioAssignment.Purpose;
import org.charactermirror.store.StudioAssignment.State;
import org.charactermirror.store.StudioAssignments.Given;

/** Mixes the dialogues that check a person among those that the person judges, at places that the seed draws. */
final class StudioQueue {

    private final List<StudioAssignment> present;
    private final String draw;

    /**
     * Looks at somebody's work.
     *
     * @param present all that the person has, in order
     * @param draw what the places are drawn from: the seed and the person
     */
    StudioQueue(List<StudioAssignment> present, String draw) {
        this.present = List.copyOf(present);
        this.draw = draw;
    }

    /**
     * Returns what the person is to have, what is begun first.
     *
     * @param judged the person's dialogues in the order of work
     * @param gold dialogues with known answers, which everybody gets who judges anything
     * @param every after how many dialogues one comes that has an instruction in it; 0 for none
     * @param spare dialogues for instructions; those that the person judges anyway come last
     */
    List<Given> of(List<String> judged, Set<String> gold, int every, List<String> spare) {
        List<Given> queue = new ArrayList<>(begun());
        Set<Given> there = new HashSet<>(queue);
        List<Given> rest = judged.stream()
                .map(session -> new Given(session, Purpose.JUDGE))
                .filter(given -> !there.contains(given))
                .toList();
        List<Given> mixed = withGold(
                rest,
                (judged.isEmpty() ? Set.<String>of() : gold)
                        .stream()
                                .map(session -> new Given(session, Purpose.GOLD))
                                .filter(given -> !there.contains(given))
                                .toList());
        List<Given> instructions = instructions(
                spare.stream()
                        .filter(session -> !there.contains(new Given(session, Purpose.ATTENTION)))
                        .toList(),
                new HashSet<>(judged));
        queue.addAll(withInstructions(mixed, List.copyOf(queue), every, instructions));
        return queue;
    }

    private List<Given> begun() {
        return present.stream()
                .filter(one -> one.state() != State.OPEN)
                .map(one -> new Given(one.session(), one.purpose()))
                .toList();
    }

    private List<Given> withGold(List<Given> rest, List<Given> gold) {
        List<List<Given>> before = new ArrayList<>();
        for (int place = 0; place <= rest.size(); place++) {
            before.add(new ArrayList<>());
        }
        gold.stream()
                .sorted(byDraw())
                .forEach(given -> before.get(number("gold " + given.session(), rest.size() + 1))
                        .add(given));
        List<Given> mixed = new ArrayList<>();
        for (int place = 0; place <= rest.size(); place++) {
            mixed.addAll(before.get(place));
            if (place < rest.size()) {
                mixed.add(rest.get(place));
            }
        }
        return mixed;
    }

    /** Returns dialogues for instructions: those that the person has got for it and not begun come first. */
    private List<Given> instructions(List<String> spare, Set<String> judged) {
        Set<String> open = present.stream()
                .filter(one -> one.purpose() == Purpose.ATTENTION && one.state() == State.OPEN)
                .map(StudioAssignment::session)
                .collect(Collectors.toSet());
        return spare.stream()
                .map(session -> new Given(session, Purpose.ATTENTION))
                .sorted(Comparator.comparing((Given given) -> !open.contains(given.session()))
                        .thenComparing(given -> judged.contains(given.session()))
                        .thenComparing(byDraw()))
                .toList();
    }

    /** Puts one instruction at a drawn place among each so many dialogues; those before it count from the person's first. */
    private List<Given> withInstructions(List<Given> mixed, List<Given> begun, int every, List<Given> instructions) {
        if (every == 0) {
            return mixed;
        }
        int had = count(begun, Purpose.ATTENTION);
        int judged = count(begun, Purpose.JUDGE);
        int groups = (judged + count(mixed, Purpose.JUDGE)) / every;
        List<Given> queue = new ArrayList<>(mixed);
        for (int group = groups - 1; group >= had && group * every + every > judged; group--) {
            int after = group * every + 1 + number("instruction " + group, every);
            Optional<Given> instruction =
                    instructions.stream().skip(group - had).findFirst();
            if (instruction.isPresent()) {
                queue.add(place(queue, after - judged), instruction.get());
            }
        }
        return queue;
    }

    /** Returns the place after so many dialogues that are judged; the first one where these are behind already. */
    private static int place(List<Given> queue, int after) {
        int judged = 0;
        for (int place = 0; place < queue.size(); place++) {
            if (judged >= after) {
                return place;
            }
            judged += queue.get(place).purpose() == Purpose.JUDGE ? 1 : 0;
        }
        return queue.size();
    }

    private static int count(List<Given> queue, Purpose purpose) {
        return (int) queue.stream().filter(given -> given.purpose() == purpose).count();
    }

    private Comparator<Given> byDraw() {
        return Comparator.comparing(given -> Sha256.hex(draw + "\n" + given.purpose() + "\n" + given.session()));
    }

    /** Draws a number from 0 to one below the bound. */
    private int number(String purpose, int bound) {
        return (int) (Long.parseLong(Sha256.hex(draw + "\n" + purpose).substring(0, 12), 16) % bound);
    }
}
