package org.charactermirror.analysis.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.analysis.UnitKey;
import org.charactermirror.analysis.spark.RowBytes.Placed;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.problem.Problems;

/**
 * Rows that may judge the same thing, each once: those that repeat others are counted, those that complete others are put together,
 * and those that contradict others are problems, by the same rules as on one machine.
 */
final class UnitRows {

    private final List<Placed> rows = new ArrayList<>();
    private final Findings findings = new Findings();
    private final Map<String, Integer> alike = new TreeMap<>();
    private int repeated;
    private boolean repeats;

    private UnitRows() {}

    static UnitRows of(Iterable<byte[]> bytes) {
        List<Placed> all = new ArrayList<>();
        bytes.forEach(one -> all.add(RowBytes.row(one)));
        all.sort(Comparator.comparing(Placed::position));
        UnitRows unit = new UnitRows();
        Problems problems = new Problems();
        AnnotationCollector collector = new AnnotationCollector(problems);
        List<Position> added = new ArrayList<>();
        for (Placed placed : all) {
            Annotation row = placed.row();
            AnnotationCollector.Fate fate = collector.add(row);
            if (fate == AnnotationCollector.Fate.ADDED) {
                added.add(placed.position());
            } else {
                unit.repeats = true;
            }
            if (fate == AnnotationCollector.Fate.REPEATED && row.subject().session() == null) {
                unit.alike.merge(row.place().file(), 1, Integer::sum);
            }
            if (fate == AnnotationCollector.Fate.REFUSED) {
                int last = problems.all().size() - 1;
                unit.findings.add(
                        Found.of(placed.position().file(), problems.all().get(last)));
            }
        }
        unit.repeated = collector.repeated();
        // Rows of one kind are returned in the order in which they were added, those that others completed among them.
        Iterator<Position> positions = added.iterator();
        collector.annotations().stream().forEach(row -> unit.rows.add(new Placed(positions.next(), row)));
        return unit;
    }

    List<Placed> rows() {
        return rows;
    }

    /** Returns the rows of each unit: what is grouped by a hash may be several. */
    Iterable<List<Annotation>> units() {
        Map<UnitKey, List<Annotation>> units = new LinkedHashMap<>();
        rows.forEach(placed -> units.computeIfAbsent(UnitKey.of(placed.row()), key -> new ArrayList<>())
                .add(placed.row()));
        return units.values();
    }

    Findings findings() {
        return findings;
    }

    int repeated() {
        return repeated;
    }

    /** Tells whether a row did not become one of its own. */
    boolean repeats() {
        return repeats;
    }

    /** Returns by file how many rows without a session were left out for repeating an earlier one. */
    Map<String, Integer> alike() {
        return alike;
    }
}
