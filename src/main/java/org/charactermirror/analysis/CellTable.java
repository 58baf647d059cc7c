package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.charactermirror.annotation.Origin;

/** Cells by what their rows have in common, origin by origin. */
final class CellTable<C extends Serializable> implements Serializable {

    private static final long serialVersionUID = 1;

    private final EnumMap<Origin, HashMap<CellKey, C>> cells = new EnumMap<>(Origin.class);

    /** Returns the cell of a key, which is a new one the first time. */
    C at(CellKey key, Supplier<C> made) {
        return cells.computeIfAbsent(key.origin(), unused -> new HashMap<>())
                .computeIfAbsent(key, unused -> made.get());
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

    /** Returns the cells of an origin in their order. */
    List<Map.Entry<CellKey, C>> sorted(Origin origin) {
        List<Map.Entry<CellKey, C>> sorted =
                new ArrayList<>(cells.getOrDefault(origin, new HashMap<>()).entrySet());
        sorted.sort(Map.Entry.comparingByKey());
        return sorted;
    }
}
