package org.charactermirror.analysis;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.jspecify.annotations.Nullable;

/** How often each flag was set, by model, annotator and character, and how long the replies are of which this is known. */
final class ErrorCells extends CellTable<ErrorCells.Cell> {

    private static final long serialVersionUID = 1;

    private static final List<TurnFlag> FLAGS = List.of(TurnFlag.values());

    /** Judgements, errors that they found, and characters of the replies. */
    static final class Density {

        int judgements;
        long errors;
        long characters;

        void add(int found, int length) {
            judgements++;
            errors += found;
            characters += length;
        }

        void merge(Density other) {
            judgements = Math.addExact(judgements, other.judgements);
            errors += other.errors;
            characters += other.characters;
        }
    }

    /** The judgements of one model's replies by one annotator about one character. */
    static final class Cell {

        private int rows;
        private int rowsOfKnownLength;
        private final int[] flagged = new int[FLAGS.size()];
        private final int[] judged = new int[FLAGS.size()];
        /** By error, and last those replies of which all were judged; nothing where no length is known. */
        private Density @Nullable [] densities;

        int rows() {
            return rows;
        }

        int rowsOfKnownLength() {
            return rowsOfKnownLength;
        }

        int flagged(TurnFlag flag) {
            return flagged[FLAGS.indexOf(flag)];
        }

        int judged(TurnFlag flag) {
            return judged[FLAGS.indexOf(flag)];
        }

        /** Returns what is known of an error in replies of known length. */
        Density density(TurnFlag flag) {
            return density(FLAGS.indexOf(flag));
        }

        /** Returns what is known of all errors together. */
        Density densityOfAll() {
            return density(FLAGS.size());
        }

        private Density density(int place) {
            Density[] known = densities;
            return known == null ? new Density() : known[place];
        }

        private Density[] known() {
            Density[] known = densities;
            if (known == null) {
                known = new Density[FLAGS.size() + 1];
                for (int i = 0; i < known.length; i++) {
                    known[i] = new Density();
                }
                densities = known;
            }
            return known;
        }

        private void add(TurnError row, OptionalInt length) {
            rows++;
            row.flags().forEach((flag, set) -> {
                judged[FLAGS.indexOf(flag)]++;
                flagged[FLAGS.indexOf(flag)] += set ? 1 : 0;
            });
            if (length.isPresent()) {
                rowsOfKnownLength++;
                addLength(row, length.getAsInt());
            }
        }

        private void addLength(TurnError row, int length) {
            int all = 0;
            int errors = 0;
            for (TurnFlag flag : FLAGS) {
                @Nullable Boolean set = row.flags().get(flag);
                if (flag.isError() && set != null) {
                    known()[FLAGS.indexOf(flag)].add(set ? 1 : 0, length);
                    all += set ? 1 : 0;
                    errors++;
                }
            }
            if (errors == FLAGS.size() - 1) {
                known()[FLAGS.size()].add(all, length);
            }
        }

        private long content() {
            long sum = ContentHash.mixed(rows);
            for (int i = 0; i < FLAGS.size(); i++) {
                sum = ContentHash.mixed(ContentHash.mixed(sum + judged[i]) + flagged[i]);
            }
            return sum;
        }

        private void merge(Cell other) {
            rows = Math.addExact(rows, other.rows);
            rowsOfKnownLength = Math.addExact(rowsOfKnownLength, other.rowsOfKnownLength);
            for (int i = 0; i < FLAGS.size(); i++) {
                flagged[i] = Math.addExact(flagged[i], other.flagged[i]);
                judged[i] = Math.addExact(judged[i], other.judged[i]);
            }
            Density[] theirs = other.densities;
            for (int i = 0; theirs != null && i < theirs.length; i++) {
                known()[i].merge(theirs[i]);
            }
        }

        private void write(DataOutput out) throws IOException {
            out.writeInt(rows);
            out.writeInt(rowsOfKnownLength);
            for (int i = 0; i < FLAGS.size(); i++) {
                out.writeInt(flagged[i]);
                out.writeInt(judged[i]);
            }
            Density[] known = densities;
            out.writeBoolean(known != null);
            for (int i = 0; known != null && i < known.length; i++) {
                out.writeInt(known[i].judgements);
                out.writeLong(known[i].errors);
                out.writeLong(known[i].characters);
            }
        }

        private static Cell read(DataInput in) throws IOException {
            Cell cell = new Cell();
            cell.rows = in.readInt();
            cell.rowsOfKnownLength = in.readInt();
            for (int i = 0; i < FLAGS.size(); i++) {
                cell.flagged[i] = in.readInt();
                cell.judged[i] = in.readInt();
            }
            if (in.readBoolean()) {
                for (Density known : cell.known()) {
                    known.judgements = in.readInt();
                    known.errors = in.readLong();
                    known.characters = in.readLong();
                }
            }
            return cell;
        }
    }

    /** A cell and what its rows have in common. */
    record Checked(CellKey key, Cell cell) {}

    /**
     * Adds a row.
     *
     * @param length of the reply; nothing where it is not known
     */
    void add(TurnError row, CellKey key, OptionalInt length) {
        at(key).add(row, length);
    }

    void merge(ErrorCells other) {
        other.forEach((key, theirs) -> at(key).merge(theirs));
    }

    @Override
    Cell empty() {
        return new Cell();
    }

    @Override
    long content(Cell cell) {
        return cell.content();
    }

    @Override
    void write(Cell cell, ObjectOutputStream out) throws IOException {
        cell.write(out);
    }

    @Override
    Cell read(ObjectInputStream in) throws IOException {
        return Cell.read(in);
    }

    /** Returns the cells of an origin in {@linkplain #sorted order}. */
    List<Checked> of(Origin origin) {
        List<Checked> found = new ArrayList<>();
        sorted(origin).forEach(cell -> found.add(new Checked(cell.getKey(), cell.getValue())));
        return found;
    }
}
