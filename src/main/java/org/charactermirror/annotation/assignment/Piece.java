package org.charactermirror.annotation.assignment;

import java.util.List;

/** What goes to one person as a whole: a block, or what somebody who left has not done of it. */
final class Piece {

    private final int block;
    private final List<AssignmentItem> items;
    private final int[] traits;
    private int seats;

    /**
     * Makes a piece.
     *
     * @param traits the numbers of its models, its models in its topic, its models with its character, and its character: over
     *     what has the same number, work is spread evenly
     * @param seats how many people it still needs
     */
    Piece(int block, List<AssignmentItem> items, int[] traits, int seats) {
        this.block = block;
        this.items = List.copyOf(items);
        this.traits = traits;
        this.seats = seats;
    }

    int block() {
        return block;
    }

    List<AssignmentItem> items() {
        return items;
    }

    int size() {
        return items.size();
    }

    int models() {
        return traits[0];
    }

    int modelsInTopic() {
        return traits[1];
    }

    int modelsWithCharacter() {
        return traits[2];
    }

    int character() {
        return traits[3];
    }

    int[] traits() {
        return traits;
    }

    int seats() {
        return seats;
    }

    void addSeats(int more) {
        seats += more;
    }
}
