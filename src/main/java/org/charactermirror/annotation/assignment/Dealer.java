package org.charactermirror.annotation.assignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Deals the pieces out, one person after another: each takes the fair share of what is left, those first who have begun. */
final class Dealer {

    /** What a piece is worth that finds nobody unless this person takes it. */
    private static final long NOBODY_ELSE = -1_000_000_000_000_000L;

    private final Demand demand;
    private final List<Person> people;
    private final List<Piece> pieces;
    private final Sharing sharing;
    private final int[] needed;
    private int most;

    private Dealer(Demand demand) {
        this.demand = demand;
        this.pieces = demand.pieces();
        // The sort is stable: among those who have begun as much, the seed's order stays.
        this.people = demand.people().stream()
                .sorted(Comparator.comparing((Person person) -> -person.pieces()))
                .toList();
        this.sharing = new Sharing(people);
        this.needed = new int[demand.traits()];
    }

    /** Deals, and leaves in the pieces the seats that found nobody. */
    static void deal(Demand demand) {
        new Dealer(demand).deal();
    }

    private void deal() {
        int[] room = new int[people.size()];
        int largest = pieces.stream().mapToInt(Piece::size).max().orElse(1);
        for (int i = 0; i < room.length; i++) {
            Person person = people.get(i);
            Set<Integer> blocks = new HashSet<>();
            pieces.stream().filter(piece -> !person.holds(piece.block())).forEach(piece -> blocks.add(piece.block()));
            room[i] = Math.min(blocks.size(), person.roomFor(largest));
        }
        List<Piece> cut =
                ShortSeats.cut(pieces, Arrays.stream(room).asLongStream().sum(), demand.traits());
        int seats = pieces.stream().mapToInt(Piece::seats).sum();
        Quotas quotas = Quotas.of(people.stream().mapToInt(Person::pieces).toArray(), room, seats);
        for (Piece piece : pieces) {
            for (int trait : piece.traits()) {
                needed[trait] += piece.seats();
            }
        }
        most = pieces.stream().mapToInt(Piece::seats).max().orElse(0);
        for (int i = 0; i < people.size(); i++) {
            dealTo(i, quotas);
        }
        cut.forEach(piece -> piece.addSeats(1));
    }

    private void dealTo(int index, Quotas quotas) {
        Person person = people.get(index);
        List<Person> rest = people.subList(index, people.size());
        double part = quotas.level(index) / quotas.levelsFrom(index);
        List<Piece> chosen = EvenChoice.of(
                candidates(person),
                trait -> Math.max(0, part * (needed[trait] + sum(rest, trait)) - person.count(trait)),
                piece -> price(index, piece, quotas),
                quotas.quota(index));
        for (Piece piece : chosen) {
            person.give(piece);
            piece.addSeats(-1);
            sharing.add(index, piece.block());
            for (int trait : piece.traits()) {
                needed[trait]--;
            }
        }
    }

    private static int sum(List<Person> people, int trait) {
        int sum = 0;
        for (Person person : people) {
            sum += person.count(trait);
        }
        return sum;
    }

    private List<Piece> candidates(Person person) {
        Set<Integer> blocks = new HashSet<>();
        List<Piece> candidates = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.seats() > 0 && !person.holds(piece.block()) && blocks.add(piece.block())) {
                candidates.add(piece);
            }
        }
        return candidates;
    }

    /** Returns what a piece costs a person: much less than nothing where it would find nobody else. */
    private long price(int index, Piece piece, Quotas quotas) {
        Person person = people.get(index);
        int others = 0;
        for (int i = index + 1; i < people.size(); i++) {
            if (quotas.quota(i) > 0 && !people.get(i).holds(piece.block())) {
                others++;
            }
        }
        // First what fewest have, or the last in line would all get the same; then what few acquaintances have.
        long price = 1_000_000L * Math.min(900, most - piece.seats())
                + 1000L * Math.min(900, sharing.with(index, piece.block()))
                + demand.draw(person, piece);
        return piece.seats() > others ? price + NOBODY_ELSE : price;
    }
}
