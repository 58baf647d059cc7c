package org.charactermirror.analysis;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;

/**
 * How often one annotator's value met another's in the same unit, for each two annotators who met.
 *
 * <p>Counts of the same two values stand beside each other, one for each annotator who was met: a unit that hundreds have judged
 * touches little memory, and annotators who never met take none.
 */
final class PairTables {

    private Met[] byLater = {};
    /** How many values there is room for. */
    private int room;

    PairTables(int room) {
        this.room = room;
    }

    /** Those whom one annotator met whose names come earlier. */
    private static final class Met {

        /** By annotator, from 1 in the order in which they were met; 0 is nobody. */
        private int[] places = {};

        private int[] annotators = {};
        private int size;
        /** By the earlier annotator's value, then the own one: how often they met, by place less 1. */
        private long[][] counts;

        Met(int room) {
            this.counts = planes(room);
        }

        private static long[][] planes(int room) {
            long[][] planes = new long[room * room][];
            Arrays.fill(planes, new long[0]);
            return planes;
        }

        int place(int annotator) {
            if (annotator >= places.length) {
                places = Arrays.copyOf(places, Math.max(annotator + 1, 2 * places.length));
            }
            if (places[annotator] == 0) {
                if (size == annotators.length) {
                    annotators = Arrays.copyOf(annotators, Math.max(4, 2 * size));
                }
                annotators[size] = annotator;
                size++;
                places[annotator] = size;
            }
            return places[annotator] - 1;
        }

        void add(int plane, int place, long times) {
            if (place >= counts[plane].length) {
                counts[plane] = Arrays.copyOf(counts[plane], annotators.length);
            }
            counts[plane][place] += times;
        }

        long count(int plane, int place) {
            return place < counts[plane].length ? counts[plane][place] : 0;
        }

        void widen(int before, int after) {
            long[][] wide = planes(after);
            for (int value = 0; value < before; value++) {
                System.arraycopy(counts, value * before, wide, value * after, before);
            }
            counts = wide;
        }
    }

    private Met at(int later) {
        if (later >= byLater.length) {
            int before = byLater.length;
            byLater = Arrays.copyOf(byLater, Math.max(later + 1, 2 * before));
            for (int i = before; i < byLater.length; i++) {
                byLater[i] = new Met(room);
            }
        }
        return byLater[later];
    }

    /** Makes room for so many values. */
    void widen(int values) {
        for (Met met : byLater) {
            met.widen(room, values);
        }
        room = values;
    }

    /**
     * Adds a unit.
     *
     * @param annotators in the order of their names, each once
     * @param what each of them said, as numbers below the room
     */
    void add(int[] annotators, int[] what) {
        for (int j = 1; j < what.length; j++) {
            Met met = at(annotators[j]);
            for (int i = 0; i < j; i++) {
                met.add(what[i] * room + what[j], met.place(annotators[i]), 1);
            }
        }
    }

    /**
     * Adds another one's units.
     *
     * @param annotators by their numbers there, their numbers here
     * @param values likewise
     */
    void merge(PairTables other, int[] annotators, int[] values) {
        for (int later = 0; later < other.byLater.length; later++) {
            Met theirs = other.byLater[later];
            for (int place = 0; place < theirs.size; place++) {
                Met met = at(annotators[later]);
                int own = met.place(annotators[theirs.annotators[place]]);
                for (int one = 0; one < values.length; one++) {
                    for (int two = 0; two < values.length; two++) {
                        long times = theirs.count(one * other.room + two, place);
                        if (times > 0) {
                            met.add(values[one] * room + values[two], own, times);
                        }
                    }
                }
            }
        }
    }

    /** Returns how often each value of the one, by row, met each of the other, room times room; nothing where they never met. */
    long[] table(int earlier, int later) {
        if (later >= byLater.length || earlier >= byLater[later].places.length || byLater[later].places[earlier] == 0) {
            return new long[0];
        }
        Met met = byLater[later];
        long[] table = new long[room * room];
        for (int plane = 0; plane < table.length; plane++) {
            table[plane] = met.count(plane, met.places[earlier] - 1);
        }
        return table;
    }

    /** Writes numbers: there are too many tables to write them as objects. */
    void write(ObjectOutputStream out) throws IOException {
        out.writeInt(byLater.length);
        for (Met met : byLater) {
            out.writeInt(met.size);
            for (int place = 0; place < met.size; place++) {
                out.writeInt(met.annotators[place]);
            }
            for (int plane = 0; plane < room * room; plane++) {
                boolean any = met.counts[plane].length > 0;
                out.writeBoolean(any);
                for (int place = 0; any && place < met.size; place++) {
                    out.writeLong(met.count(plane, place));
                }
            }
        }
    }

    static PairTables read(int room, ObjectInputStream in) throws IOException {
        PairTables tables = new PairTables(room);
        int annotators = in.readInt();
        if (annotators > 0) {
            tables.at(annotators - 1);
        }
        for (int later = 0; later < annotators; later++) {
            Met met = tables.byLater[later];
            int size = in.readInt();
            for (int place = 0; place < size; place++) {
                met.place(in.readInt());
            }
            for (int plane = 0; plane < room * room; plane++) {
                boolean any = in.readBoolean();
                for (int place = 0; any && place < size; place++) {
                    met.add(plane, place, in.readLong());
                }
            }
        }
        return tables;
    }
}
