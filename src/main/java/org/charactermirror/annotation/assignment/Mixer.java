package org.charactermirror.annotation.assignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets pieces change hands between two people where more pairs of people then have something to compare.
 *
 * <p>Minimises the sum of the squares of what each two people share, by exchanges that leave everything else as even as it
 * is, until none helps or a bound on the work is reached; what comes out depends on nothing but what goes in.
 */
final class Mixer {

    private static final int SWEEPS = 4;
    private static final long ALL_TRIED = 2_000;
    private static final long EXCHANGES_TRIED = 20_000_000;

    private final List<Person> people;
    private final Sharing sharing;
    private final Map<Person, Integer> numbers = new HashMap<>();
    private long left = EXCHANGES_TRIED;

    private Mixer(List<Person> people) {
        this.people = people;
        this.sharing = new Sharing(people);
        for (int i = 0; i < people.size(); i++) {
            numbers.put(people.get(i), i);
            for (Piece piece : people.get(i).given()) {
                sharing.add(i, piece.block());
            }
        }
    }

    static void mix(List<Person> people) {
        Mixer mixer = new Mixer(people);
        boolean better = true;
        for (int sweep = 0; sweep < SWEEPS && better; sweep++) {
            better = mixer.sweep();
        }
    }

    private boolean sweep() {
        // Pieces of different models change hands only where there are few enough to try them all.
        boolean all = people.stream().mapToLong(person -> person.given().size()).sum() <= ALL_TRIED;
        Map<Integer, List<Place>> byModel = new TreeMap<>();
        for (Person person : people) {
            for (Piece piece : person.given()) {
                byModel.computeIfAbsent(all ? 0 : piece.models(), key -> new ArrayList<>())
                        .add(new Place(person, piece));
            }
        }
        boolean better = false;
        for (List<Place> places : byModel.values()) {
            for (int i = 0; i < places.size(); i++) {
                for (int j = i + 1; j < places.size() && left > 0; j++) {
                    left--;
                    better |= exchange(places.get(i), places.get(j));
                }
            }
        }
        return better && left > 0;
    }

    /** Who has a piece. */
    private static final class Place {

        private final Person person;
        private Piece piece;

        Place(Person person, Piece piece) {
            this.person = person;
            this.piece = piece;
        }
    }

    private boolean exchange(Place one, Place other) {
        Piece given = one.piece;
        Piece taken = other.piece;
        if (one.person == other.person
                || given.size() != taken.size()
                || one.person.holds(taken.block())
                || other.person.holds(given.block())
                || unevenness(one.person, given, taken) + unevenness(other.person, taken, given) > 0) {
            return false;
        }
        int first = numbers.getOrDefault(one.person, 0);
        int second = numbers.getOrDefault(other.person, 0);
        long before = sharing.squares();
        move(first, given, second);
        move(second, taken, first);
        if (sharing.squares() >= before) {
            move(second, given, first);
            move(first, taken, second);
            return false;
        }
        one.person.takeAway(given);
        other.person.takeAway(taken);
        one.person.give(taken);
        other.person.give(given);
        one.piece = taken;
        other.piece = given;
        return true;
    }

    private void move(int from, Piece piece, int to) {
        sharing.remove(from, piece.block());
        sharing.add(to, piece.block());
    }

    /** Returns by how much the sum of the squares of a person's counts grows when one piece goes and another comes. */
    private static int unevenness(Person person, Piece goes, Piece comes) {
        int growth = 0;
        for (int trait = 0; trait < goes.traits().length; trait++) {
            int out = goes.traits()[trait];
            int in = comes.traits()[trait];
            if (out != in) {
                growth += 2 * (person.count(in) - person.count(out) + 1);
            }
        }
        return growth;
    }
}
