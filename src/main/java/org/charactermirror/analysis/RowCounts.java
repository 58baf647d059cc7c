package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;

/** How many rows were read, from where, and by whom; checks and those of annotators who were left out are among them. */
public final class RowCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<String, EnumMap<Kind, Integer>> sources = new HashMap<>();
    private final TreeMap<AnnotatorKey, Integer> annotators = new TreeMap<>();
    private int emptyScores;
    private int emptyFlags;
    private int repeated;

    void add(Annotation row) {
        sources.computeIfAbsent(fileName(row), unused -> new EnumMap<>(Kind.class))
                .merge(row.kind(), 1, Math::addExact);
        annotators.merge(AnnotatorKey.of(row), 1, Math::addExact);
        if (row instanceof Rating rating) {
            emptyScores += Dimension.values().length - rating.scores().size();
        } else if (row instanceof TurnError turnError) {
            emptyFlags += TurnFlag.values().length - turnError.flags().size();
        }
    }

    /** Counts rows that said again what another one had said, and were left out. */
    void addRepeated(int rows) {
        repeated = Math.addExact(repeated, rows);
    }

    void merge(RowCounts other) {
        other.sources.forEach((file, kinds) ->
                kinds.forEach((kind, count) -> sources.computeIfAbsent(file, unused -> new EnumMap<>(Kind.class))
                        .merge(kind, count, Math::addExact)));
        other.annotators.forEach((who, count) -> annotators.merge(who, count, Math::addExact));
        emptyScores = Math.addExact(emptyScores, other.emptyScores);
        emptyFlags = Math.addExact(emptyFlags, other.emptyFlags);
        addRepeated(other.repeated);
    }

    /** Returns a file's name without its folder, which says more about a computer than about the rows. */
    private static String fileName(Annotation row) {
        String file = row.place().file();
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    /** Returns how many rows of a kind there are. */
    public int of(Kind kind) {
        return annotators.entrySet().stream()
                .filter(one -> one.getKey().kind() == kind)
                .mapToInt(Map.Entry::getValue)
                .reduce(0, Math::addExact);
    }

    /** Returns how many rows there are. */
    public int all() {
        return annotators.values().stream().reduce(0, Math::addExact);
    }

    /** Returns how many rows said again what another one had said, and were left out. */
    public int repeated() {
        return repeated;
    }

    /** Returns how many scores ratings lack. */
    public int emptyScores() {
        return emptyScores;
    }

    /** Returns how many flags turn errors lack. */
    public int emptyFlags() {
        return emptyFlags;
    }

    /** Returns the files that rows came from, without their folders, by kind, then name. */
    public Map<String, Map<Kind, Integer>> sources() {
        Map<String, Map<Kind, Integer>> sorted = new LinkedHashMap<>();
        Comparator<Map.Entry<String, EnumMap<Kind, Integer>>> byKind =
                Comparator.comparing(file -> file.getValue().keySet().iterator().next());
        List<Map.Entry<String, EnumMap<Kind, Integer>>> files = sources.entrySet().stream()
                .sorted(byKind.thenComparing(Map.Entry.comparingByKey()))
                .toList();
        files.forEach(file -> sorted.put(file.getKey(), Collections.unmodifiableMap(file.getValue())));
        return sorted;
    }

    /** Returns how many rows each annotator gave. */
    public SortedMap<AnnotatorKey, Integer> annotators() {
        return Collections.unmodifiableSortedMap(annotators);
    }
}
