package org.charactermirror.annotation.foreign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;

/**
 * Judgements in the layout of another tool.
 *
 * @param files texts by name
 * @param rows how many rows they hold
 * @param notHeld what the layout cannot hold, and how many rows that concerns
 */
public record ForeignExport(Map<String, String> files, int rows, SortedMap<String, Integer> notHeld) {

    public ForeignExport {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        notHeld = Collections.unmodifiableSortedMap(new TreeMap<>(notHeld));
    }

    /** Writes rows in a tool's layout; imported, the files give the same rows again. */
    public static ForeignExport of(Annotations annotations, ForeignFormat format) {
        SortedMap<String, Integer> notHeld = new TreeMap<>();
        List<ForeignCells> rows = new ArrayList<>();
        annotations.stream().forEach(row -> {
            ForeignCells cells = ForeignCells.of(row);
            boolean onlyPairs = format == ForeignFormat.ARENA || format == ForeignFormat.MT_BENCH;
            if (onlyPairs && row.kind() != Kind.PREFERENCES) {
                notHeld.merge(reason(row, format), 1, Integer::sum);
            } else if (cells.judgesNothing()) {
                notHeld.merge("rows that judge nothing", 1, Integer::sum);
            } else {
                rows.add(cells);
            }
        });
        return switch (format) {
            case LABEL_STUDIO -> export(LabelStudioExport.files(rows), rows.size(), notHeld);
            case POTATO -> export(PotatoExport.files(rows), rows.size(), notHeld);
            case ARGILLA -> export(ArgillaExport.files(rows), rows.size(), notHeld);
            case ARENA -> export(ArenaExport.files(rows), rows.size(), notHeld);
            case MT_BENCH -> {
                int before =
                        notHeld.values().stream().mapToInt(Integer::intValue).sum();
                Map<String, String> files = MtBenchExport.files(rows, notHeld);
                int after =
                        notHeld.values().stream().mapToInt(Integer::intValue).sum();
                yield export(files, rows.size() - (after - before), notHeld);
            }
        };
    }

    private static String reason(Annotation row, ForeignFormat format) {
        return row.kind() == Kind.RATINGS && format == ForeignFormat.MT_BENCH
                ? "ratings (scores of MT-Bench lie on a scale from 1 to 10)"
                : row.kind().words();
    }

    private static ForeignExport export(Map<String, String> files, int rows, SortedMap<String, Integer> notHeld) {
        Map<String, String> some = new LinkedHashMap<>(files);
        if (rows == 0) {
            some.clear();
        }
        return new ForeignExport(some, rows, notHeld);
    }
}
