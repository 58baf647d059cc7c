package org.charactermirror.annotation.assignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Somebody who can be given work, and what the person has so far. */
final class Person {

    private final String name;
    private final List<String> begun;
    private final int room;
    private final List<Piece> kept = new ArrayList<>();
    private final List<Piece> given = new ArrayList<>();
    private final BitSet blocks = new BitSet();
    private int[] counts = new int[16];
    private int load;

    /**
     * Makes somebody without work.
     *
     * @param begun the ids of the items that were begun, in their order
     * @param room how many items the person may have in all
     */
    Person(String name, List<String> begun, int room) {
        this.name = name;
        this.begun = begun;
        this.room = room;
    }

    String name() {
        return name;
    }

    List<String> begun() {
        return begun;
    }

    /** Returns the blocks of what the person has begun: they stay. */
    List<Piece> kept() {
        return kept;
    }

    /** Returns what the person was given now. */
    List<Piece> given() {
        return given;
    }

    /** Returns the number of items, begun ones among them. */
    int load() {
        return load;
    }

    int pieces() {
        return kept.size() + given.size();
    }

    /** Returns how much the person has of what has a trait's number. */
    int count(int trait) {
        return trait < counts.length ? counts[trait] : 0;
    }

    boolean holds(int block) {
        return blocks.get(block);
    }

    /** Tells whether the person may be given a piece. */
    boolean mayTake(Piece piece) {
        return !blocks.get(piece.block()) && load + piece.size() <= room;
    }

    /** Returns how many more pieces of a size the person may have. */
    int roomFor(int size) {
        return Math.max(0, (room - load) / size);
    }

    void keep(Piece piece) {
        kept.add(piece);
        count(piece, 1);
    }

    void give(Piece piece) {
        given.add(piece);
        count(piece, 1);
    }

    void takeAway(Piece piece) {
        given.remove(piece);
        count(piece, -1);
    }

    private void count(Piece piece, int sign) {
        blocks.set(piece.block(), sign > 0);
        load += sign * piece.size();
        for (int trait : piece.traits()) {
            if (trait >= counts.length) {
                counts = Arrays.copyOf(counts, 2 * trait);
            }
            counts[trait] += sign;
        }
    }
}
