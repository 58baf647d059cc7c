package org.charactermirror.analysis;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.charactermirror.annotation.Origin;

/** Cells by what their rows have in common, origin by origin. */
abstract class CellTable<C> implements Serializable {

    private static final long serialVersionUID = 1;

    private transient EnumMap<Origin, HashMap<CellKey, C>> cells = new EnumMap<>(Origin.class);
    /** What {@link #sorted} has returned since the last cell was touched. */
    private transient EnumMap<Origin, List<Map.Entry<CellKey, C>>> sorted = new EnumMap<>(Origin.class);

    /** Makes a cell without rows. */
    abstract C empty();

    /** Returns a number for what is in a cell, whatever the order in which it came. */
    abstract long content(C cell);

    /** Writes a cell as {@link #read} reads it. */
    abstract void write(C cell, ObjectOutputStream out) throws IOException;

    abstract C read(ObjectInputStream in) throws IOException;

    /** Returns the cell of a key, to which something will be added; it is an empty one the first time. */
    C at(CellKey key) {
        if (!sorted.isEmpty()) {
            sorted.clear();
        }
        return cells.computeIfAbsent(key.origin(), unused -> new HashMap<>()).computeIfAbsent(key, unused -> empty());
    }

    /** Goes through all cells, in no particular order. */
    void forEach(BiConsumer<CellKey, C> each) {
        cells.values().forEach(ofOrigin -> ofOrigin.forEach(each));
    }

    /** Returns the origins, the preferred one first. */
    Set<Origin> origins() {
        return cells.keySet();
    }

    /** Returns the keys of an origin's cells. */
    Set<CellKey> keys(Origin origin) {
        return cells.getOrDefault(origin, new HashMap<>()).keySet();
    }

    /**
     * Returns the cells of an origin in order. Annotators stand in the order of what they judged and said, and of their names only
     * where that is the same: neither the order of rows nor other names for the same people change what is computed. In the keys
     * returned, the place in that order stands before each annotator's name.
     */
    synchronized List<Map.Entry<CellKey, C>> sorted(Origin origin) {
        return sorted.computeIfAbsent(origin, this::sort);
    }

    private List<Map.Entry<CellKey, C>> sort(Origin origin) {
        Map<CellKey, C> own = cells.getOrDefault(origin, new HashMap<>());
        Map<String, Long> sums = new HashMap<>();
        own.forEach((key, cell) -> sums.merge(
                key.annotator(),
                ContentHash.mixed(key.hashWithoutAnnotator() + ContentHash.mixed(content(cell))),
                Long::sum));
        Map<String, String> labels = ContentHash.labels(sums);
        List<Map.Entry<CellKey, C>> found = new ArrayList<>(own.size());
        own.forEach((key, cell) ->
                found.add(Map.entry(key.withAnnotator(labels.getOrDefault(key.annotator(), key.annotator())), cell)));
        found.sort(Map.Entry.comparingByKey());
        return found;
    }

    /** Writes numbers and each name once: cells are too many to be written as objects. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeInt(cells.size());
        NameWriter names = new NameWriter(out);
        for (Map.Entry<Origin, HashMap<CellKey, C>> ofOrigin : cells.entrySet()) {
            out.writeUTF(ofOrigin.getKey().name());
            out.writeInt(ofOrigin.getValue().size());
            for (Map.Entry<CellKey, C> cell : ofOrigin.getValue().entrySet()) {
                cell.getKey().write(names);
                write(cell.getValue(), out);
            }
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        cells = new EnumMap<>(Origin.class);
        sorted = new EnumMap<>(Origin.class);
        NameReader names = new NameReader(in);
        for (int left = in.readInt(); left > 0; left--) {
            Origin origin = Origin.valueOf(in.readUTF());
            int size = in.readInt();
            HashMap<CellKey, C> ofOrigin = new HashMap<>(2 * size);
            for (int i = 0; i < size; i++) {
                ofOrigin.put(CellKey.read(origin, names), read(in));
            }
            cells.put(origin, ofOrigin);
        }
    }
}
