package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
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

    /**
     * Returns the cells of an origin in order. Annotators stand in the order of what they judged and said, and of their names only
     * where that is the same: neither the order of rows nor other names for the same people change what is computed. In the keys
     * returned, the place in that order stands before each annotator's name.
     *
     * @param content a number for what is in a cell, whatever the order in which it came
     */
    List<Map.Entry<CellKey, C>> sorted(Origin origin, ToLongFunction<C> content) {
        Map<CellKey, C> own = cells.getOrDefault(origin, new HashMap<>());
        Map<String, Long> sums = new HashMap<>();
        own.forEach((key, cell) -> sums.merge(
                key.annotator(),
                ContentHash.mixed(key.hashWithoutAnnotator() + ContentHash.mixed(content.applyAsLong(cell))),
                Long::sum));
        Map<String, String> labels = new HashMap<>();
        sums.forEach((annotator, sum) -> labels.put(annotator, HexFormat.of().toHexDigits(sum) + " " + annotator));
        List<Map.Entry<CellKey, C>> sorted = new ArrayList<>(own.size());
        own.forEach((key, cell) ->
                sorted.add(Map.entry(key.withAnnotator(labels.getOrDefault(key.annotator(), key.annotator())), cell)));
        sorted.sort(Map.Entry.comparingByKey());
        return sorted;
    }
}
