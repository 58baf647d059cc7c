package org.charactermirror.dataset;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts of records and of what was left out. Not thread-safe. */
final class Tally {

    private final List<String> splits;
    private final Map<DatasetKind, Counts> counts = new EnumMap<>(DatasetKind.class);

    Tally(List<String> splits) {
        this.splits = List.copyOf(splits);
    }

    /** Counts of one kind. */
    private final class Counts {
        private final Map<String, int[]> bySplit = new LinkedHashMap<>();
        private final SortedMap<String, Integer> byCharacter = new TreeMap<>();
        private final SortedMap<String, Integer> byModel = new TreeMap<>();
        private final SortedMap<String, Integer> byLicence = new TreeMap<>();
        private final Map<Reason, Integer> leftOut = new EnumMap<>(Reason.class);
        private String lastSession = "";

        Counts() {
            splits.forEach(split -> bySplit.put(split, new int[2]));
        }
    }

    private Counts of(DatasetKind kind) {
        return counts.computeIfAbsent(kind, unused -> new Counts());
    }

    void leftOut(DatasetKind kind, Reason reason, int items) {
        if (items > 0) {
            of(kind).leftOut.merge(reason, items, Integer::sum);
        }
    }

    /** Counts a record; those of one dialogue come one after the other. */
    void made(DatasetKind kind, String split, PlayedDialogue dialogue, List<String> models) {
        Counts own = of(kind);
        int[] ofSplit = own.bySplit.computeIfAbsent(split, unused -> new int[2]);
        String session = dialogue.transcript().study() + " " + dialogue.session();
        ofSplit[0]++;
        ofSplit[1] += session.equals(own.lastSession) ? 0 : 1;
        own.lastSession = session;
        own.byCharacter.merge(dialogue.characterId(), 1, Integer::sum);
        models.forEach(model -> own.byModel.merge(model, 1, Integer::sum));
        dialogue.licences().forEach(licence -> own.byLicence.merge(licence, 1, Integer::sum));
    }

    /** Returns the counts of a kind. */
    DatasetSummary.KindCounts counts(DatasetKind kind) {
        Counts own = of(kind);
        Map<String, DatasetSummary.SplitCounts> bySplit = new LinkedHashMap<>();
        own.bySplit.forEach((split, two) -> bySplit.put(split, new DatasetSummary.SplitCounts(two[0], two[1])));
        return new DatasetSummary.KindCounts(
                Collections.unmodifiableMap(bySplit),
                own.byCharacter,
                own.byModel,
                own.byLicence,
                Collections.unmodifiableMap(new EnumMap<>(own.leftOut)));
    }
}
