package org.charactermirror.annotation.assignment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives what is left over to somebody, and passes pieces on from those who have too many.
 *
 * <p>Somebody who may not take a piece can still pass another one on in exchange for it, over any number of people. When no
 * such chain leads from one person to another who has two fewer, loads are as even as they can be at all.
 */
final class Leveller {

    /** One hand-over on a chain. */
    private record Step(Person from, Piece piece, Person to) {}

    private final List<Person> people;

    private Leveller(List<Person> people) {
        this.people = people;
    }

    static void level(List<Person> people, List<Piece> pieces) {
        Leveller leveller = new Leveller(people);
        pieces.forEach(leveller::seat);
        boolean passed = true;
        while (passed) {
            passed = leveller.passOn();
        }
    }

    private void seat(Piece piece) {
        while (piece.seats() > 0) {
            Person taker = people.stream()
                    .filter(person -> person.mayTake(piece))
                    .min(Comparator.comparing(Person::load).thenComparing(person -> excess(piece, person)))
                    .orElseGet(() -> withRoomMade(piece));
            if (taker == null) {
                return;
            }
            taker.give(piece);
            piece.addSeats(-1);
        }
    }

    private @Nullable Person withRoomMade(Piece piece) {
        for (Person person : people) {
            if (!person.holds(piece.block())) {
                List<Step> chain =
                        chain(person, piece.size(), other -> other != person && other.roomFor(piece.size()) > 0);
                if (!chain.isEmpty()) {
                    hand(chain);
                    if (person.mayTake(piece)) {
                        return person;
                    }
                }
            }
        }
        return null;
    }

    private boolean passOn() {
        List<Person> busiest = people.stream()
                .sorted(Comparator.comparing((Person person) -> -person.load()))
                .toList();
        for (Person person : busiest) {
            Set<Integer> sizes = new TreeSet<>();
            person.given().forEach(piece -> sizes.add(piece.size()));
            for (int size : sizes) {
                Predicate<Person> less = other -> person.load() - other.load() > size && other.roomFor(size) > 0;
                if (people.stream().anyMatch(less)) {
                    List<Step> chain = chain(person, size, less);
                    if (!chain.isEmpty()) {
                        hand(chain);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void hand(List<Step> chain) {
        for (Step step : chain) {
            step.from().takeAway(step.piece());
            step.to().give(step.piece());
        }
    }

    /** Returns the shortest chain of hand-overs of pieces of a size, the last first; none if there is none. */
    private List<Step> chain(Person start, int size, Predicate<Person> end) {
        Map<Person, Step> reached = new HashMap<>();
        ArrayDeque<Person> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            Person from = queue.remove();
            for (Person to : people) {
                Piece piece = to == start || reached.containsKey(to) ? null : best(from, to, size);
                if (piece == null) {
                    continue;
                }
                reached.put(to, new Step(from, piece, to));
                if (end.test(to)) {
                    List<Step> chain = new ArrayList<>();
                    for (Person person = to;
                            person != start;
                            person = chain.get(chain.size() - 1).from()) {
                        chain.add(reached.get(person));
                    }
                    return chain;
                }
                queue.add(to);
            }
        }
        return List.of();
    }

    /** Returns the piece that one has most of and the other least. */
    private static @Nullable Piece best(Person from, Person to, int size) {
        return from.given().stream()
                .filter(piece -> piece.size() == size && !to.holds(piece.block()))
                .min(Comparator.comparing(piece -> excess(piece, to) - excess(piece, from)))
                .orElse(null);
    }

    private static int excess(Piece piece, Person person) {
        int sum = 0;
        for (int trait : piece.traits()) {
            sum += person.count(trait);
        }
        return sum;
    }
}
