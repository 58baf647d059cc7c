package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.jspecify.annotations.Nullable;

/** How often each flag was set, by model, annotator and character, and how long the replies are of which this is known. */
final class ErrorCells implements Serializable {

    private static final long serialVersionUID = 1;

    private static final List<TurnFlag> FLAGS = List.of(TurnFlag.values());

    private final CellTable<Cell> cells = new CellTable<>();

    /** Judgements, errors that they found, and characters of the replies. */
    static final class Density implements Serializable {

        private static final long serialVersionUID = 1;

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
    static final class Cell implements Serializable {

        private static final long serialVersionUID = 1;

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
    }

    /** A cell and what its rows have in common. */
    record Checked(CellKey key, Cell cell) {}

    /**
     * Adds a row.
     *
     * @param length of the reply; nothing where it is not known
     */
    void add(TurnError row, CellKey key, OptionalInt length) {
        cells.at(key, Cell::new).add(row, length);
    }

    void merge(ErrorCells other) {
        other.cells.forEach((key, theirs) -> cells.at(key, Cell::new).merge(theirs));
    }

    CellTable<?> cells() {
        return cells;
    }

    /** Returns the cells of an origin in {@linkplain CellTable#sorted order}. */
    List<Checked> of(Origin origin) {
        List<Checked> found = new ArrayList<>();
        cells.sorted(origin, Cell::content).forEach(cell -> found.add(new Checked(cell.getKey(), cell.getValue())));
        return found;
    }
}
