package org.charactermirror.annotation.assignment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which seats stay empty where people may not have as many items as there are to give.
 *
 * <p>Rather fewer items with all their people than more items with too few, for agreement shows only where several judge the
 * same; what has been begun is completed first, and of the others those stay that are spread evenly.
 */
final class ShortSeats {

    private ShortSeats() {}

    /**
     * Takes seats away until no more are left than there is room for.
     *
     * @return a piece for every seat that was taken away
     */
    static List<Piece> cut(List<Piece> pieces, long room, int traits) {
        Map<Integer, List<Piece>> bySeats = new TreeMap<>();
        pieces.forEach(piece ->
                bySeats.computeIfAbsent(piece.seats(), key -> new ArrayList<>()).add(piece));
        List<Piece> cut = new ArrayList<>();
        long left = room;
        for (Map.Entry<Integer, List<Piece>> entry : bySeats.entrySet()) {
            int seats = entry.getKey();
            int whole = (int) Math.min(entry.getValue().size(), left / seats);
            Set<Piece> stay = new HashSet<>(evenly(entry.getValue(), whole, traits));
            left -= (long) seats * whole;
            for (Piece piece : entry.getValue()) {
                if (!stay.contains(piece)) {
                    int some = (int) Math.min(left, seats);
                    left -= some;
                    for (int i = some; i < seats; i++) {
                        cut.add(piece);
                    }
                    piece.addSeats(some - seats);
                }
            }
        }
        return cut;
    }

    private static List<Piece> evenly(List<Piece> pieces, int amount, int traits) {
        if (amount == pieces.size()) {
            return pieces;
        }
        int[] counts = new int[traits];
        for (Piece piece : pieces) {
            for (int trait : piece.traits()) {
                counts[trait]++;
            }
        }
        return EvenChoice.of(pieces, trait -> (double) counts[trait] * amount / pieces.size(), piece -> 0, amount);
    }
}
