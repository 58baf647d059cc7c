package org.charactermirror.annotation.assignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who judges what together: how many blocks each two people share. */
final class Sharing {

    private final int[][] shared;
    private final Map<Integer, List<Integer>> judges = new HashMap<>();
    private long squares;

    /** Counts what people have begun. */
    Sharing(List<Person> people) {
        shared = new int[people.size()][people.size()];
        for (int i = 0; i < people.size(); i++) {
            for (Piece piece : people.get(i).kept()) {
                add(i, piece.block());
            }
        }
    }

    /** Notes that somebody judges a block. */
    void add(int person, int block) {
        List<Integer> others = judges.computeIfAbsent(block, key -> new ArrayList<>());
        for (int other : others) {
            squares += 2L * shared[person][other] + 1;
            shared[person][other]++;
            shared[other][person]++;
        }
        others.add(person);
    }

    /** Notes that somebody does not judge a block any more. */
    void remove(int person, int block) {
        List<Integer> others = judges.computeIfAbsent(block, key -> new ArrayList<>());
        others.remove((Integer) person);
        for (int other : others) {
            shared[person][other]--;
            shared[other][person]--;
            squares -= 2L * shared[person][other] + 1;
        }
    }

    /** Returns the sum over all pairs of people of the square of what they share: least where all share as much. */
    long squares() {
        return squares;
    }

    /** Returns how many blocks somebody shares already with those who judge a block. */
    int with(int person, int block) {
        int sum = 0;
        for (int other : judges.getOrDefault(block, List.of())) {
            sum += shared[person][other];
        }
        return sum;
    }
}
